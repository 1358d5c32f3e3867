import type { Edit } from '../../../grammar/index.js';
import { formatTarget, targetOf } from '../../experiments/edits.js';
import { lengthFields } from '../../experiments/fields.js';
import type { Context } from './context.js';

/** Edits that stand side by side must change different things: the second would undo the first. */
export function checkRepeatedEdits(edits: readonly Edit[], context: Context): void {
  const first = new Map<string, Edit>();
  for (const edit of edits) {
    for (const target of targetsOf(edit, context)) {
      const earlier = first.get(target);
      first.set(target, earlier ?? edit);
      if (!earlier) continue;
      const related = [{ place: context.place(earlier), message: 'the first one is here' }];
      context.report('repeated-edit', { target }, edit, { related });
    }
    checkLength(edit, first, context);
  }
}

function targetsOf(edit: Edit, context: Context): readonly string[] {
  switch (edit.kind) {
    case 'field-edit':
      return [formatTarget(edit.target)];
    case 'set':
      return edit.annotations.map(({ name }) => `${context.textOf(edit.selector)}@${name.name}`);
    case 'replace':
      return [`replace ${context.textOf(edit.selector)}`];
  }
}

/** `steps` and `epochs` say the same thing. */
function checkLength(edit: Edit, first: ReadonlyMap<string, Edit>, context: Context): void {
  const target = edit.kind === 'field-edit' ? targetOf(edit.target) : undefined;
  if (edit.kind !== 'field-edit' || target?.kind !== 'field') return;
  const { name } = target.field;
  if (!lengthFields.some((field) => field === name)) return;
  const other = lengthFields.find((field) => field !== name)!;
  const earlier = first.get(other);
  if (!earlier) return;
  const related = [{ place: context.place(earlier), message: 'the other one is here' }];
  context.report('exclusive-fields', { first: other, second: name }, edit.target, { related });
}

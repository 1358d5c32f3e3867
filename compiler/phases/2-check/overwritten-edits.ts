import type { Edit, Span } from '../../../grammar/index.js';
import { enumeration } from '../../diagnostics/suggest.js';
import { formatTarget, targetOf, type SourcedEdit } from '../../experiments/edits.js';
import { lengthFields } from '../../experiments/fields.js';
import { cellsOf, type AblationPlan, type PlannedAxis } from '../../experiments/plan.js';
import type { Context } from './context.js';

/** One thing that an edit changes. */
interface Change {
  /** In one spelling: `model.width`, `classifier@scale`. */
  readonly target: string;
  /** Edits of these, when they come later, leave nothing of it. */
  readonly within: readonly string[];
  /** The part of the text that says it, the same for all values of a `vary`. */
  readonly written: object;
  readonly span: Span;
}

/** A change where it stands: among the edits of all cells, or on an axis. */
interface Placed extends Change {
  readonly axis: PlannedAxis | undefined;
  /** The row or column, where it is one. */
  readonly group: string | undefined;
}

interface Fate {
  readonly placed: Placed;
  /** Names of what overwrites it, with one place each. */
  readonly by: Map<string, Span>;
  survives: boolean;
}

/** Reports what later edits overwrite in every cell, so that it occurs in none. */
export function checkOverwrittenEdits(plan: AblationPlan, context: Context): void {
  const changes = new Map<SourcedEdit, readonly Change[]>();
  const changesOf = (source: SourcedEdit): readonly Change[] => {
    const found = changes.get(source) ?? changesBy(source.edit, source.mustChange, context);
    changes.set(source, found);
    return found;
  };
  const fates = new Map<object, Fate>();
  for (const { choices } of cellsOf(plan.axes)) {
    const edits = [
      ...plan.edits.map((source) => ({ source, axis: undefined, group: undefined })),
      ...choices.flatMap((choice, at) => {
        const axis = plan.axes[at]!;
        return choice.edits.map((source) => ({ source, axis, group: isVaried(axis) ? undefined : choice.label }));
      }),
    ];
    const later = new Map<string, Placed>();
    for (const { source, ...site } of edits.reverse()) {
      // Behind a replacement, a kind of layer means others than before.
      if (source.edit.kind === 'replace')
        for (const target of later.keys()) if (target.includes('@')) later.delete(target);
      for (const change of changesOf(source)) {
        const placed = { ...change, ...site };
        follow(placed, later, fates);
        later.set(change.target, placed);
      }
    }
  }
  const lost = [...fates.values()]
    .filter(({ survives }) => !survives)
    .sort((a, b) => a.placed.span.start - b.placed.span.start);
  // What several groups of one axis lose in one way is one mistake.
  const alike = new Map<string, Fate[]>();
  for (const fate of lost) {
    const { placed, by } = fate;
    const key = [placed.target, placed.axis?.title, ...by.keys()].join(' ');
    alike.set(key, [...(alike.get(key) ?? []), fate]);
  }
  for (const fates of alike.values()) reportOverwritten(fates, context);
}

function follow(placed: Placed, later: ReadonlyMap<string, Placed>, fates: Map<object, Fate>): void {
  const fate = fates.get(placed.written) ?? { placed, by: new Map<string, Span>(), survives: false };
  fates.set(placed.written, fate);
  const overwriting = placed.within.map((target) => later.get(target)).find((found) => found !== undefined);
  if (!overwriting || isRepeated(placed, overwriting)) fate.survives = true;
  else fate.by.set(nameOf(overwriting), overwriting.span);
}

/** Whether two changes are reported as a repeated edit, or stand on an axis that is there twice. */
function isRepeated(a: Placed, b: Placed): boolean {
  if (a.axis === b.axis || (isVaried(a.axis) && isVaried(b.axis))) return a.target === b.target;
  return a.axis?.kind === b.axis?.kind;
}

function isVaried(axis: PlannedAxis | undefined): boolean {
  return axis?.kind === 'vary' || axis?.kind === 'zip';
}

/** @param isWhole whether the edit stands in the text as it is, rather than being made of a value of a `vary` */
function changesBy(edit: Edit, isWhole: boolean, context: Context): readonly Change[] {
  switch (edit.kind) {
    case 'replace':
      return [];
    case 'set': {
      const selector = context.textOf(edit.selector);
      const isOnly = edit.annotations.length === 1;
      return edit.annotations.map((annotation) => ({
        ...annotationChange(selector, annotation.name.name),
        written: annotation,
        span: isOnly ? edit.span : annotation.span,
      }));
    }
    case 'field-edit': {
      const at = { written: edit.target, span: isWhole ? edit.span : edit.target.span };
      const target = formatTarget(edit.target);
      const meaning = targetOf(edit.target);
      if (meaning?.kind === 'field') {
        const isLength = lengthFields.some((name) => name === target);
        return [{ ...at, target, within: isLength ? lengthFields : [target] }];
      }
      if (meaning?.kind === 'argument') return [{ ...at, target, within: [meaning.field.name, target] }];
      if (!meaning) return [];
      const selector = context.textOf(meaning.selector);
      return [{ ...at, ...annotationChange(selector, meaning.annotation.name, meaning.argument?.name) }];
    }
  }
}

function annotationChange(selector: string, name: string, argument?: string): Pick<Change, 'target' | 'within'> {
  const selectors = [...new Set([selector, 'model'])];
  const suffix = argument === undefined ? '' : `.${argument}`;
  const whole = selectors.map((each) => `${each}@${name}`);
  return {
    target: `${selector}@${name}${suffix}`,
    within: [...whole, ...(suffix === '' ? [] : whole.map((each) => each + suffix))],
  };
}

/** What overwrites something, for messages. */
function nameOf({ target, axis }: Placed): string {
  if (!axis) return `\`${target}\` of all cells`;
  return isVaried(axis) ? `\`vary ${target}\`` : `the ${axis.kind}`;
}

function reportOverwritten(fates: readonly Fate[], context: Context): void {
  const { placed, by } = fates[0]!;
  const { target, axis } = placed;
  const groups = fates.flatMap(({ placed: { group } }) => (group === undefined ? [] : [`\`${group}\``]));
  const noun = axis?.kind === 'rows' ? 'row' : 'column';
  const of = groups.length === 0 ? '' : ` of the ${noun}${groups.length === 1 ? '' : 's'} ${enumeration(groups)}`;
  const what = `\`${isVaried(axis) ? 'vary ' : ''}${target}\`${of}`;
  const related = [
    ...fates.slice(1).map((fate) => ({ place: context.place(fate.placed), message: 'this too' })),
    ...[...by.values()].map((span) => ({ place: context.place({ span }), message: 'this is applied later' })),
  ];
  context.report('overwritten-edit', { what, by: enumeration([...by.keys()]) }, placed, { related });
}

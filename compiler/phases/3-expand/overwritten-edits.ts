import type { Edit, Span } from '../../../grammar/index.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { enumeration } from '../../diagnostics/suggest.js';
import { formatTarget, targetOf, type SourcedEdit } from '../../experiments/edits.js';
import { lengthFields } from '../../experiments/fields.js';
import type { AblationPlan, PlannedAxis } from '../../experiments/plan.js';
import type { ExpandedCell } from './expanded-cell.js';
import { overwrittenSettings, type Overwritten } from './overwritten-settings.js';

/** One thing that an edit changes: a field, an argument of it, or an annotation of layers. */
interface Change {
  /** In one spelling: `model.width`, `classifier@scale`. */
  readonly target: string;
  /** The name of the annotation, where it is one. */
  readonly annotation?: string;
  /** Edits of these fields and arguments, when they come later, leave nothing of it. */
  readonly within: readonly string[];
  /** The part of the text that says it, the same for all values of a `vary`. */
  readonly written: object;
  readonly span: Span;
}

/** A change where it stands: among the edits of all cells, or on an axis. */
interface Placed extends Change {
  readonly source: SourcedEdit;
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
export function reportOverwrittenEdits(plan: AblationPlan, cells: readonly ExpandedCell[], reporter: Reporter): void {
  const changesOf = remembered(changesBy);
  const overwrittenIn = remembered(overwrittenSettings);
  const fates = new Map<object, Fate>();
  for (const { choices, rules } of cells) {
    const edits = [
      ...plan.edits.map((source) => ({ source, axis: undefined, group: undefined })),
      ...choices.flatMap((choice, at) => {
        const axis = plan.axes[at]!;
        return choice.edits.map((source) => ({ source, axis, group: isVaried(axis) ? undefined : choice.label }));
      }),
    ];
    const later: Later = { fields: new Map(), settings: new Map() };
    for (const site of edits.reverse()) {
      for (const change of changesOf(site.source)) {
        const placed = { ...change, ...site };
        follow(placed, overwriting(placed, later, rules && overwrittenIn(rules)), fates);
        if (change.annotation === undefined) later.fields.set(change.target, placed);
        else later.settings.set(site.source, [...(later.settings.get(site.source) ?? []), placed]);
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
  for (const fates of alike.values()) report(fates, reporter);
}

/** A function that is computed once for each object. */
function remembered<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

/** The changes of a cell behind the one that is looked at. */
interface Later {
  /** Of fields and their arguments, by target. */
  readonly fields: Map<string, Placed>;
  /** Of annotations, by edit. */
  readonly settings: Map<SourcedEdit, readonly Placed[]>;
}

/** Those of the later changes of a cell that leave nothing of a change; none where something of it is left. */
function overwriting(
  { source, annotation, within }: Placed,
  { fields, settings }: Later,
  overwritten: Overwritten | undefined,
): readonly Placed[] {
  if (annotation === undefined) return within.flatMap((target) => fields.get(target) ?? []).slice(0, 1);
  const sources = overwritten?.get(source)?.get(annotation) ?? [];
  return sources.flatMap((each) => (settings.get(each) ?? []).filter((change) => change.annotation === annotation));
}

function follow(placed: Placed, overwriting: readonly Placed[], fates: Map<object, Fate>): void {
  const fate = fates.get(placed.written) ?? { placed, by: new Map<string, Span>(), survives: false };
  fates.set(placed.written, fate);
  if (overwriting.length === 0) fate.survives = true;
  for (const change of overwriting) fate.by.set(nameOf(change, placed), change.span);
}

function isVaried(axis: PlannedAxis | undefined): boolean {
  return axis?.kind === 'vary' || axis?.kind === 'zip';
}

function changesBy({ edit, module, mustChange: isWhole }: SourcedEdit): readonly Change[] {
  switch (edit.kind) {
    case 'replace':
      return [];
    case 'set': {
      const { start, end } = edit.selector.span;
      const selector = module.text.slice(start, end);
      const isOnly = edit.annotations.length === 1;
      return edit.annotations.map((annotation) => ({
        target: `${selector}@${annotation.name.name}`,
        annotation: annotation.name.name,
        within: [],
        written: annotation,
        span: isOnly ? edit.span : annotation.span,
      }));
    }
    case 'field-edit':
      return changesOfField(edit, isWhole);
  }
}

/** @param isWhole whether the edit stands in the text as it is, rather than being made of a value of a `vary` */
function changesOfField(edit: Edit & { readonly kind: 'field-edit' }, isWhole: boolean): readonly Change[] {
  const target = formatTarget(edit.target);
  const change = { target, written: edit.target, span: isWhole ? edit.span : edit.target.span };
  const meaning = targetOf(edit.target);
  switch (meaning?.kind) {
    case undefined:
      return [];
    case 'field': {
      const isLength = lengthFields.some((name) => name === target);
      return [{ ...change, within: isLength ? lengthFields : [target] }];
    }
    case 'argument':
      return [{ ...change, within: [meaning.field.name, target] }];
    case 'annotation':
      return [{ ...change, annotation: meaning.annotation.name, within: [] }];
  }
}

/** What overwrites something else, for messages. */
function nameOf({ target, axis }: Placed, placed: Placed): string {
  if (isVaried(axis)) return `\`vary ${target}\``;
  if (axis === placed.axis) return `\`${target}\` behind it`;
  return axis ? `the ${axis.kind}` : `\`${target}\` of all cells`;
}

function report(fates: readonly Fate[], reporter: Reporter): void {
  const { placed, by } = fates[0]!;
  const { target, axis, source } = placed;
  const groups = fates.flatMap(({ placed: { group } }) => (group === undefined ? [] : [`\`${group}\``]));
  const noun = axis?.kind === 'rows' ? 'row' : 'column';
  const of = groups.length === 0 ? '' : ` of the ${noun}${groups.length === 1 ? '' : 's'} ${enumeration(groups)}`;
  const what = `\`${isVaried(axis) ? 'vary ' : ''}${target}\`${of}`;
  const place = (span: Span) => ({ file: source.module.path, span });
  const related = [
    ...fates.slice(1).map((fate) => ({ place: place(fate.placed.span), message: 'this too' })),
    ...[...by.values()].map((span) => ({ place: place(span), message: 'this is applied later' })),
  ];
  const args = { what, by: enumeration([...by.keys()]) };
  reporter.report('overwritten-edit', args, place(placed.span), { related });
}

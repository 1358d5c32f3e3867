import type {
  AblationDeclaration,
  EditGroups,
  Edit,
  Expectation,
  FieldEdit,
  Span,
  Vary,
  Zip,
} from '../../grammar/index.js';
import type { Module } from '../phases/1-resolve/modules.js';
import type { Axis } from '../phases/3-expand/ablation.js';
import { formatTarget, type SourcedEdit } from './edits.js';

/** What an ablation says, before anything of it is checked. */
export interface AblationPlan {
  /** Edits for every cell. */
  readonly edits: readonly SourcedEdit[];
  /** Rows, columns, then every `vary` and `zip` in text order. */
  readonly axes: readonly PlannedAxis[];
  /** Number of the product of the axes. */
  readonly cells: number;
  readonly seeds: FieldEdit | undefined;
  readonly expectations: readonly Expectation[];
}

export interface PlannedAxis extends Pick<Axis, 'kind' | 'title'> {
  readonly choices: readonly Choice[];
}

/** One place on an axis. */
export interface Choice {
  readonly label: string;
  readonly edits: readonly SourcedEdit[];
  /** Where it is written. */
  readonly span: Span;
}

export function planOf({ items }: AblationDeclaration, module: Module): AblationPlan {
  const edits: SourcedEdit[] = [];
  const groups: EditGroups[] = [];
  const varied: (Vary | Zip)[] = [];
  const expectations: Expectation[] = [];
  let seeds: FieldEdit | undefined;
  for (const item of items) {
    if (isSeeds(item)) seeds ??= item;
    else if (item.kind === 'groups') groups.push(item);
    else if (item.kind === 'vary' || item.kind === 'zip') varied.push(item);
    else if (item.kind === 'expect') expectations.push(item);
    else edits.push({ edit: item, module, mustChange: true });
  }
  const tables = (['rows', 'columns'] as const).flatMap((axis) => groups.filter((group) => group.axis === axis));
  const axes = [...tables.map((group) => groupAxis(group, module)), ...varied.map((item) => variedAxis(item, module))];
  return { edits, axes, cells: cellCount(axes), seeds, expectations };
}

/** `seeds: 3`, the one setting of an ablation that isn't an edit of its experiment. */
function isSeeds(item: { readonly kind: string }): item is FieldEdit {
  const { target } = item as Partial<FieldEdit>;
  return item.kind === 'field-edit' && !target!.annotation && nameOf(target!) === 'seeds';
}

function nameOf({ path }: FieldEdit['target']): string | undefined {
  return path.kind === 'identifier' ? path.name : undefined;
}

function groupAxis({ axis, groups }: EditGroups, module: Module): PlannedAxis {
  const choices = groups.map(({ name, edits, span }) => ({
    label: name.kind === 'string' ? name.value : name.name,
    edits: edits.map((edit): SourcedEdit => ({ edit, module, mustChange: true })),
    span,
  }));
  return { kind: axis, title: axis, choices };
}

function variedAxis(item: Vary | Zip, module: Module): PlannedAxis {
  const varies = item.kind === 'zip' ? item.varies : [item];
  const count = Math.min(...varies.map(({ values }) => values.items.length));
  const title = varies.map(({ target }) => formatTarget(target)).join(', ');
  const choices = Array.from({ length: Number.isFinite(count) ? count : 0 }, (_, index) =>
    choiceOf(varies, index, module),
  );
  return { kind: item.kind, title, choices };
}

function choiceOf(varies: readonly Vary[], index: number, module: Module): Choice {
  const edits = varies.map(({ target, values }): SourcedEdit => {
    const value = values.items[index]!;
    const edit: Edit = { kind: 'field-edit', target, value, span: value.span };
    return { edit, module, mustChange: false };
  });
  const values = edits.map(({ edit: { span } }) => module.text.slice(span.start, span.end).replace(/\s+/g, ' '));
  return { label: values.join(', '), edits, span: edits[0]!.edit.span };
}

/** The choices of every cell, with its place on each axis; the first axis changes slowest. */
export function* cellsOf(axes: readonly PlannedAxis[]): Iterable<{
  readonly coordinates: readonly number[];
  readonly choices: readonly Choice[];
}> {
  const total = cellCount(axes);
  for (let cell = 0; cell < total; cell++) {
    const coordinates = coordinatesOf(axes, cell);
    yield { coordinates, choices: choicesAt(axes, coordinates) };
  }
}

/** The choices of one cell; undefined where there are fewer cells. */
export function cellAt(axes: readonly PlannedAxis[], cell: number): readonly Choice[] | undefined {
  return cell < cellCount(axes) ? choicesAt(axes, coordinatesOf(axes, cell)) : undefined;
}

function cellCount(axes: readonly PlannedAxis[]): number {
  return axes.reduce((count, { choices }) => count * choices.length, 1);
}

function coordinatesOf(axes: readonly PlannedAxis[], cell: number): readonly number[] {
  let rest = cell;
  return axes
    .map(({ choices }) => choices.length)
    .reduceRight<number[]>((found, length) => {
      found.unshift(rest % length);
      rest = Math.floor(rest / length);
      return found;
    }, []);
}

function choicesAt(axes: readonly PlannedAxis[], coordinates: readonly number[]): readonly Choice[] {
  return coordinates.map((at, axis) => axes[axis]!.choices[at]!);
}

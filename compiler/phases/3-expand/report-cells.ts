import type { Diagnostic, Place } from '../../diagnostics/diagnostic.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { contains } from '../../diagnostics/within.js';
import { isLibraryPath } from '../../std/nets.js';
import type { ExpandedCell } from './expanded-cell.js';
import type { Miss } from './misses.js';

interface Table {
  readonly ablation: string;
  /** Of the ablation's name. */
  readonly name: Place;
  /** The whole ablation. */
  readonly within: Place;
  /** The experiment without the ablation's edits. */
  readonly base: Pick<ExpandedCell, 'misses'>;
  readonly cells: readonly ExpandedCell[];
  readonly reporter: Reporter;
  /** Whether edits from elsewhere come along, beside which those of the ablation may change nothing. */
  readonly isConfigured: boolean;
}

/**
 * Reports what is wrong with the cells of an ablation, each mistake once with the cells that have it.
 * @returns what is left without a layer to change in each cell
 */
export function reportCells(table: Table): ReadonlyMap<ExpandedCell, readonly string[]> {
  reportDiagnostics(table);
  return reportCellMisses(table);
}

/** Reports what is wrong with cells in themselves, each mistake once. */
export function reportDiagnostics({
  ablation,
  within,
  cells,
  reporter,
}: Pick<Table, 'ablation' | 'within' | 'cells' | 'reporter'>): void {
  const found = new Map<string, { readonly diagnostic: Diagnostic; readonly cells: ExpandedCell[] }>();
  for (const cell of cells) {
    for (const diagnostic of cell.diagnostics) {
      const key = `${diagnostic.code} ${placeKey(diagnostic.place)}`;
      const known = found.get(key) ?? { diagnostic, cells: [] };
      known.cells.push(cell);
      found.set(key, known);
    }
  }
  for (const { diagnostic, cells: having } of found.values()) {
    const isOwn = contains(within, diagnostic.place);
    if (isOwn && having.length === activeAt(diagnostic.place, cells).length) {
      reporter.adopt([diagnostic]);
      continue;
    }
    const message = `in ${describeCells(having, cells.length)} of \`${ablation}\``;
    const related = [...diagnostic.related, { place: placeOfCells(having, within), message }];
    reporter.adopt([{ ...diagnostic, related }]);
  }
}

interface FoundMiss {
  readonly miss: Miss;
  readonly cells: ExpandedCell[];
}

function reportCellMisses(table: Table): ReadonlyMap<ExpandedCell, readonly string[]> {
  const { ablation, name, within, base, cells, reporter, isConfigured } = table;
  const known = new Set(base.misses.map(missKey));
  const wrong = new Set(cells.filter(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error')));
  const accepted: FoundMiss[] = [];
  for (const found of foundMisses(cells).values()) {
    const { miss, cells: having } = found;
    if (known.has(missKey(miss)) || (miss.silentInCell && isConfigured)) continue;
    // The target of a `vary` stands outside of the edits that its values make, and plays a part in every cell.
    const isWhole = having.length === cells.length || having.length === activeAt(miss.place, cells).length;
    if (contains(within, miss.place) && isWhole) {
      miss.report(reporter);
      for (const cell of having) wrong.add(cell);
    } else if (!miss.silentInCell) accepted.push(found);
  }
  const notes = new Map<ExpandedCell, string[]>();
  const related: { place: Place; message: string }[] = [];
  const noted = new Set<ExpandedCell>();
  for (const { miss, cells: all } of accepted) {
    // What lacks its layers in a cell with mistakes may lack them because of those.
    const having = all.filter((cell) => !wrong.has(cell));
    if (having.length === 0) continue;
    // Nobody can write the library's nets otherwise.
    if (!isLibraryPath(miss.place.file)) {
      const message = `${miss.what} finds no layer to change in ${describeCells(having, cells.length)}`;
      related.push({ place: miss.place, message });
      for (const cell of having) noted.add(cell);
    }
    for (const cell of having) notes.set(cell, [...(notes.get(cell) ?? []), `${miss.what} finds no layer to change`]);
  }
  if (noted.size > 0) {
    reporter.report('cells-without-target', { ablation, cells: noted.size, all: cells.length }, name, { related });
  }
  return notes;
}

function foundMisses(cells: readonly ExpandedCell[]): ReadonlyMap<string, FoundMiss> {
  const found = new Map<string, FoundMiss>();
  for (const cell of cells) {
    for (const [key, miss] of new Map(cell.misses.map((each) => [missKey(each), each]))) {
      const known = found.get(key) ?? { miss, cells: [] };
      known.cells.push(cell);
      found.set(key, known);
    }
  }
  return found;
}

/** The cells in which a place of the ablation's text plays a part: all of them, or those of one edit. */
function activeAt(place: Place, cells: readonly ExpandedCell[]): readonly ExpandedCell[] {
  return cells.filter(({ edits }) =>
    edits.some(({ edit, module }) => contains({ file: module.path, span: edit.span }, place)),
  );
}

/** "the cell `plain, angular`", "`64` and 2 other cells", "every cell" */
function describeCells(having: readonly ExpandedCell[], all: number): string {
  if (having.length === all) return all === 1 ? 'the only cell' : 'every cell';
  const first = `the cell \`${having[0]!.choices.map(({ label }) => label).join(', ')}\``;
  if (having.length === 1) return first;
  return `${first} and ${having.length - 1} other${having.length === 2 ? '' : 's'}`;
}

/**
 * Where it is written what some cells have in common and others don't: the last axis on which they share a place;
 * else the first of them, on the axis that changes fastest.
 */
function placeOfCells(having: readonly ExpandedCell[], { file, span }: Place): Place {
  const first = having[0]!.choices;
  const shared = first.filter((choice, axis) => having.every(({ choices }) => choices[axis] === choice));
  return { file, span: (shared.at(-1) ?? first.at(-1))?.span ?? span };
}

function missKey({ place, what }: Miss): string {
  return `${placeKey(place)} ${what}`;
}

function placeKey({ file, span }: Place): string {
  return `${file} ${span.start} ${span.end}`;
}

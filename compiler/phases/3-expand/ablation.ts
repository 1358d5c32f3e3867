import type { Place } from '../../diagnostics/diagnostic.js';
import type { Experiment } from './experiment.js';

/** A checked ablation: every cell is an experiment of its own, with the edits of its place in the table applied. */
export interface Ablation {
  readonly name: string;
  /** The experiment that the cells are edits of. */
  readonly of: string;
  /**
   * The experiment with the edits that every cell has: what cells are compared with. Undefined where it can't stand
   * without the edits of a cell.
   */
  readonly base: Experiment | undefined;
  /** Rows, columns, then every `vary` and `zip` in text order: the first changes slowest from cell to cell. */
  readonly axes: readonly Axis[];
  /** The product of the axes. */
  readonly cells: readonly Cell[];
  /** Seeds 0, 1, …, the same for all cells, so that comparisons are paired. */
  readonly seeds: number;
  readonly expectations: readonly Expected[];
}

export interface Axis {
  readonly kind: 'rows' | 'columns' | 'vary' | 'zip';
  /** What varies, for headings: `classifier@scale`; the word itself for rows and columns. */
  readonly title: string;
  /** One a place on the axis, for headings: `30`, `plain`. */
  readonly labels: readonly string[];
}

export interface Cell {
  /** One index an axis. */
  readonly coordinates: readonly number[];
  readonly labels: readonly string[];
  /** Undefined when something is wrong with it; that was reported. */
  readonly experiment: Experiment | undefined;
  /** What is left without a layer to change by the other edits of the cell: "`@angle` finds no layer to change". */
  readonly notes: readonly string[];
}

/** What a publication found, never shown as comparable beside a profile's runs. */
export interface Expected {
  /** `accuracy` */
  readonly metric: string;
  /** One number a cell, in their order; shares of one, not percent. */
  readonly values: readonly number[];
  readonly source: string | undefined;
  readonly place: Place;
}

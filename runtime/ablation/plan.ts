import type { Axis, Configuration } from '../../compiler/index.js';
import type { RunCost } from './run-cost.js';

/** Everything that an ablation trains, fixed before it starts: what launchers execute, by index. */
export interface Plan {
  readonly schema: 1;
  /** Name of the spec's file, for people. */
  readonly file: string;
  /** The profile and the settings that all cells have; absent where there are none. */
  readonly configuration?: Configuration;
  readonly ablations: readonly PlannedAblation[];
  /** What is trained, each meaning once, by its hash. */
  readonly experiments: Readonly<Record<string, PlannedExperiment>>;
  /** In the order in which they are started: all of one seed before the next. */
  readonly runs: readonly PlannedRun[];
}

export interface PlannedAblation {
  readonly name: string;
  /** The experiment that the cells are edits of. */
  readonly experiment: string;
  readonly axes: readonly Axis[];
  /** Seeds 0, 1, … */
  readonly seeds: number;
  readonly cells: readonly PlannedCell[];
  /** The cell that others are compared with. */
  readonly base: number;
  /** Whether the base is the experiment itself; else no cell is, and it is the first. */
  readonly baseIsExperiment: boolean;
  readonly expectations: readonly Expectation[];
}

export interface PlannedCell {
  readonly labels: readonly string[];
  readonly coordinates: readonly number[];
  /** Of its experiment. Cells of one hash share their runs. */
  readonly hash: string;
  readonly notes: readonly string[];
}

/** What a publication reports. */
export interface Expectation {
  /** `accuracy` or `loss` */
  readonly metric: string;
  /** One a cell. */
  readonly values: readonly number[];
  readonly source?: string;
}

/** An experiment that one or more cells mean. */
export interface PlannedExperiment {
  /** Name of the experiment that it is an edit of. */
  readonly experiment: string;
  /** The first cell that means it. */
  readonly cell: { readonly ablation: string; readonly index: number };
  readonly cost: RunCost;
  /** Its meaning, whose SHA-256 is the hash. */
  readonly canonical: string;
}

export interface PlannedRun {
  readonly hash: string;
  readonly seed: number;
}

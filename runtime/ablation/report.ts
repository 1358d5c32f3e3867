import type { Axis } from '../../compiler/index.js';
import type { Difference } from './statistics/paired.js';
import type { Sample } from './statistics/sample.js';
import type { Verdict } from './statistics/verdict.js';

/** What an ablation came to: everything that its tables show. */
export interface AblationReport {
  readonly name: string;
  readonly experiment: string;
  readonly axes: readonly Axis[];
  readonly seeds: number;
  readonly base: {
    readonly cell: number;
    readonly labels: readonly string[];
    /** Whether it is the experiment itself; else no cell is, and it is the first. */
    readonly isExperiment: boolean;
  };
  readonly cells: readonly CellReport[];
  /** What publications report, in the order of the spec; empty where it isn't comparable. */
  readonly expectations: readonly { readonly metric: MetricName; readonly source?: string }[];
  /** Why what is expected isn't shown; absent where it is, or nothing is expected. */
  readonly incomparable?: string;
  /** Engines that computed, more than one only if runs were made by different ones. */
  readonly engines: readonly string[];
  /** Of the test set; absent as long as no run is done. */
  readonly testExamples?: number;
}

/** What is measured on test data: a share from 0 to 1, and a mean without penalties. */
export type MetricName = 'accuracy' | 'loss';

export interface CellReport {
  readonly labels: readonly string[];
  readonly coordinates: readonly number[];
  readonly hash: string;
  readonly notes: readonly string[];
  /** The first cell that means the same, where that is another one. */
  readonly sameAs?: number;
  readonly isBase: boolean;
  readonly runs: readonly RunReport[];
  /** Over the seeds that are done; absent where one of them failed, or none is done. */
  readonly metrics?: Readonly<Record<MetricName, MetricReport>>;
  /** Why there are no means, or not of all seeds. */
  readonly problem?: string;
  readonly expected: readonly ExpectedReport[];
}

export interface MetricReport extends Sample {
  /** To the base, over the seeds that both have. */
  readonly difference?: Difference;
}

export interface ExpectedReport {
  readonly metric: MetricName;
  readonly value: number;
  readonly source?: string;
  /** Absent where there is nothing to compare, or no error to compare with. */
  readonly verdict?: Verdict;
}

export type RunReport = { readonly seed: number; readonly folder: string } & (
  | {
      readonly state: 'done';
      readonly accuracy: number;
      readonly loss: number;
      readonly correct: number;
      readonly count: number;
      /** On the held-out training examples, where there are some. */
      readonly validation?: { readonly accuracy: number; readonly loss: number };
      readonly steps: number;
      readonly engine: string;
    }
  | { readonly state: 'failed'; readonly reason: string; readonly attempts: number }
  /** Steps that were done. */
  | { readonly state: 'unfinished'; readonly step: number }
);

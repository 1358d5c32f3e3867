import type { CurvePoint } from '../curves.js';
import type { LayerHistogram } from '../histograms.js';

/** What a run has measured, and what it is called by. */
export interface RunCurve {
  /** `Digits, profile quick, seed 1` */
  readonly name: string;
  readonly experiment: string;
  /** What the experiment was trained with: `profile quick`, `batch=64`. */
  readonly settings: readonly string[];
  /** Both: `Digits, profile quick, batch=64`. */
  readonly group: string;
  /** SHA-256 of what the spec means; runs that share it differ in their seeds alone. */
  readonly hash: string;
  readonly seed: number;
  readonly batch: number;
  readonly steps: number;
  readonly curve: readonly CurvePoint[];
}

/** Everything that a report says of a run. */
export interface RunReport extends RunCurve {
  /** What the run is: names and values, in order. */
  readonly about: readonly (readonly [name: string, value: string])[];
  /** The spec and the files that it imports. */
  readonly sources: readonly { readonly name: string; readonly text: string }[];
  readonly layers: LayerTable;
  /** Absent where the run isn't finished. */
  readonly result?: ResultReport | undefined;
  /** The last call of `train`; absent where the run isn't finished. */
  readonly time?: { readonly seconds: number; readonly steps: number } | undefined;
  /** A picture of the features, where there is one. */
  readonly featureSvg?: string | undefined;
}

export interface LayerTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns that hold numbers. */
  readonly right: readonly number[];
  /** Sentences below the table. */
  readonly totals: readonly string[];
  readonly parameters: number;
  /** For one example, forward. */
  readonly multiplyAdds: number;
}

export interface ResultReport {
  readonly test: EvaluationReport;
  readonly validation?: EvaluationReport | undefined;
  readonly features?: FeatureReport | undefined;
  readonly angles?: readonly LayerHistogram[] | undefined;
}

export interface EvaluationReport {
  readonly loss: number;
  readonly accuracy: number;
  readonly correct: number;
  readonly count: number;
  readonly top5?: number;
  readonly confusion?: readonly (readonly number[])[];
}

/** Angles are in radians; null is what can't be told. */
export interface FeatureReport {
  readonly layer: string;
  readonly dimensions: number;
  readonly examples: number;
  readonly within: number | null;
  readonly between: number | null;
  readonly nearest: number | null;
  readonly straightness: number | null;
  readonly classes: readonly {
    readonly label: number;
    readonly examples: number;
    readonly within: number | null;
    readonly straightness: number | null;
  }[];
}

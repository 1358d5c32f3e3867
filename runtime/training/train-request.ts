import { dirname } from 'node:path';
import type { Configuration, Experiment } from '../../compiler/index.js';
import type { Engine } from '../engines/engine.js';
import type { Spec } from '../spec/index.js';
import type { Identity } from './checkpoint.js';
import type { Evaluation } from './evaluate.js';
import type { Progress } from './progress.js';
import type { RefusedCheckpoint } from './checkpoints.js';
import type { RunPlan } from './run-plan.js';
import type { StartingWeights, WeightMatch } from './starting-weights.js';
import type { WrittenProfile } from './write-profile.js';

export interface TrainRequest {
  readonly spec: Spec;
  readonly experiment: Experiment;
  /** Where relative paths of the spec's data start; by default where the spec lies. */
  readonly dataFolder?: string;
  /** What the experiment was opened with. */
  readonly configuration: Configuration;
  /** What it is among the cells of an ablation: `row plain`; absent outside of one. */
  readonly cell?: readonly string[] | undefined;
  /** SHA-256 of the canonical text. */
  readonly hash: string;
  readonly seed: number;
  readonly plan: Exclude<RunPlan, { kind: 'finished' }>;
  readonly engine: Engine;
  /** What the engine says of itself. */
  readonly engineDetail: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly report: (event: TrainingEvent) => void;
  /** Seconds between checkpoints. */
  readonly checkpointSeconds?: number | undefined;
  /** The checkpoint of every so many-th step stays; none does when absent. */
  readonly keepEvery?: number | undefined;
  /** Another run's weights to begin with. */
  readonly from?: StartingWeights | undefined;
  /** How many steps to profile, after a few that warm up; none when absent. */
  readonly profileSteps?: number | undefined;
}

/** Where relative paths of the spec's data start. */
export function dataFolderOf({ dataFolder, spec }: TrainRequest): string {
  return dataFolder ?? dirname(spec.path);
}

/** Whose weights and checkpoints the run writes. */
export function identityOf({ hash, seed, from, plan }: TrainRequest): Identity {
  return { hash, seed, from: from?.sha256 ?? plan.from };
}

export type TrainingEvent =
  /** Checkpoints that can't be used were passed over. */
  | ({ readonly kind: 'refused' } & RefusedCheckpoint)
  /** Weights of another run were taken. */
  | ({ readonly kind: 'from'; readonly run: string } & WeightMatch)
  | {
      readonly kind: 'start';
      readonly from: number;
      readonly steps: number;
      readonly train: number;
      readonly test: number;
    }
  | ({ readonly kind: 'progress' } & Progress)
  /** A step whose numbers were not finite was skipped; `rateFactor` is what the learning rate is multiplied by since. */
  | { readonly kind: 'skipped'; readonly step: number; readonly batch: readonly number[]; readonly rateFactor?: number }
  | { readonly kind: 'validation'; readonly step: number; readonly evaluation: Evaluation; readonly isBest: boolean }
  /** Steps were profiled; the files show more of it. */
  | ({ readonly kind: 'profile' } & WrittenProfile)
  | { readonly kind: 'evaluate'; readonly test: number };

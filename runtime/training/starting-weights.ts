import { createHash } from 'node:crypto';
import { sameShape } from '../../compiler/graph/types.js';
import type { StateVariable } from '../../compiler/graph/graph.js';
import type { HostTensor } from '../engines/engine.js';
import { readBytes } from '../files/index.js';
import { readWeights } from './checkpoint.js';
import { RunError } from './errors.js';
import { openRun } from './open-run.js';
import { inferenceSource } from './program-source.js';

/** Another run's weights, to begin with. */
export interface StartingWeights {
  /** The other run's folder. */
  readonly run: string;
  /** The file that they are in. */
  readonly path: string;
  /** Of the file. */
  readonly sha256: string;
  readonly weights: ReadonlyMap<string, StoredWeight>;
}

interface StoredWeight {
  readonly shape: readonly number[];
  readonly data: HostTensor;
}

/** What of another run's weights fits, by names. */
export interface WeightMatch {
  readonly taken: readonly string[];
  /** Weights that the other run has in another shape. */
  readonly reshaped: readonly {
    readonly name: string;
    readonly here: readonly number[];
    readonly there: readonly number[];
  }[];
  /** Weights that the other run hasn't; they begin as in any run. */
  readonly missing: readonly string[];
  /** Weights that only the other run has. */
  readonly unused: readonly string[];
}

/**
 * Opens a run for its weights.
 * @throws {FileError | RunError | SpecError}
 */
export async function openStartingWeights(run: string): Promise<StartingWeights> {
  const opened = await openRun(run);
  const { experiment, record, weights: path } = opened;
  const { state } = inferenceSource(experiment, record.hash, record.steps).compile();
  const variables = state.filter(({ role }) => role === 'weight');
  const tensors = await readWeights(path, variables, record.hash);
  const weights = variables.map(({ name, type }) => [name, { shape: type.shape, data: tensors[name]! }] as const);
  const sha256 = createHash('sha256')
    .update(await readBytes(path))
    .digest('hex');
  return { run, path, sha256, weights: new Map(weights) };
}

/**
 * Finds the weights that fit by name and shape. Statistics and what optimizers keep are not looked for: they are means over
 * steps of the run that they belong to.
 * @throws {RunError} where none fits
 */
export function matchWeights({ run, weights }: StartingWeights, variables: readonly StateVariable[]): WeightMatch {
  const own = variables.filter(({ role }) => role === 'weight');
  const names = new Set(own.map(({ name }) => name));
  const fits = ({ name, type }: StateVariable) => {
    const there = weights.get(name);
    return there !== undefined && sameShape(there.shape, type.shape);
  };
  const match = {
    taken: own.filter(fits).map(({ name }) => name),
    reshaped: own
      .filter((variable) => weights.has(variable.name) && !fits(variable))
      .map(({ name, type }) => ({ name, here: type.shape, there: weights.get(name)!.shape })),
    missing: own.filter(({ name }) => !weights.has(name)).map(({ name }) => name),
    unused: [...weights.keys()].filter((name) => !names.has(name)),
  };
  if (match.taken.length > 0) return match;
  const example = own[0] && weights.size > 0 ? ` (${own[0].name} here, ${[...weights.keys()][0]!} there)` : '';
  throw new RunError(`No weight of ${run} fits this experiment: names or shapes differ${example}.`);
}

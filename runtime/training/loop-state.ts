import type { GraphInterface } from '../../compiler/graph/interface.js';
import { sizeOf } from '../../compiler/graph/types.js';
import type { StoredTensor } from '../files/index.js';

/** Where a run is, beside the state of its program. */
export interface LoopState {
  /** Steps done, those included whose batch was skipped: the data cursor, and what every random number is counted by. */
  readonly step: number;
  /** How many of the last steps were skipped, one after another. */
  readonly skippedInARow: number;
  /** The evaluation of held-out examples that was the best so far; undefined where there was none yet. */
  readonly best: BestSoFar | undefined;
}

export interface BestSoFar {
  readonly step: number;
  readonly accuracy: number;
  readonly loss: number;
}

export const beginning: LoopState = { step: 0, skippedInARow: 0, best: undefined };

/** Names that no state of a program has: no label begins with a parenthesis. */
const names = {
  step: '(run)/step',
  skippedInARow: '(run)/skipped_in_a_row',
  bestStep: '(run)/best_step',
  bestAccuracy: '(run)/best_accuracy',
  bestLoss: '(run)/best_loss',
} as const;

/** A loop's state as tensors of a checkpoint. */
export function loopTensors({ step, skippedInARow, best }: LoopState): Record<string, StoredTensor> {
  return {
    ...scalars({ [names.step]: step, [names.skippedInARow]: skippedInARow }),
    ...(best &&
      scalars({ [names.bestStep]: best.step, [names.bestAccuracy]: best.accuracy, [names.bestLoss]: best.loss })),
  };
}

/** Reads it again; undefined where a number is missing. */
export function loopStateOf(tensors: Readonly<Record<string, StoredTensor>>): LoopState | undefined {
  const read = (name: string): number | undefined => {
    const data = tensors[name]?.data;
    return data instanceof Float64Array ? data[0] : undefined;
  };
  const [step, skippedInARow] = [read(names.step), read(names.skippedInARow)];
  if (step === undefined || skippedInARow === undefined) return undefined;
  const [bestStep, accuracy, loss] = [read(names.bestStep), read(names.bestAccuracy), read(names.bestLoss)];
  const hasBest = bestStep !== undefined && accuracy !== undefined && loss !== undefined;
  return { step, skippedInARow, best: hasBest ? { step: bestStep, accuracy, loss } : undefined };
}

/** What the numbers that a run draws are counted by. */
export interface Drawing {
  readonly graph: GraphInterface;
  readonly batch: number;
  /** How many training examples there are. */
  readonly examples: number;
}

/**
 * The counters of a run's generators after some steps, as tensors of a checkpoint: where the order of examples is, and
 * how many numbers each stream has given. They follow from the step; a checkpoint whose counters don't was written with
 * other data or another batch.
 */
export function counterTensors({ graph, batch, examples }: Drawing, step: number): Record<string, StoredTensor> {
  const drawn = step * batch;
  const streams = graph.inputs.flatMap(({ name, source, value }) =>
    source.kind === 'random' ? [[`(generator)/${name}`, step * sizeOf(value.type.shape)] as const] : [],
  );
  return scalars({
    '(data)/examples_drawn': drawn,
    '(data)/epoch': Math.floor(drawn / examples),
    '(data)/position': drawn % examples,
    '(generator)/augmented_examples': drawn,
    ...Object.fromEntries(streams),
  });
}

function scalars(numbers: Readonly<Record<string, number>>): Record<string, StoredTensor> {
  return Object.fromEntries(
    Object.entries(numbers).map(([name, number]) => [name, { shape: [], data: Float64Array.of(number) }]),
  );
}

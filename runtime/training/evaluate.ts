import type { Split } from '../data/index.js';
import type { HostTensors, Session } from '../engines/engine.js';
import { ConsecutiveFeeds } from './feeds.js';
import { turn } from './turn.js';

/** Means and counts over all examples of a split. */
export interface Evaluation {
  readonly loss: number;
  /** A fraction. */
  readonly accuracy: number;
  readonly correct: number;
  readonly count: number;
  /** The fraction of examples whose class is among the five with the largest logits; where there are more than five. */
  readonly top5?: number;
  readonly correctTop5?: number;
  /** Examples by their class (rows) and the predicted one (columns); absent for more than a thousand classes. */
  readonly confusion?: readonly (readonly number[])[];
}

/**
 * Evaluates every example of a split once, the short last batch included.
 * @throws the signal's reason when it is aborted
 */
export async function evaluate(session: Session, split: Split, signal?: AbortSignal): Promise<Evaluation> {
  const { batch, graphs } = session.program;
  const feeds = new ConsecutiveFeeds(graphs.evaluate!, split, batch);
  const sums = new Map<string, Float64Array>();
  for (let first = 0; first < split.count; first += batch) {
    addTo(sums, await session.run('evaluate', feeds.from(first).feeds));
    await turn();
    signal?.throwIfAborted();
  }
  return evaluationOf(sums);
}

/** Batches give f32, in which counts of a whole split might no longer be exact. */
function addTo(sums: Map<string, Float64Array>, outputs: HostTensors): void {
  for (const [name, values] of Object.entries(outputs)) {
    const sum = sums.get(name) ?? new Float64Array(values.length);
    for (let i = 0; i < values.length; i++) sum[i]! += values[i]!;
    sums.set(name, sum);
  }
}

function evaluationOf(sums: ReadonlyMap<string, Float64Array>): Evaluation {
  const total = (name: string) => sums.get(name)![0]!;
  const [correct, count] = [total('correct'), total('count')];
  const confusion = sums.get('confusion');
  return {
    loss: total('loss_sum') / count,
    accuracy: correct / count,
    correct,
    count,
    ...(sums.has('correct_top5') && {
      top5: total('correct_top5') / count,
      correctTop5: total('correct_top5'),
    }),
    ...(confusion && { confusion: rowsOf(confusion) }),
  };
}

function rowsOf(matrix: Float64Array): number[][] {
  const size = Math.sqrt(matrix.length);
  return Array.from({ length: size }, (_, row) => [...matrix.subarray(row * size, (row + 1) * size)]);
}

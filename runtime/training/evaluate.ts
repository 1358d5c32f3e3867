import type { Split } from '../data/index.js';
import type { Session } from '../engines/engine.js';
import { ConsecutiveFeeds } from './feeds.js';
import { turn } from './turn.js';

/** Means over all examples of a split. */
export interface Evaluation {
  readonly loss: number;
  /** A fraction. */
  readonly accuracy: number;
  readonly correct: number;
  readonly count: number;
}

/**
 * Evaluates every example of a split once, the short last batch included.
 * @throws the signal's reason when it is aborted
 */
export async function evaluate(session: Session, split: Split, signal?: AbortSignal): Promise<Evaluation> {
  const { batch, graphs } = session.program;
  const feeds = new ConsecutiveFeeds(graphs.evaluate!, split, batch);
  const sums = { loss_sum: 0, correct: 0, count: 0 };
  for (let first = 0; first < split.count; first += batch) {
    const outputs = await session.run('evaluate', feeds.from(first).feeds);
    for (const name of ['loss_sum', 'correct', 'count'] as const) sums[name] += outputs[name]![0]!;
    await turn();
    signal?.throwIfAborted();
  }
  const { loss_sum: loss, correct, count } = sums;
  return { loss: loss / count, accuracy: correct / count, correct, count };
}

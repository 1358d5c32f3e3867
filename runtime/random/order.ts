import { permutation } from './permutation.js';

/**
 * The order in which examples are trained on: a new permutation each epoch, epochs joined end to end, so that every
 * batch is full. Any step can be asked for, so a run resumes anywhere.
 */
export class ExampleOrder {
  private readonly epochs = new Map<number, Int32Array>();

  /** @param count number of training examples, at least 1 */
  constructor(
    private readonly seed: number,
    private readonly count: number,
  ) {}

  /** Indices of the examples of a step's batch; steps count from 0. */
  batchIndices(step: number, batch: number): Int32Array {
    const indices = new Int32Array(batch);
    const first = step * batch;
    for (let at = 0; at < batch;) {
      const within = (first + at) % this.count;
      const piece = this.epoch((first + at - within) / this.count).subarray(within, within + batch - at);
      indices.set(piece, at);
      at += piece.length;
    }
    return indices;
  }

  private epoch(number: number): Int32Array {
    const known = this.epochs.get(number);
    if (known) return known;
    // A batch may straddle two epochs; older ones aren't needed again.
    for (const old of this.epochs.keys()) if (old !== number - 1) this.epochs.delete(old);
    const order = permutation(this.seed, this.count, number);
    this.epochs.set(number, order);
    return order;
  }
}

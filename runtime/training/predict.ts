import { sizeOf } from '../../compiler/graph/types.js';
import type { Split } from '../data/index.js';
import type { Session } from '../engines/engine.js';
import { ConsecutiveFeeds } from './feeds.js';
import { turn } from './turn.js';

export interface Prediction {
  /** [N, …], row-major. */
  readonly data: Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
}

/**
 * The outputs of one layer for all examples.
 * @param output a public label of the model, or `output` for its last layer
 */
export async function predict(
  session: Session,
  split: Pick<Split, 'count' | 'gather'>,
  output: string,
): Promise<Prediction> {
  const { batch, graphs } = session.program;
  const sizes = graphs.predict.outputs[output]!.type.shape.slice(1);
  const size = sizeOf(sizes);
  const feeds = new ConsecutiveFeeds(graphs.predict, split, batch);
  const data = new Float32Array(split.count * size);
  for (let first = 0; first < split.count; first += batch) {
    const { feeds: arrays, count } = feeds.from(first);
    const outputs = await session.run('predict', arrays, [output]);
    data.set(outputs[output]!.subarray(0, count * size), first * size);
    await turn();
  }
  return { data, shape: [split.count, ...sizes] };
}

import type { Initializer } from '../graph/graph.js';
import { sizeOf, type Shape } from '../graph/types.js';
import type { LayerSite } from './layer.js';

type NormalInitializer = Extract<Initializer, { kind: 'normal' }>;

/**
 * How a filter starts, as `@init` says.
 * @param shape [height, width, inputs, filters] or [inputs, filters]
 */
export function initialFilter({ annotations: { init } }: LayerSite, shape: Shape): NormalInitializer {
  const window = sizeOf(shape.slice(0, -2));
  const [inputs, filters] = shape.slice(-2);
  return {
    kind: 'normal',
    variance: init.initializer.variance(window * inputs!, window * filters!, init.args),
  };
}

import type { Arguments } from '../../evaluation/arguments.js';
import type { Shape } from '../../graph/types.js';
import type { Layer } from '../../layers/layer.js';

/** How many numbers the filters of a layer have; 0 for a layer without filters. */
export function filterSize(layer: Layer, args: Arguments, input: Shape | undefined, output: Shape): number {
  if (!input || !layer.annotations.includes('init')) return 0;
  const { height, width } = layer.parameters.some(({ name }) => name === 'kernel')
    ? args.kernel('kernel')
    : { height: 1, width: 1 };
  return height * width * input.at(-1)! * output.at(-1)!;
}

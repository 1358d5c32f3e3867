import { sizeOf } from '../../../graph/types.js';
import type { Value } from '../../../graph/graph.js';
import type { ConvolutionGradientAttributes } from '../../../primitives/convolution/convolution.js';
import { attributesOf, type Lowering } from './lowering.js';

/** Bytes after which addresses fall into two sets, or one, of the first cache of common processors. */
const CACHE_STRIDE = 2048;

/**
 * With one example of zeros more where that helps. The decomposition uses dy as the filter of a convolution, which
 * the wasm kernel first transposes; its columns are N·H·W numbers apart, and when that is a multiple of 2 KB, they
 * push each other out of the cache: it took 17 ms instead of 13 for LeNet's second convolution, 11 instead of 7 for
 * the first, 53 instead of 45 for the second of a LeNet that pads its images.
 */
export const convFilterGradient: Lowering = {
  primitives: ['conv_filter_gradient'],
  lower(b, inputs, operation) {
    const [x, dy] = inputs as readonly [Value, Value];
    const pixels = sizeOf(dy.type.shape.slice(1, 3));
    const collides = (examples: number): boolean => (examples * pixels * 4) % CACHE_STRIDE === 0;
    const examples = dy.type.shape[0]!;
    if (!collides(examples) || collides(examples + 1)) return undefined;
    const longer = (value: Value): Value => b.pad(value, [0, 0, 0, 0], [1, 0, 0, 0]);
    return [b.convFilterGradient(longer(x), longer(dy), attributesOf<ConvolutionGradientAttributes>(operation))];
  },
};

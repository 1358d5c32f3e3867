import { operationsOf, rootsOf, type Graph, type Operation } from '../graph/graph.js';
import { sizeOf } from '../graph/types.js';

/**
 * The multiply-adds of a graph's convolutions, their gradients and matrix products, which are nearly all of its work, by the
 * structural path of the layer that they belong to; operations of no layer count under an empty path.
 */
export function multiplyAdds(graph: Graph): ReadonlyMap<string, number> {
  const byPath = new Map<string, number>();
  for (const operation of operationsOf(rootsOf(graph))) {
    const count = countOf(operation);
    const path = operation.origin?.path ?? '';
    if (count > 0) byPath.set(path, (byPath.get(path) ?? 0) + count);
  }
  return byPath;
}

/** Every element of a result is a sum of as many products as a filter has weights, or a row elements. */
function countOf({ primitive, inputs, results, attributes }: Operation): number {
  const elements = sizeOf(results[0]!.type.shape);
  switch (primitive.name) {
    case 'conv': {
      const [height, width, channels] = inputs[1]!.type.shape;
      return elements * height! * width! * channels!;
    }
    // A gradient sums the same products as the convolution that it belongs to, in another order.
    case 'conv_input_gradient': {
      const [height, width, channels] = inputs[1]!.type.shape;
      return sizeOf(inputs[0]!.type.shape) * height! * width! * channels!;
    }
    case 'conv_filter_gradient': {
      const [height, width, channels] = results[0]!.type.shape;
      return sizeOf(inputs[1]!.type.shape) * height! * width! * channels!;
    }
    case 'matmul':
      return elements * inputs[0]!.type.shape[attributes['transpose_a'] ? 0 : 1]!;
    default:
      return 0;
  }
}

import { operationsOf, rootsOf, type Graph, type Value } from '../../graph/graph.js';
import { rewrite } from '../../graph/rewrite.js';
import { mul } from '../../primitives/binary/mul.js';
import { conv } from '../../primitives/convolution/conv.js';
import { matmul } from '../../primitives/product/matmul.js';
import type { Pass } from './pass.js';

/**
 * A product of a convolution, or of a matrix, and one factor for each filter is taken on the filters, of which there
 * are fewer than outputs. So the scale of batch normalisation by running statistics costs evaluation nothing.
 */
export const scaledFilters: Pass = {
  name: 'scaled-filters',
  doc: 'Scales filters instead of what they give.',
  run(graph) {
    const uses = countUses(graph);
    return rewrite(graph, ({ primitive, inputs: old }, inputs, builder) => {
      if (primitive.name !== mul.name) return undefined;
      for (const [given, factor] of [
        [0, 1],
        [1, 0],
      ] as const) {
        const { producer, type } = inputs[given]!;
        const filters = type.shape.at(-1)!;
        if (!isLinear(producer.primitive.name, producer.attributes) || uses.get(old[given]!) !== 1) continue;
        if (!isVector(inputs[factor]!, filters)) continue;
        const [x, filter] = producer.inputs as [Value, Value];
        // The product of filters and images stays the layer's own; what joins it is only their scale.
        builder.origin = producer.origin;
        const scaled = builder.mul(filter, inputs[factor]!);
        return builder.applyAll(producer.primitive, [x, scaled], producer.attributes);
      }
      return undefined;
    });
  },
};

/** Whether an operation has its filters along the last axis of its second operand. */
function isLinear(name: string, attributes: Readonly<Record<string, unknown>>): boolean {
  return name === conv.name || (name === matmul.name && attributes['transpose_b'] === false);
}

function isVector({ type: { dtype, shape } }: Value, length: number): boolean {
  return dtype === 'f32' && shape.length === 1 && shape[0] === length;
}

function countUses(graph: Graph): ReadonlyMap<Value, number> {
  const uses = new Map<Value, number>();
  const use = (value: Value): unknown => uses.set(value, (uses.get(value) ?? 0) + 1);
  rootsOf(graph).forEach(use);
  for (const operation of operationsOf(rootsOf(graph))) operation.inputs.forEach(use);
  return uses;
}

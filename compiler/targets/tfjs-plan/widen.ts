import { GraphBuilder } from '../../graph/builder.js';
import { operationsOf, rootsOf, type Attributes, type Graph, type Value } from '../../graph/graph.js';

/** The graph with f32 in the place of bf16, which tfjs hasn't: casts between the two vanish. */
export function widenBf16(graph: Graph): Graph {
  const operations = operationsOf(rootsOf(graph));
  if (!operations.some(({ results }) => results.some(({ type }) => type.dtype === 'bf16'))) return graph;
  const builder = new GraphBuilder();
  const widened = new Map<Value, Value>();
  const wide = (value: Value): Value => widened.get(value) ?? value;
  for (const { primitive, inputs, attributes, results, origin } of operations) {
    builder.origin = origin;
    const operands = inputs.map(wide);
    const isUntouched = operands.every((operand, index) => operand === inputs[index]) && !namesBf16(attributes);
    if (isUntouched) continue;
    const next =
      primitive.name === 'cast' && operands[0]!.type.dtype === 'f32' && wideDType(results[0]!) === 'f32'
        ? operands
        : builder.applyAll(primitive, operands, widenAttributes(attributes));
    results.forEach((result, index) => widened.set(result, next[index]!));
  }
  return {
    ...graph,
    outputs: Object.fromEntries(Object.entries(graph.outputs).map(([name, value]) => [name, wide(value)])),
    updates: graph.updates.map((update) => ({ ...update, value: wide(update.value) })),
  };
}

function wideDType({ type: { dtype } }: Value): string {
  return dtype === 'bf16' ? 'f32' : dtype;
}

function namesBf16(attributes: Attributes): boolean {
  return Object.values(attributes).includes('bf16');
}

function widenAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, value === 'bf16' ? 'f32' : value]),
  );
}

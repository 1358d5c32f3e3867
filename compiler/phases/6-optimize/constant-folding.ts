import type { GraphBuilder } from '../../graph/builder.js';
import type { Operation, Value } from '../../graph/graph.js';
import { rewrite } from '../../graph/rewrite.js';
import { sameShape, scalar } from '../../graph/types.js';
import { evaluatePrimitive } from '../../primitives/evaluate.js';
import type { Pass } from './pass.js';

/** Operations on constants become constants, and operations that change nothing disappear. */
export const constantFolding: Pass = {
  name: 'constant-folding',
  doc: 'Computes now what does not depend on inputs or state, and drops operations that change nothing.',
  run: (graph) =>
    rewrite(graph, (operation, inputs, builder) => fold(operation, inputs, builder) ?? identity(operation, inputs)),
};

/** An elementwise operation on splats of one number each gives a splat. */
function fold(operation: Operation, inputs: readonly Value[], builder: GraphBuilder): readonly Value[] | undefined {
  const { primitive, attributes, results } = operation;
  if (!primitive.elementwise || inputs.length === 0) return undefined;
  const numbers = inputs.map(constantOf);
  if (!numbers.every((number) => number !== undefined)) return undefined;
  const operands = inputs.map((input, index) => ({
    type: { ...scalar, dtype: input.type.dtype },
    data: Float64Array.of(numbers[index]!),
  }));
  const { dtype, shape } = results[0]!.type;
  const [result] = evaluatePrimitive(primitive, operands, attributes, [{ ...scalar, dtype }]);
  const value = result!.data[0]!;
  // What isn't finite stays visible in the graph, where it can be named at run time.
  return Number.isFinite(value) ? [builder.constant(value, shape, dtype)] : undefined;
}

/** The number that every element of a value is, where that is known. */
function constantOf({ producer }: Value): number | undefined {
  const { value } = producer.attributes;
  return producer.primitive.name === 'constant' && typeof value === 'number' ? value : undefined;
}

/** The input that an operation merely passes on. */
function identity({ primitive, results }: Operation, inputs: readonly Value[]): readonly Value[] | undefined {
  const [x, y] = inputs;
  const same = (value: Value | undefined) =>
    value && value.type.dtype === results[0]!.type.dtype && sameShape(value.type.shape, results[0]!.type.shape)
      ? [value]
      : undefined;
  switch (primitive.name) {
    case 'broadcast':
    case 'reshape':
    case 'cast':
      return same(x);
    case 'add':
      return constantOf(y!) === 0 ? same(x) : constantOf(x!) === 0 ? same(y) : undefined;
    case 'mul':
      return constantOf(y!) === 1 ? same(x) : constantOf(x!) === 1 ? same(y) : undefined;
    case 'sub':
      return constantOf(y!) === 0 ? same(x) : undefined;
    case 'div':
      return constantOf(y!) === 1 ? same(x) : undefined;
    default:
      return undefined;
  }
}

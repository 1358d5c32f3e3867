import { operationsOf, rootsOf, type Graph, type Value } from '../../graph/graph.js';
import { rewrite } from '../../graph/rewrite.js';
import { isFloat, sameShape } from '../../graph/types.js';
import { greater } from '../../primitives/binary/greater.js';
import { exactly, expectShape, sharedFloat, type NoAttributes } from '../../primitives/operands.js';
import { definePrimitive } from '../../primitives/primitive.js';
import { constant } from '../../primitives/sources/constant.js';
import { elementType } from '../../primitives/tensorflow.js';
import { select } from '../../primitives/ternary/select.js';
import { relu } from '../../primitives/unary/relu.js';

/** TensorFlow's own op for the gradient of relu: one pass over memory instead of two. */
const reluGradient = definePrimitive<NoAttributes>({
  name: 'relu_gradient',
  elementwise: true,
  doc: 'dy where the second operand is positive, 0 elsewhere.',
  resultTypes(inputs) {
    const [dy, x] = exactly(2, inputs);
    sharedFloat([dy, x]);
    expectShape(x, dy.shape, 'operand of relu');
    return [dy];
  },
  evaluate(inputs, _, [type]) {
    const [dy, x] = exactly(2, inputs);
    return [{ type: type!, data: dy.data.map((slope, index) => (x.data[index]! > 0 ? slope : 0)) }];
  },
  tensorflow: { op: 'ReluGrad', attributes: (site) => elementType(site) },
});

/**
 * The graph with relu_gradient in the place of select(x > 0, dy, 0). Where relu(x) is computed too, its result says
 * as well where x is positive, and x need not be kept for the backward pass.
 */
export function fuseReluGradients(graph: Graph): Graph {
  const rectified = new Map<Value, Value>();
  for (const { primitive, inputs, results } of operationsOf(rootsOf(graph))) {
    if (primitive.name === relu.name) rectified.set(inputs[0]!, results[0]!);
  }
  return rewrite(graph, (operation, inputs, builder) => {
    if (operation.primitive.name !== select.name) return undefined;
    const [condition, dy, otherwise] = inputs as [Value, Value, Value];
    const x = positiveOperand(condition);
    if (!x || !isZero(otherwise) || !isFloat(dy.type.dtype) || !sameShape(x.type.shape, dy.type.shape))
      return undefined;
    return builder.applyAll(reluGradient, [dy, rectified.get(x) ?? x], {});
  });
}

/** x, for a value that is x > 0. */
function positiveOperand(value: Value): Value | undefined {
  const { primitive, inputs } = value.producer;
  return primitive.name === greater.name && isZero(inputs[1]!) ? inputs[0] : undefined;
}

function isZero(value: Value): boolean {
  return value.producer.primitive.name === constant.name && value.producer.attributes['value'] === 0;
}

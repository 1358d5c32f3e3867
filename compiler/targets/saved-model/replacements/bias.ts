import type { Value } from '../../../graph/graph.js';
import type { RewriteRule } from '../../../graph/rewrite.js';
import { add } from '../../../primitives/binary/add.js';
import { conv } from '../../../primitives/convolution/conv.js';
import { exactly, expectShape, type NoAttributes } from '../../../primitives/operands.js';
import { definePrimitive } from '../../../primitives/primitive.js';
import { matmul } from '../../../primitives/product/matmul.js';
import { elementType } from '../../../primitives/tensorflow.js';

const biasAdd = definePrimitive<NoAttributes>({
  name: 'bias_add',
  doc: 'The sum of x and one number for each of its channels.',
  resultTypes(inputs) {
    const [x, bias] = exactly(2, inputs);
    expectShape(bias, [x.shape.at(-1)!], 'bias');
    return [x];
  },
  evaluate: (inputs, attributes, results) => add.evaluate(inputs, attributes, results),
  tensorflow: { op: 'BiasAdd', attributes: elementType },
});

/**
 * What is added to a convolution or a product, one number for each filter, becomes TensorFlow's own op for that, which
 * it joins to the convolution, together with the relu behind it: that costs no pass over memory at all.
 */
export const biases: RewriteRule = ({ primitive }, inputs, builder) => {
  if (primitive.name !== add.name) return undefined;
  const [a, b] = inputs as [Value, Value];
  for (const [x, bias] of [
    [a, b],
    [b, a],
  ] as const) {
    const made = x.producer.primitive.name;
    const fits = bias.type.shape.length === 1 && bias.type.shape[0] === x.type.shape.at(-1);
    if (fits && (made === conv.name || made === matmul.name)) return builder.applyAll(biasAdd, [x, bias], {});
  }
  return undefined;
};

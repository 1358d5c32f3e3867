import { zeros } from '../ndarray.js';
import { exactly, expect, expectDType } from '../operands.js';
import type { NoAttributes } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

export const softmax = definePrimitive<NoAttributes>({
  name: 'softmax',
  doc: 'e to the power of each element, over the sum of these along the last axis.',
  resultTypes(inputs) {
    const [logits] = exactly(1, inputs);
    expectDType([logits], 'f32');
    expect(logits.shape.length > 0, 'takes no scalar');
    return [logits];
  },
  evaluate(inputs, _, [type]) {
    const [logits] = exactly(1, inputs);
    const result = zeros(type!);
    const width = type!.shape.at(-1)!;
    for (let row = 0; row < logits.data.length; row += width) {
      const entries = logits.data.subarray(row, row + width);
      const greatest = entries.reduce((a, b) => Math.max(a, b), -Infinity);
      const powers = entries.map((entry) => Math.exp(entry - greatest));
      const total = powers.reduce((a, b) => a + b, 0);
      result.data.set(
        powers.map((power) => power / total),
        row,
      );
    }
    return [result];
  },
  gradient({ builder, results, resultGradients }) {
    const [y, dy] = [results[0]!, resultGradients[0]!];
    const mean = builder.sum(builder.mul(dy, y), [y.type.shape.length - 1], true);
    return [builder.mul(builder.sub(dy, mean), y)];
  },
  tensorflow: { op: 'Softmax', attributes: (site) => elementType(site) },
  tfjs: {
    kernel: 'Softmax',
    operands: ['logits'],
    attributes: ({ inputs }) => ({ dim: inputs[0]!.shape.length - 1 }),
  },
});

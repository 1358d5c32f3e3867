import { exactly, expectDType, type NoAttributes } from '../operands.js';
import { definePrimitive } from '../primitive.js';

export const not = definePrimitive<NoAttributes>({
  name: 'not',
  doc: 'Whether the condition does not hold.',
  elementwise: true,
  resultTypes(inputs) {
    const [x] = exactly(1, inputs);
    expectDType([x], 'bool');
    return [x];
  },
  evaluate(inputs, _, [type]) {
    const [x] = exactly(1, inputs);
    return [{ type: type!, data: x.data.map((value) => 1 - value) }];
  },
  tensorflow: { op: 'LogicalNot' },
  tfjs: { kernel: 'LogicalNot', operands: ['x'] },
});

import type { Operation } from '../../../graph/graph.js';
import { exactly, type NoAttributes } from '../../../primitives/operands.js';
import { definePrimitive } from '../../../primitives/primitive.js';
import { elementType } from '../../../primitives/tensorflow.js';

/**
 * Keeps what is made of x from being made too early: TensorFlow runs an op as soon as its operands are there, and would
 * compute anew in the forward half, and keep, what the backward half is to compute when it needs it.
 */
export const postponed = definePrimitive<NoAttributes>({
  name: 'postponed',
  doc: 'The first operand, but not before the second is there.',
  resultTypes(inputs) {
    const [x] = exactly(2, inputs);
    return [x];
  },
  evaluate: ([x]) => [x!],
  tensorflow: { op: 'Identity', operands: () => [0], attributes: (site) => elementType(site) },
});

export function isPostponed({ primitive }: Operation): boolean {
  return primitive.name === postponed.name;
}

import type { Value } from '../../../graph/graph.js';
import type { TransposeAttributes } from '../../../primitives/array/transpose.js';
import { attributesOf, type Lowering } from './lowering.js';

/**
 * With as few axes as possible: axes of size 1 are left out, and axes that stay neighbours become one. The kernels are
 * quick up to four axes and slow beyond; where no order is left, the elements don't move at all.
 */
export const transpose: Lowering = {
  primitives: ['transpose'],
  lower(b, inputs, operation) {
    const [x] = inputs as readonly [Value];
    const { permutation } = attributesOf<TransposeAttributes>(operation);
    const { shape } = x.type;
    const moved = permutation.filter((axis) => shape[axis] !== 1);
    const groups: number[][] = [];
    moved.forEach((axis, index) => {
      const follows = index > 0 && isNext(moved[index - 1]!, axis, shape);
      if (follows) groups.at(-1)!.push(axis);
      else groups.push([axis]);
    });
    if (groups.length === shape.length) return undefined;
    const inOrder = [...groups].sort((left, right) => left[0]! - right[0]!);
    const sizes = inOrder.map((group) => group.reduce((size, axis) => size * shape[axis]!, 1));
    const order = groups.map((group) => inOrder.indexOf(group));
    return [b.reshape(b.transpose(b.reshape(x, sizes), order), operation.results[0]!.type.shape)];
  },
};

/** Whether an axis comes right after another, but for axes of size 1 between them. */
function isNext(before: number, axis: number, shape: readonly number[]): boolean {
  return before < axis && shape.slice(before + 1, axis).every((size) => size === 1);
}

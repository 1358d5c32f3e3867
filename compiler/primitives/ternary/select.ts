import { broadcastShapes, sameShape } from '../../graph/types.js';
import { broadcastStrides, offsetsOf } from '../ndarray.js';
import { exactly, expect, expectDType, type NoAttributes } from '../operands.js';
import { definePrimitive } from '../primitive.js';

export const select = definePrimitive<NoAttributes>({
  name: 'select',
  doc: 'a where the condition holds, b elsewhere; all three broadcast.',
  elementwise: true,
  resultTypes(inputs) {
    const [condition, a, b] = exactly(3, inputs);
    expectDType([condition], 'bool');
    expect(a.dtype === b.dtype, `operands have different types, ${a.dtype} and ${b.dtype}`);
    return [{ dtype: a.dtype, shape: broadcastShapes(condition.shape, broadcastShapes(a.shape, b.shape)) }];
  },
  evaluate(inputs, _, [type]) {
    const [condition, a, b] = exactly(3, inputs);
    const [offsets, offsetsA, offsetsB] = [condition, a, b].map((operand) =>
      offsetsOf(type!.shape, broadcastStrides(operand.type.shape, type!.shape)),
    );
    const pick = (offset: number, index: number): number =>
      condition.data[offset] ? a.data[offsetsA![index]!]! : b.data[offsetsB![index]!]!;
    return [{ type: type!, data: Float64Array.from(offsets!, pick) }];
  },
  gradient({ builder, inputs, resultGradients }) {
    const [condition] = exactly(3, inputs);
    const dy = resultGradients[0]!;
    return [undefined, builder.select(condition, dy, 0), builder.select(condition, 0, dy)];
  },
  decompose(builder, inputs) {
    const [condition, a, b] = exactly(3, inputs);
    const shape = broadcastShapes(condition.type.shape, broadcastShapes(a.type.shape, b.type.shape));
    return [
      builder.select(builder.broadcast(condition, shape), builder.broadcast(a, shape), builder.broadcast(b, shape)),
    ];
  },
  tensorflow: { op: 'SelectV2', attributes: (site) => ({ T: { type: site.results[0]!.dtype } }) },
  tfjs: {
    kernel: 'Select',
    // The kernels don't broadcast.
    supports: ({ inputs, results }) => inputs.every((type) => sameShape(type.shape, results[0]!.shape)),
    operands: ['condition', 't', 'e'],
  },
});

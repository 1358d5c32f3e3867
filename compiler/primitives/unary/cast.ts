import { isFloat, type DType } from '../../graph/types.js';
import { exactly, expect } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { tfjsDType } from '../tfjs.js';

export type CastAttributes = { readonly to: DType };

const CONVERSIONS: Readonly<Record<DType, (x: number) => number>> = {
  f32: (x) => x,
  // Whoever evaluates a primitive rounds its bf16 results.
  bf16: (x) => x,
  i32: Math.trunc,
  bool: (x) => Number(x !== 0),
};

export const cast = definePrimitive<CastAttributes>({
  name: 'cast',
  doc:
    'x as another element type: bf16 is rounded to the nearest, integers are cut off towards 0, conditions are 0 and 1, ' +
    'and all but 0 is true. Gradients pass between f32 and bf16, as the other type.',
  elementwise: true,
  resultTypes(inputs, { to }) {
    const [x] = exactly(1, inputs);
    expect(x.dtype !== to, `is ${to} already`);
    return [{ dtype: to, shape: x.shape }];
  },
  evaluate(inputs, { to }, [type]) {
    const [x] = exactly(1, inputs);
    return [{ type: type!, data: x.data.map(CONVERSIONS[to]) }];
  },
  gradient({ builder, inputs, results, resultGradients }) {
    const [from, to] = [inputs[0]!.type.dtype, results[0]!.type.dtype];
    return [isFloat(from) && isFloat(to) ? builder.cast(resultGradients[0]!, from) : undefined];
  },
  decompose(builder, inputs, { to }) {
    const [x] = exactly(1, inputs);
    // Only the way to bool lacks a carrier.
    return [to === 'bool' ? builder.notEqual(x, 0) : builder.cast(x, to)];
  },
  tensorflow: {
    op: 'Cast',
    attributes: ({ inputs, results }) => ({ SrcT: { type: inputs[0]!.dtype }, DstT: { type: results[0]!.dtype } }),
  },
  tfjs: {
    kernel: 'Cast',
    // The wasm kernel stores 0.5 as false.
    supports: ({ attributes }) => attributes.to !== 'bool',
    operands: ['x'],
    attributes: ({ attributes }) => ({ dtype: tfjsDType(attributes.to) }),
  },
});

import type { GraphBuilder } from '../../../graph/builder.js';
import type { Value } from '../../../graph/graph.js';
import { exactly, expect, expectDType, expectShape, type NoAttributes } from '../../../primitives/operands.js';
import { definePrimitive } from '../../../primitives/primitive.js';
import { elementType } from '../../../primitives/tensorflow.js';

type BitcastAttributes = { readonly to: 'f32' | 'i32' };

const float = new Float32Array(1);
const integer = new Int32Array(float.buffer);

const REINTERPRETED: Readonly<Record<'f32' | 'i32', (x: number) => number>> = {
  i32(x) {
    float[0] = x;
    return integer[0]!;
  },
  f32(x) {
    integer[0] = x;
    return float[0]!;
  },
};

const bitcast = definePrimitive<BitcastAttributes>({
  name: 'bitcast',
  doc: 'The number of the other type, f32 or i32, that has the bits of x; f32 is rounded to 32 bits first.',
  elementwise: true,
  resultTypes(inputs, { to }) {
    const [x] = exactly(1, inputs);
    expectDType([x], 'f32', 'i32');
    expect(x.dtype !== to, `is ${to} already`);
    return [{ dtype: to, shape: x.shape }];
  },
  evaluate(inputs, { to }, [type]) {
    const [x] = exactly(1, inputs);
    return [{ type: type!, data: x.data.map(REINTERPRETED[to]) }];
  },
  tensorflow: {
    op: 'Bitcast',
    attributes: ({ inputs, attributes: { to } }) => ({ T: { type: inputs[0]!.dtype }, type: { type: to } }),
  },
});

const bitAnd = definePrimitive<NoAttributes>({
  name: 'bit_and',
  doc: 'The bits that are set both in x and in a scalar.',
  elementwise: true,
  resultTypes(inputs) {
    const [x, mask] = exactly(2, inputs);
    expectDType([x, mask], 'i32');
    expectShape(mask, [], 'mask');
    return [x];
  },
  evaluate(inputs, _, [type]) {
    const [x, mask] = exactly(2, inputs);
    return [{ type: type!, data: x.data.map((bits) => bits & mask.data[0]!) }];
  },
  tensorflow: { op: 'BitwiseAnd', attributes: (site) => elementType(site) },
});

/** The bits of an f32 as an i32. */
export function bitsOf(builder: GraphBuilder, x: Value): Value {
  return builder.apply(bitcast, [x], { to: 'i32' });
}

/** The f32 that has the bits of an i32. */
export function floatOfBits(builder: GraphBuilder, bits: Value): Value {
  return builder.apply(bitcast, [bits], { to: 'f32' });
}

/** An i32 without the bits that `mask` lacks. */
export function maskBits(builder: GraphBuilder, bits: Value, mask: number): Value {
  return builder.apply(bitAnd, [bits, builder.constant(mask, [], 'i32')], {});
}

/** Where an i32 has bits of `mask`. */
export function bitsAreSet(builder: GraphBuilder, bits: Value, mask: number): Value {
  return builder.notEqual(maskBits(builder, bits, mask), 0);
}

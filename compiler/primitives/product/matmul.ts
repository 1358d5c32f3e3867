import { stridesOf, zeros } from '../ndarray.js';
import { exactly, expect, expectRank, sharedFloat } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

export type MatmulAttributes = { readonly transpose_a: boolean; readonly transpose_b: boolean };

export const matmul = definePrimitive<MatmulAttributes>({
  name: 'matmul',
  doc: 'The product of two matrices, each transposed first if so said.',
  resultTypes(inputs, { transpose_a, transpose_b }) {
    const [a, b] = exactly(2, inputs);
    const dtype = sharedFloat([a, b]);
    expectRank(a, 2, 'first matrix');
    expectRank(b, 2, 'second matrix');
    const [rows, inner] = transpose_a ? [a.shape[1]!, a.shape[0]!] : [a.shape[0]!, a.shape[1]!];
    const [length, columns] = transpose_b ? [b.shape[1]!, b.shape[0]!] : [b.shape[0]!, b.shape[1]!];
    expect(inner === length, `rows of ${inner} elements don't meet columns of ${length}`);
    return [{ dtype, shape: [rows, columns] }];
  },
  evaluate(inputs, { transpose_a, transpose_b }, [type]) {
    const [a, b] = exactly(2, inputs);
    const result = zeros(type!);
    const [rows, columns] = type!.shape as readonly [number, number];
    const inner = a.type.shape[transpose_a ? 0 : 1]!;
    const ordered = (strides: number[], transposed: boolean): number[] => (transposed ? strides.reverse() : strides);
    const [rowA, innerA] = ordered(stridesOf(a.type.shape), transpose_a) as [number, number];
    const [innerB, columnB] = ordered(stridesOf(b.type.shape), transpose_b) as [number, number];
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < inner; k++) {
        const factor = a.data[i * rowA + k * innerA]!;
        for (let j = 0; j < columns; j++) {
          result.data[i * columns + j]! += factor * b.data[k * innerB + j * columnB]!;
        }
      }
    }
    return [result];
  },
  gradient({ builder, inputs, attributes: { transpose_a, transpose_b }, resultGradients }) {
    const [a, b] = exactly(2, inputs);
    const dy = resultGradients[0]!;
    return [
      transpose_a
        ? builder.matmul(b, dy, { transposeA: transpose_b, transposeB: true })
        : builder.matmul(dy, b, { transposeB: !transpose_b }),
      transpose_b
        ? builder.matmul(dy, a, { transposeA: true, transposeB: transpose_a })
        : builder.matmul(a, dy, { transposeA: !transpose_a }),
    ];
  },
  decompose(builder, inputs, { transpose_a, transpose_b }) {
    const [a, b] = exactly(2, inputs);
    const flat = (value: typeof a, flag: boolean): typeof a => (flag ? builder.transpose(value, [1, 0]) : value);
    return [builder.matmul(flat(a, transpose_a), flat(b, transpose_b))];
  },
  tensorflow: {
    op: 'MatMul',
    attributes: (site) => ({
      ...elementType(site),
      transpose_a: { bool: site.attributes.transpose_a },
      transpose_b: { bool: site.attributes.transpose_b },
    }),
  },
  tfjs: {
    kernel: 'BatchMatMul',
    // Transposing first is some thirteen times faster on wasm than the kernel's own flags.
    supports: ({ attributes }) => !attributes.transpose_a && !attributes.transpose_b,
    operands: ['a', 'b'],
    attributes: () => ({ transposeA: false, transposeB: false }),
  },
});

import type { GraphBuilder } from '../../graph/builder.js';
import type { Value } from '../../graph/graph.js';
import { broadcastShapes, sameShape, type DType, type Shape } from '../../graph/types.js';
import { broadcastStrides, offsetsOf } from '../ndarray.js';
import { exactly, expect, expectDType, type NoAttributes } from '../operands.js';
import { definePrimitive, type NdArray, type Primitive } from '../primitive.js';
import { elementType } from '../tensorflow.js';

export interface BinaryDefinition {
  readonly name: string;
  readonly doc: string;
  /** Element types that the operands may have; both have the same. */
  readonly takes: readonly DType[];
  /** The result's element type; the operands' when absent. */
  readonly gives?: DType;
  evaluate(a: number, b: number): number;
  /** The gradients with respect to a and b, in the broadcast shape. Absent: nothing flows back. */
  gradient?(builder: GraphBuilder, dy: Value, a: Value, b: Value, y: Value): readonly [Value, Value];
  /** The TensorFlow op; logical ops have no type attribute. */
  readonly tensorflow: string;
  /** The tfjs kernel. */
  readonly tfjs: string;
}

/** An elementwise function of two tensors that broadcast against each other. */
export function binary(definition: BinaryDefinition): Primitive<NoAttributes> {
  const { name, doc, takes, gradient } = definition;
  return definePrimitive<NoAttributes>({
    name,
    doc,
    elementwise: true,
    resultTypes(inputs) {
      const [a, b] = exactly(2, inputs);
      expectDType([a, b], ...takes);
      expect(a.dtype === b.dtype, `operands have different types, ${a.dtype} and ${b.dtype}`);
      return [{ dtype: definition.gives ?? a.dtype, shape: broadcastShapes(a.shape, b.shape) }];
    },
    evaluate(inputs, _, [type]) {
      const [a, b] = exactly(2, inputs);
      const data = zip(a, b, type!.shape, definition.evaluate);
      // int32 arithmetic wraps around.
      return [{ type: type!, data: type!.dtype === 'i32' ? data.map((value) => value | 0) : data }];
    },
    ...(gradient && {
      gradient({ builder, inputs, results, resultGradients }) {
        return gradient(builder, resultGradients[0]!, inputs[0]!, inputs[1]!, results[0]!);
      },
    }),
    tensorflow: {
      op: definition.tensorflow,
      attributes: (site) => (takes.includes('bool') ? {} : elementType(site)),
    },
    tfjs: { kernel: definition.tfjs, operands: ['a', 'b'] },
  });
}

function zip(a: NdArray, b: NdArray, shape: Shape, compute: (a: number, b: number) => number): Float64Array {
  if (sameShape(a.type.shape, shape) && sameShape(b.type.shape, shape)) {
    return a.data.map((value, index) => compute(value, b.data[index]!));
  }
  const offsetsA = offsetsOf(shape, broadcastStrides(a.type.shape, shape));
  const offsetsB = offsetsOf(shape, broadcastStrides(b.type.shape, shape));
  return Float64Array.from(offsetsA, (offset, index) => compute(a.data[offset]!, b.data[offsetsB[index]!]!));
}

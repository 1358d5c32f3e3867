import type { GraphBuilder } from '../../graph/builder.js';
import type { Value } from '../../graph/graph.js';
import type { Shape, TensorType } from '../../graph/types.js';
import { offsetsOf, stridesOf } from '../ndarray.js';
import { expectAxes } from '../operands.js';

export type ReductionAttributes = {
  /** Ascending axes that are reduced. */
  readonly axes: readonly number[];
  /** Whether they stay as axes of size 1. */
  readonly keep: boolean;
};

/** The result's type; @throws {ShapeError} when the axes don't exist. */
export function reducedType(type: TensorType, { axes, keep }: ReductionAttributes): TensorType {
  expectAxes(axes, type.shape.length);
  const shape = keep ? keptShape(type.shape, axes) : type.shape.filter((_, axis) => !axes.includes(axis));
  return { dtype: type.dtype, shape };
}

/** The shape with size 1 along the reduced axes. */
export function keptShape(shape: Shape, axes: readonly number[]): Shape {
  return shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
}

/** For each element of a tensor the offset of the element of the result that it goes into. */
export function targets(shape: Shape, axes: readonly number[]): Int32Array {
  const strides = stridesOf(keptShape(shape, axes));
  return offsetsOf(
    shape,
    strides.map((stride, axis) => (axes.includes(axis) ? 0 : stride)),
  );
}

/** A value in the result's shape stretched to that of the reduced operand. */
export function spread(builder: GraphBuilder, value: Value, like: Value, axes: readonly number[]): Value {
  const shape = like.type.shape;
  return builder.broadcast(builder.reshape(value, keptShape(shape, axes)), shape);
}

import type { DType, FloatDType, Shape, TensorType } from '../graph/types.js';
import { ShapeError } from '../graph/types.js';

/** Attributes of a primitive that has none. */
export type NoAttributes = Readonly<Record<string, never>>;

type TupleOf<T, N extends number, Items extends readonly T[] = readonly []> = Items['length'] extends N
  ? Items
  : TupleOf<T, N, readonly [...Items, T]>;

/**
 * The operands of a primitive that takes exactly `count`, as a tuple.
 * @throws {ShapeError} when there are more or fewer
 */
export function exactly<N extends 1 | 2 | 3 | 4 | 6, T>(count: N, operands: readonly T[]): TupleOf<T, N> {
  if (operands.length !== count) throw new ShapeError(`takes ${count} operands, not ${operands.length}`);
  return operands as unknown as TupleOf<T, N>;
}

/** @throws {ShapeError} when the condition doesn't hold */
export function expect(condition: boolean, message: string): asserts condition {
  if (!condition) throw new ShapeError(message);
}

/** @throws {ShapeError} when an operand has none of the element types */
export function expectDType(operands: readonly TensorType[], ...dtypes: readonly DType[]): void {
  for (const { dtype } of operands) {
    expect(dtypes.includes(dtype), `takes ${dtypes.join(' or ')}, not ${dtype}`);
  }
}

/**
 * The element type that operands of a product or a window share.
 * @throws {ShapeError} when they have different ones, or one that isn't floating
 */
export function sharedFloat(operands: readonly TensorType[]): FloatDType {
  expectDType(operands, 'f32', 'bf16');
  const dtype = operands[0]!.dtype as FloatDType;
  for (const other of operands) {
    expect(other.dtype === dtype, `operands have different types, ${dtype} and ${other.dtype}`);
  }
  return dtype;
}

/** @throws {ShapeError} when the operand has another rank */
export function expectRank(operand: TensorType, rank: number, role: string): void {
  expect(operand.shape.length === rank, `the ${role} must have rank ${rank}, not ${operand.shape.length}`);
}

/** @throws {ShapeError} when the operand has another shape */
export function expectShape(operand: TensorType, shape: Shape, role: string): void {
  const same = operand.shape.length === shape.length && operand.shape.every((size, axis) => size === shape[axis]);
  expect(same, `the ${role} must have shape [${shape.join(', ')}], not [${operand.shape.join(', ')}]`);
}

/** @throws {ShapeError} unless the axes are distinct, ascending and exist */
export function expectAxes(axes: readonly number[], rank: number): void {
  const ascending = axes.every((axis, index) => index === 0 || axis > axes[index - 1]!);
  const existing = axes.every((axis) => Number.isInteger(axis) && axis >= 0 && axis < rank);
  expect(ascending && existing, `axes [${axes.join(', ')}] are not ascending axes of a tensor of rank ${rank}`);
}

/** @throws {ShapeError} unless every size is a whole number that isn't negative */
export function expectSizes(shape: Shape): void {
  expect(
    shape.every((size) => Number.isSafeInteger(size) && size >= 0),
    `[${shape.join(', ')}] is not a shape`,
  );
}

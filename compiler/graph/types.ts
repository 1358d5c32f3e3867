/**
 * Element types of tensors. `f32` is what engines compute in; the reference engine carries it as float64. `bf16`, the
 * upper half of an f32, is for products and what flows between them; state, inputs and outputs are never bf16.
 */
export type DType = 'f32' | 'bf16' | 'i32' | 'bool';

/** Element types of what the host reads and writes: state, inputs and outputs. */
export type HostDType = Exclude<DType, 'bf16'>;

/** Element types of numbers that gradients flow through. */
export type FloatDType = 'f32' | 'bf16';

/**
 * Sizes along each axis. A graph is built for one batch size, so every size is a number: the checker works with a
 * symbolic N, and lowering binds it. That keeps shape rules, memory plans and emitted artefacts exact.
 */
export type Shape = readonly number[];

export interface TensorType {
  readonly dtype: DType;
  readonly shape: Shape;
}

export function tensor(dtype: DType, shape: Shape): TensorType {
  return { dtype, shape };
}

/** The type of a single number. */
export const scalar: TensorType = { dtype: 'f32', shape: [] };

/** Whether gradients flow through numbers of a type. */
export function isFloat(dtype: DType): dtype is FloatDType {
  return dtype === 'f32' || dtype === 'bf16';
}

/** Number of elements of a shape; 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** `f32[128, 28, 28, 1]` */
export function formatType(type: TensorType): string {
  return `${type.dtype}[${type.shape.join(', ')}]`;
}

/**
 * The shape of an elementwise result by NumPy's broadcasting rule.
 * @throws {ShapeError} when sizes differ and neither is 1
 */
export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  const result: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const sizeA = a[a.length - rank + axis] ?? 1;
    const sizeB = b[b.length - rank + axis] ?? 1;
    if (sizeA !== sizeB && sizeA !== 1 && sizeB !== 1) {
      throw new ShapeError(`shapes [${a.join(', ')}] and [${b.join(', ')}] do not broadcast`);
    }
    result.push(sizeA === 1 ? sizeB : sizeA);
  }
  return result;
}

/** Axes of `from` that broadcasting stretched or added on the way to `to`, and whose gradients must be summed. */
export function broadcastAxes(from: Shape, to: Shape): number[] {
  const added = to.length - from.length;
  return to.flatMap((size, axis) => (axis < added || (from[axis - added] === 1 && size !== 1) ? [axis] : []));
}

/** A primitive was applied to tensors it can't take: a mistake in a layer's lowering, never in a user's spec. */
export class ShapeError extends Error {}

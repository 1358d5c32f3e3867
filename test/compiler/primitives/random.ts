import { sizeOf, type TensorType } from '../../../compiler/graph/types.js';
import type { NdArray } from '../../../compiler/primitives/primitive.js';
import { stream } from '../../../runtime/random/index.js';

/** Numbers that look random and are the same in each run. */
export class Random {
  private readonly stream;
  private position = 0;

  /** @param largest size of an axis, where whoever draws a shape doesn't say */
  constructor(
    name: string,
    readonly largest = 4,
  ) {
    this.stream = stream(0, 'init', name);
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    const out = new Float32Array(1);
    this.stream.uniform(out, this.position++);
    return low + out[0]! * (high - low);
  }

  /** A whole number from low to high, both included. */
  integer(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[this.integer(0, items.length - 1)]!;
  }

  shape(rank: number, largest = this.largest): number[] {
    return Array.from({ length: rank }, () => this.integer(1, largest));
  }

  /** An f32 tensor of numbers in [low, high). */
  tensor(shape: readonly number[], low = -2, high = 2): NdArray {
    const draw = (): number => Math.fround(this.between(low, high));
    return fill({ dtype: 'f32', shape }, draw);
  }

  /** An i32 tensor of numbers from low to high. */
  integers(shape: readonly number[], low = -5, high = 5): NdArray {
    return fill({ dtype: 'i32', shape }, () => this.integer(low, high));
  }

  condition(shape: readonly number[]): NdArray {
    return fill({ dtype: 'bool', shape }, () => this.integer(0, 1));
  }

  /** Two shapes that broadcast against each other, with axes of size 1 and axes that one of them lacks. */
  broadcasting(rank: number): [number[], number[]] {
    const full = this.shape(rank);
    const reduce = (): number[] => full.map((size) => (this.integer(0, 2) === 0 ? 1 : size));
    const [a, b] = [reduce(), reduce()];
    const dropped = this.integer(0, rank);
    return this.integer(0, 1) === 0 ? [a, b.slice(dropped)] : [a.slice(dropped), b];
  }
}

function fill(type: TensorType, draw: () => number): NdArray {
  return { type, data: Float64Array.from({ length: sizeOf(type.shape) }, draw) };
}

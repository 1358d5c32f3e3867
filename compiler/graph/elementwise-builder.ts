import * as p from '../primitives/index.js';
import type { Primitive } from '../primitives/primitive.js';
import type { NoAttributes } from '../primitives/operands.js';
import { Applier } from './applier.js';
import type { Value } from './graph.js';
import type { DType, Shape } from './types.js';

/** A number stands for a scalar constant of the type of the other operand. */
export type Operand = Value | number;

/** Elementwise primitives as methods; what they mean stands with the primitives. */
export class ElementwiseBuilder extends Applier {
  private readonly scalars = new Map<string, Value>();

  /** A tensor whose elements are all `value`. */
  constant(value: number, shape: Shape = [], dtype: DType = 'f32'): Value {
    if (shape.length > 0) return this.apply(p.constant, [], { value, dtype, shape });
    // -0 prints like 0, but divides differently.
    const key = `${dtype} ${Object.is(value, -0) ? '-0' : value}`;
    const scalar = this.scalars.get(key) ?? this.apply(p.constant, [], { value, dtype, shape });
    this.scalars.set(key, scalar);
    return scalar;
  }

  neg(x: Operand): Value {
    return this.unary(p.neg, x);
  }

  abs(x: Operand): Value {
    return this.unary(p.abs, x);
  }

  sign(x: Operand): Value {
    return this.unary(p.sign, x);
  }

  exp(x: Operand): Value {
    return this.unary(p.exp, x);
  }

  expm1(x: Operand): Value {
    return this.unary(p.expm1, x);
  }

  ln(x: Operand): Value {
    return this.unary(p.ln, x);
  }

  ln1p(x: Operand): Value {
    return this.unary(p.ln1p, x);
  }

  sqrt(x: Operand): Value {
    return this.unary(p.sqrt, x);
  }

  rsqrt(x: Operand): Value {
    return this.unary(p.rsqrt, x);
  }

  square(x: Operand): Value {
    return this.unary(p.square, x);
  }

  reciprocal(x: Operand): Value {
    return this.unary(p.reciprocal, x);
  }

  sin(x: Operand): Value {
    return this.unary(p.sin, x);
  }

  cos(x: Operand): Value {
    return this.unary(p.cos, x);
  }

  tan(x: Operand): Value {
    return this.unary(p.tan, x);
  }

  acos(x: Operand): Value {
    return this.unary(p.acos, x);
  }

  asin(x: Operand): Value {
    return this.unary(p.asin, x);
  }

  atan(x: Operand): Value {
    return this.unary(p.atan, x);
  }

  tanh(x: Operand): Value {
    return this.unary(p.tanh, x);
  }

  sigmoid(x: Operand): Value {
    return this.unary(p.sigmoid, x);
  }

  floor(x: Operand): Value {
    return this.unary(p.floor, x);
  }

  relu(x: Operand): Value {
    return this.unary(p.relu, x);
  }

  not(x: Value): Value {
    return this.apply(p.not, [x], {});
  }

  add(a: Operand, b: Operand): Value {
    return this.binary(p.add, a, b);
  }

  sub(a: Operand, b: Operand): Value {
    return this.binary(p.sub, a, b);
  }

  mul(a: Operand, b: Operand): Value {
    return this.binary(p.mul, a, b);
  }

  div(a: Operand, b: Operand): Value {
    return this.binary(p.div, a, b);
  }

  pow(a: Operand, b: Operand): Value {
    return this.binary(p.pow, a, b);
  }

  min(a: Operand, b: Operand): Value {
    return this.binary(p.min, a, b);
  }

  max(a: Operand, b: Operand): Value {
    return this.binary(p.max, a, b);
  }

  less(a: Operand, b: Operand): Value {
    return this.binary(p.less, a, b);
  }

  lessEqual(a: Operand, b: Operand): Value {
    return this.binary(p.lessEqual, a, b);
  }

  greater(a: Operand, b: Operand): Value {
    return this.binary(p.greater, a, b);
  }

  greaterEqual(a: Operand, b: Operand): Value {
    return this.binary(p.greaterEqual, a, b);
  }

  equal(a: Operand, b: Operand): Value {
    return this.binary(p.equal, a, b);
  }

  notEqual(a: Operand, b: Operand): Value {
    return this.binary(p.notEqual, a, b);
  }

  and(a: Value, b: Value): Value {
    return this.apply(p.and, [a, b], {});
  }

  or(a: Value, b: Value): Value {
    return this.apply(p.or, [a, b], {});
  }

  /** `a` where the condition holds, `b` elsewhere. */
  select(condition: Value, a: Operand, b: Operand): Value {
    return this.apply(p.select, [condition, ...this.alike(a, b)], {});
  }

  clip(x: Operand, min: number, max: number): Value {
    return this.apply(p.clip, this.alike(x), { min, max });
  }

  /** `x`, through which no gradient passes. */
  stopGradient(x: Value): Value {
    return this.unary(p.stopGradient, x);
  }

  /** `x` itself where it has that type already. */
  cast(x: Value, to: DType): Value {
    return x.type.dtype === to ? x : this.apply(p.cast, [x], { to });
  }

  private unary(primitive: Primitive<NoAttributes>, x: Operand): Value {
    return this.apply(primitive, this.alike(x), {});
  }

  private binary(primitive: Primitive<NoAttributes>, a: Operand, b: Operand): Value {
    return this.apply(primitive, this.alike(a, b), {});
  }

  /** The operands with numbers turned into constants of the type of the first that is none. */
  private alike(...operands: readonly Operand[]): Value[] {
    const dtype = operands.find((operand) => typeof operand !== 'number')?.type.dtype ?? 'f32';
    return operands.map((operand) => (typeof operand === 'number' ? this.constant(operand, [], dtype) : operand));
  }
}

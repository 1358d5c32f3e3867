import type { GraphBuilder } from '../../graph/builder.js';
import { operationsOf, type Operation, type Origin, type Value } from '../../graph/graph.js';
import { broadcastAxes, broadcastShapes, sameShape } from '../../graph/types.js';

/**
 * Reverse-mode differentiation, graph to graph: gradients of a scalar with respect to values that it depends on.
 * A value that it doesn't depend on has gradient 0.
 *
 * Where a `select` discards a side, that side's gradient is exactly 0, even where an operation on it has an infinite
 * slope: 0 · infinity would be NaN. The condition travels back with the gradient through elementwise operations and is
 * applied again after each. It ends at operations that mix elements, where it says nothing of what lies before them,
 * and at operands that were broadcast along the condition.
 */
export function differentiate(b: GraphBuilder, scalar: Value, wrt: readonly Value[]): Value[] {
  const pass = new BackwardPass(b, dependents(scalar, wrt));
  pass.accumulate(scalar, b.constant(1, scalar.type.shape), undefined);
  for (const operation of operationsOf([scalar]).reverse()) pass.propagate(operation);
  b.origin = undefined;
  return wrt.map((value) => pass.gradientOf(value) ?? b.constant(0, value.type.shape));
}

/** The values on the way from `wrt` to the scalar. */
function dependents(scalar: Value, wrt: readonly Value[]): ReadonlySet<Value> {
  const found = new Set(wrt);
  for (const operation of operationsOf([scalar])) {
    if (operation.inputs.some((input) => found.has(input))) {
      for (const result of operation.results) found.add(result);
    }
  }
  return found;
}

interface Cotangent {
  readonly value: Value;
  /** Where it is false the gradient is 0, whatever the arithmetic says. */
  readonly mask: Value | undefined;
}

class BackwardPass {
  private readonly cotangents = new Map<Value, Cotangent>();
  private readonly origins = new Map<Origin, Origin>();

  constructor(
    private readonly b: GraphBuilder,
    private readonly needed: ReadonlySet<Value>,
  ) {}

  gradientOf(value: Value): Value | undefined {
    return this.cotangents.get(value)?.value;
  }

  accumulate(value: Value, term: Value, mask: Value | undefined): void {
    const before = this.cotangents.get(value);
    const sum = before ? this.b.add(before.value, term) : term;
    this.cotangents.set(value, { value: sum, mask: before && before.mask !== mask ? undefined : mask });
  }

  propagate(operation: Operation): void {
    const { primitive, inputs, attributes, results, origin } = operation;
    const cotangents = results.map((result) => this.cotangents.get(result));
    const wanted = inputs.map((input) => this.needed.has(input));
    if (cotangents.every((one) => !one) || !wanted.includes(true)) return;
    if (!primitive.gradient) throw new Error(`${primitive.name} has no gradient, but a weight lies behind it`);
    this.b.origin = origin && this.backward(origin);
    const resultGradients = cotangents.map((one) => one?.value);
    const gradients = primitive.gradient({ builder: this.b, inputs, attributes, results, resultGradients });
    inputs.forEach((input, index) => {
      const gradient = gradients[index];
      if (!wanted[index] || !gradient) return;
      const mask = this.maskFor(operation, index, cotangents[0]?.mask);
      const exact = mask && primitive.name !== 'select' ? this.b.select(mask, gradient, 0) : gradient;
      this.accumulate(input, this.sumTo(input, exact), mask && fits(mask, input) ? mask : undefined);
    });
  }

  /** The same layer, in the backward pass. */
  private backward(origin: Origin): Origin {
    const known = this.origins.get(origin) ?? { ...origin, part: 'backward' };
    this.origins.set(origin, known);
    return known;
  }

  /** The condition, in a shape that broadcasts to the result's, under which an input's gradient may differ from 0. */
  private maskFor({ primitive, inputs }: Operation, index: number, inherited: Value | undefined): Value | undefined {
    if (!primitive.elementwise) return undefined;
    if (primitive.name !== 'select') return inherited;
    const own = index === 1 ? inputs[0]! : this.b.not(inputs[0]!);
    return inherited ? this.b.and(inherited, own) : own;
  }

  /** Sums over the axes along which the input was broadcast. */
  private sumTo(input: Value, gradient: Value): Value {
    const { shape } = input.type;
    if (sameShape(gradient.type.shape, shape)) return gradient;
    const axes = broadcastAxes(shape, gradient.type.shape);
    return this.b.reshape(this.b.sum(gradient, axes, true), shape);
  }
}

/** Whether a condition says something of every element of a value. */
function fits(mask: Value, { type }: Value): boolean {
  const { shape } = mask.type;
  return shape.length <= type.shape.length && sameShape(broadcastShapes(shape, type.shape), type.shape);
}

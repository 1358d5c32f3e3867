import type { GraphBuilder } from '../../graph/builder.js';
import { operationsOf, type Operation, type Value } from '../../graph/graph.js';
import { broadcastAxes, sameShape } from '../../graph/types.js';

/**
 * Reverse-mode differentiation, graph to graph: gradients of a scalar with respect to values that it depends on.
 * A value that it doesn't depend on has gradient 0.
 *
 * Where a `select` discards a side, that side's gradient is exactly 0, even where an operation on it has an infinite
 * slope: 0 · infinity would be NaN. The condition travels back with the gradient and is applied again after every
 * operation of the same shape.
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
    this.b.origin = origin;
    const resultGradients = cotangents.map((one) => one?.value);
    const gradients = primitive.gradient({ builder: this.b, inputs, attributes, results, resultGradients });
    inputs.forEach((input, index) => {
      const gradient = gradients[index];
      if (!wanted[index] || !gradient) return;
      const mask = this.maskFor(operation, index, cotangents[0]?.mask);
      const exact = primitive.name === 'select' ? gradient : this.masked(gradient, mask);
      this.accumulate(input, this.sumTo(input, exact), mask);
    });
  }

  /** The condition under which an input's gradient may differ from 0. */
  private maskFor({ primitive, inputs }: Operation, index: number, inherited: Value | undefined): Value | undefined {
    if (primitive.name !== 'select') return inherited;
    const own = index === 1 ? inputs[0]! : this.b.not(inputs[0]!);
    return inherited && sameShape(inherited.type.shape, own.type.shape) ? this.b.and(inherited, own) : own;
  }

  private masked(gradient: Value, mask: Value | undefined): Value {
    if (!mask || !sameShape(mask.type.shape, gradient.type.shape)) return gradient;
    return this.b.select(mask, gradient, this.b.constant(0, gradient.type.shape));
  }

  /** Sums over the axes along which the input was broadcast. */
  private sumTo(input: Value, gradient: Value): Value {
    const { shape } = input.type;
    if (sameShape(gradient.type.shape, shape)) return gradient;
    const axes = broadcastAxes(shape, gradient.type.shape);
    return this.b.reshape(this.b.sum(gradient, axes, true), shape);
  }
}

import type { Expression, LetStatement } from '../../grammar/index.js';
import { buildExpression } from '../evaluation/build-expression.js';
import { differentiate } from './derivative.js';
import { enclose, type Events } from './enclose.js';
import { isZero, literal } from './algebra.js';
import { interval, type Interval } from './interval.js';
import { nameNode } from './nodes.js';
import { sizeOf } from './size.js';

/** A number given by a name before the expression: `let k = floor(m * theta / pi)`. */
export interface Given {
  readonly name: string;
  readonly value: Expression;
}

/** A function of one variable: an expression, what its lets mean, and the values of its other names. */
export interface Definition {
  readonly expression: Expression;
  readonly lets: readonly Given[];
  readonly variable: string;
  readonly values: ReadonlyMap<string, number>;
}

export function givenBy(lets: readonly LetStatement[]): readonly Given[] {
  return lets.map(({ name, value }) => ({ name: name.name, value }));
}

/** Derivatives of functions larger than this are not taken: nobody reads them, and they take long. */
const MAX_SIZE = 600;

/**
 * The derivative by the variable, over the same lets and those that their derivatives need: `k'` is that of `k`.
 * @returns undefined where it is too large
 */
export function derivativeOf({ expression, lets, variable, values }: Definition): Definition | undefined {
  if (sizeOf(expression) + lets.reduce((size, { value }) => size + sizeOf(value), 0) > MAX_SIZE) return undefined;
  const of = new Map<string, Expression>([[variable, literal(1)]]);
  const derived: Given[] = [];
  for (const given of lets) {
    derived.push(given);
    const value = differentiate(given.value, of);
    // The name may have meant something else further up.
    of.delete(given.name);
    if (isZero(value)) continue;
    const name = `${given.name}'`;
    derived.push({ name, value });
    of.set(given.name, nameNode(name));
  }
  const result = differentiate(expression, of);
  if (sizeOf(result) > MAX_SIZE * 20) return undefined;
  return { expression: result, lets: derived, variable, values };
}

/** Encloses the function's values over a range of its variable. */
export function encloseOver({ expression, lets, variable, values }: Definition, x: Interval, events: Events): Interval {
  const names = new Map<string, Interval>();
  for (const [name, value] of values) names.set(name, interval(value));
  names.set(variable, x);
  for (const { name, value } of lets) names.set(name, enclose(value, names, events));
  return enclose(expression, names, events);
}

/** The function's value at one point, as good as float64 has it; NaN where there is none, infinite at a pole. */
export function valueAt(definition: Definition, x: number): number {
  const { expression, lets, variable, values } = definition;
  const names = new Map(values).set(variable, x);
  for (const { name, value } of lets) names.set(name, numberOf(value, names));
  return numberOf(expression, names);
}

/** With numbers for all names nothing is built, and no builder is needed. */
function numberOf(expression: Expression, names: ReadonlyMap<string, number>): number {
  return buildExpression(undefined as never, expression, names) as number;
}

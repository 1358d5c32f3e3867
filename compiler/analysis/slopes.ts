import { call, literal, product, quotient } from './algebra.js';
import { valueAt, type Definition } from './definition.js';
import { largest } from './extremes.js';
import { nameNode } from './nodes.js';

/** The derivative by the cosine of the angle: acos has slope -1/sin(theta). */
export function byCosine(derivative: Definition): Definition {
  const sine = call('sin', nameNode(derivative.variable));
  return { ...derivative, expression: product(literal(-1), quotient(derivative.expression, sine)) };
}

/** The steepest slope over a domain, upwards or downwards; at least what was found, at most what is proved. */
export function steepest(derivative: Definition, domain: readonly [number, number]) {
  return largest({ ...derivative, expression: call('abs', derivative.expression) }, domain);
}

/** Value and slopes at one angle. */
export function at(definition: Definition, derivative: Definition, theta: number) {
  return {
    value: valueAt(definition, theta),
    slope: valueAt(derivative, theta),
    slopeByCosine: valueAt(byCosine(derivative), theta),
  };
}

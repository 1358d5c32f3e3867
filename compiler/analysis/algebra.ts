/** Builds expressions in a simple form: no zeros and ones, equal factors cancelled, like terms added. */
import type { BinaryOperator, Expression } from '../../grammar/index.js';
import {
  constantProduct,
  factorsOf,
  keyOfPowers,
  productNode,
  reduced,
  times,
  toPower,
  type Product,
} from './factors.js';
import { keyOf } from './key.js';
import { binaryNode, callNode, conditionalNode, negativeNode, numberNode } from './nodes.js';

export function literal(value: number): Expression {
  return value < 0 ? negativeNode(numberNode(-value)) : numberNode(value);
}

export function isZero(expression: Expression): boolean {
  return expression.kind === 'number' && expression.value === 0;
}

export function product(x: Expression, y: Expression): Expression {
  return productNode(times(factorsOf(x), factorsOf(y)));
}

export function quotient(x: Expression, y: Expression): Expression {
  if (isZero(x)) return numberNode(0);
  return productNode(times(factorsOf(x), toPower(factorsOf(y), -1)));
}

export function minus(x: Expression): Expression {
  return productNode(times(constantProduct(-1), factorsOf(x)));
}

export function sum(x: Expression, y: Expression): Expression {
  const terms = new Map<string, Product>();
  collect(x, 1, terms);
  collect(y, 1, terms);
  return sumNode([...terms.values()]);
}

export function difference(x: Expression, y: Expression): Expression {
  return sum(x, minus(y));
}

/** x^y */
export function power(x: Expression, y: Expression): Expression {
  if (y.kind === 'number' && y.unit === undefined && Number.isInteger(y.value))
    return productNode(toPower(factorsOf(x), y.value));
  return binaryNode('^', x, y);
}

export function call(name: string, ...operands: readonly Expression[]): Expression {
  return callNode(name, ...operands);
}

export function relation(operator: BinaryOperator, x: Expression, y: Expression): Expression {
  return binaryNode(operator, x, y);
}

export function conditional(condition: Expression, consequent: Expression, alternative: Expression): Expression {
  return keyOf(consequent) === keyOf(alternative) ? consequent : conditionalNode(condition, consequent, alternative);
}

/** Adds the terms of a sum to those known, like ones together. */
function collect(expression: Expression, sign: 1 | -1, terms: Map<string, Product>): void {
  if (expression.kind === 'binary' && (expression.operator === '+' || expression.operator === '-')) {
    collect(expression.left, sign, terms);
    collect(expression.right, expression.operator === '-' ? (-sign as 1 | -1) : sign, terms);
    return;
  }
  const term = times(constantProduct(sign), factorsOf(expression));
  const key = keyOfPowers(term);
  const like = terms.get(key) ?? { ...term, ...constantProduct(0), powers: term.powers };
  const { numerator, denominator } = reduced(
    like.numerator * term.denominator + term.numerator * like.denominator,
    like.denominator * term.denominator,
  );
  terms.set(key, { numerator, denominator, powers: term.powers });
}

/** Positive terms first, so that a sum begins without a sign where it can. */
function sumNode(terms: readonly Product[]): Expression {
  const present = terms.filter(({ numerator }) => numerator !== 0);
  const ordered = [...present.filter((term) => term.numerator > 0), ...present.filter((term) => term.numerator < 0)];
  const [first, ...rest] = ordered;
  if (!first) return numberNode(0);
  return rest.reduce((left, term) => {
    const size = productNode({ ...term, numerator: Math.abs(term.numerator) });
    return binaryNode(term.numerator < 0 ? '-' : '+', left, size);
  }, productNode(first));
}

import type { Expression } from '../../grammar/index.js';
import { keyOf } from './key.js';
import { binaryNode, callNode, negativeNode, numberNode } from './nodes.js';

/** An expression as a product: a fraction times powers of other expressions. */
export interface Product {
  /** Carries the sign. */
  readonly numerator: number;
  readonly denominator: number;
  /** By key; no exponent is 0. */
  readonly powers: ReadonlyMap<string, { readonly base: Expression; readonly exponent: number }>;
}

const none: Product['powers'] = new Map();

export function constantProduct(numerator: number, denominator = 1): Product {
  return { numerator, denominator, powers: none };
}

/** Takes apart products, quotients, signs and powers with whole exponents; everything else is one factor. */
export function factorsOf(expression: Expression): Product {
  switch (expression.kind) {
    case 'number':
      if (expression.unit === '%') return constantProduct(expression.value, 100);
      // One radian is the unit that everything is measured in.
      if (expression.unit === undefined || (expression.unit === 'rad' && expression.value === 1))
        return constantProduct(expression.value);
      break;
    case 'unary':
      if (expression.operator === '-') return times(constantProduct(-1), factorsOf(expression.operand));
      break;
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '*') return times(factorsOf(left), factorsOf(right));
      if (operator === '/') return times(factorsOf(left), toPower(factorsOf(right), -1));
      if (operator === '^' && right.kind === 'number' && Number.isInteger(right.value) && !right.unit)
        return toPower(factorsOf(left), right.value);
    }
  }
  return { numerator: 1, denominator: 1, powers: new Map([[keyOf(expression), { base: expression, exponent: 1 }]]) };
}

export function times(a: Product, b: Product): Product {
  const powers = new Map(a.powers);
  for (const [key, { base, exponent }] of b.powers) {
    const sum = (powers.get(key)?.exponent ?? 0) + exponent;
    if (sum === 0) powers.delete(key);
    else powers.set(key, { base, exponent: sum });
  }
  const product = reduced(a.numerator * b.numerator, a.denominator * b.denominator);
  return { ...product, powers: withoutSigns(powers) };
}

export function toPower({ numerator, denominator, powers }: Product, n: number): Product {
  const [above, below] = n < 0 ? [denominator, numerator] : [numerator, denominator];
  const size = Math.abs(n);
  const raised = [...powers].map(([key, { base, exponent }]) => [key, { base, exponent: exponent * n }] as const);
  return { ...reduced(above ** size, below ** size), powers: n === 0 ? none : new Map(raised) };
}

/** A fraction in lowest terms with a positive denominator. */
export function reduced(numerator: number, denominator: number): Product {
  if (denominator < 0) return reduced(-numerator, -denominator);
  if (numerator === 0) return constantProduct(0);
  const whole = Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator);
  const divisor = whole ? greatestCommonDivisor(Math.abs(numerator), denominator) : denominator === 1 ? 1 : undefined;
  if (divisor !== undefined) return constantProduct(numerator / divisor, denominator / divisor);
  return numerator === denominator ? constantProduct(1) : constantProduct(numerator, denominator);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** x sign(x) = |x| */
function withoutSigns(powers: Map<string, { base: Expression; exponent: number }>): Product['powers'] {
  for (const [key, { base, exponent }] of [...powers]) {
    if (base.kind !== 'call' || base.callee.name !== 'sign' || exponent !== 1) continue;
    const operand = base.arguments[0]!.value;
    const inner = powers.get(keyOf(operand));
    if (inner?.exponent !== 1) continue;
    powers.delete(key);
    powers.delete(keyOf(operand));
    const size = callNode('abs', operand);
    const exponentOfSize = (powers.get(keyOf(size))?.exponent ?? 0) + 1;
    if (exponentOfSize === 0) powers.delete(keyOf(size));
    else powers.set(keyOf(size), { base: size, exponent: exponentOfSize });
  }
  return powers;
}

/** The product in one order, whatever that of its factors: what like terms of a sum share. */
export function keyOfPowers({ powers }: Product): string {
  return [...powers]
    .map(([key, { exponent }]) => `${key}^${exponent}`)
    .sort()
    .join(' ');
}

/** The expression again: `-2 * x / (3 * y)`. */
export function productNode({ numerator, denominator, powers }: Product): Expression {
  if (numerator === 0) return numberNode(0);
  const above: Expression[] = [];
  const below: Expression[] = denominator === 1 ? [] : [numberNode(denominator)];
  for (const { base, exponent } of powers.values()) {
    const size = Math.abs(exponent);
    (exponent > 0 ? above : below).push(size === 1 ? base : binaryNode('^', base, numberNode(size)));
  }
  if (Math.abs(numerator) !== 1 || above.length === 0) above.unshift(numberNode(Math.abs(numerator)));
  if (numerator < 0) above[0] = negativeNode(above[0]!);
  const join = (factors: readonly Expression[]) => factors.reduce((left, right) => binaryNode('*', left, right));
  return below.length === 0 ? join(above) : binaryNode('/', join(above), join(below));
}

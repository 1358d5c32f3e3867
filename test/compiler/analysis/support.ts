import type { Expression } from '../../../grammar/index.js';
import { parse } from '../../../grammar/index.js';
import { children } from '../../../grammar/index.js';
import { givenBy, valueAt, type Definition } from '../../../compiler/analysis/definition.js';

/** A function of theta, from its text: `cos(theta) - m`, with values for its other names. */
export function functionOf(text: string, values: Readonly<Record<string, number>> = {}, lets = ''): Definition {
  const { file, problems } = parse(`angle f(theta: rad) ${lets} = ${text}\n`);
  const [declaration] = file.declarations;
  if (problems.length > 0 || declaration?.kind !== 'angle') throw new Error(`not a function: ${text}`);
  return {
    expression: declaration.expression,
    lets: givenBy(declaration.lets),
    variable: 'theta',
    values: new Map(Object.entries(values)),
  };
}

export function expressionOf(text: string): Expression {
  return functionOf(text).expression;
}

/** A part of an expression with what it and its operands are at one point. */
interface Part {
  readonly node: Expression;
  readonly value: number;
  readonly operands: readonly number[];
}

/** Every part of a function that its value at a point is computed of: not the branches that aren't taken. */
function partsAt(definition: Definition, x: number): Part[] {
  const at = (expression: Expression) => valueAt({ ...definition, expression }, x);
  const used = (node: Expression): readonly Expression[] => {
    if (node.kind === 'conditional') {
      return [node.condition, at(node.condition) ? node.consequent : node.alternative];
    }
    return node.kind === 'call' ? node.arguments.map(({ value }) => value) : (children(node) as Expression[]);
  };
  const parts = (node: Expression): Part[] => [
    ...used(node).flatMap(parts),
    { node, value: at(node), operands: used(node).map(at) },
  ];
  return parts(definition.expression);
}

/**
 * Whether float64 makes a number of what has none, or of what it can't hold: NaN ** 0 is 1 there, and 1 / (1 / 0) is 0.
 */
export function isComputedOfNothing(definition: Definition, x: number): boolean {
  return partsAt(definition, x).some(({ value }) => !Number.isFinite(value));
}

/** Whether float64 holds a part for infinite that is only large; a pole, where the function has no value, isn't. */
export function overflowsAt(definition: Definition, x: number): boolean {
  return partsAt(definition, x).some(
    ({ node, value, operands }) =>
      Math.abs(value) === Infinity && operands.every(Number.isFinite) && !isPole(node, operands),
  );
}

function isPole(node: Expression, [x, y]: readonly number[]): boolean {
  if (node.kind === 'call') return x === (node.callee.name === 'ln1p' ? -1 : 0);
  return node.kind === 'binary' && (node.operator === '^' ? x === 0 : y === 0);
}

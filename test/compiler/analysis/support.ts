import type { Expression } from '../../../grammar/index.js';
import { parse } from '../../../grammar/index.js';
import { givenBy, type Definition } from '../../../compiler/analysis/definition.js';

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

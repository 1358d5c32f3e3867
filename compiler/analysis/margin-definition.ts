import type { Expression } from '../../grammar/index.js';
import type { AngleFunction, MarginFunction } from '../evaluation/function-value.js';
import type { Definition } from './definition.js';
import { definitionOf } from './function-facts.js';
import { nameNode } from './nodes.js';
import { replaced } from './replace.js';

/** What stands for the angle function's value in margins. */
export const OUTPUT = 'g';

/**
 * A margin as a function of the angle alone.
 * @param angle the angle function that it stands over, whose value `g` is
 * @param others the values of further variables
 */
export function marginDefinition(
  margin: MarginFunction,
  angle: AngleFunction,
  others: Readonly<Record<string, number>>,
): Definition {
  const definition = definitionOf(margin, others);
  const { variables } = margin.declared.declaration;
  if (!variables.some(({ name }, index) => index > 0 && name.name === OUTPUT)) return definition;
  const output = outputOf(angle, definition.variable);
  return {
    ...definition,
    lets: [...output.lets, { name: OUTPUT, value: output.expression }, ...definition.lets],
    values: new Map([...definition.values, ...output.values]),
  };
}

/** An angle function of another variable, under names that no text can have. */
function outputOf(angle: AngleFunction, variable: string): Definition {
  const { expression, lets, variable: own, values } = definitionOf(angle);
  const names = new Map([[own, variable]]);
  for (const name of [...values.keys(), ...lets.map(({ name }) => name)]) names.set(name, `${OUTPUT}.${name}`);
  const renamed = (text: Expression) =>
    replaced(text, (part) =>
      part.kind === 'identifier' && names.has(part.name) ? nameNode(names.get(part.name)!) : undefined,
    );
  return {
    expression: renamed(expression),
    lets: lets.map(({ name, value }) => ({ name: names.get(name)!, value: renamed(value) })),
    variable,
    values: new Map([...values].map(([name, value]) => [names.get(name)!, value])),
  };
}

import { visit, type Expression } from '../../grammar/index.js';
import { meanFunction, scalarFunctions } from '../evaluation/scalar-functions.js';
import type { Definition } from './definition.js';

/** Kinds of nodes that numbers, angles and truth values are made of. */
const kinds = new Set(['number', 'boolean', 'identifier', 'unary', 'binary', 'conditional', 'call', 'argument']);

/** Whether everything in a definition means something; where it doesn't, that was reported and nothing can be said. */
export function isComplete({ expression, lets, variable, values }: Definition): boolean {
  const names = new Set([...values.keys(), variable, 'pi']);
  if ([...values.values()].some(Number.isNaN)) return false;
  for (const { name, value } of lets) {
    if (!isMeaningful(value, names)) return false;
    names.add(name);
  }
  return isMeaningful(expression, names);
}

function isMeaningful(expression: Expression, names: ReadonlySet<string>): boolean {
  const callees = new Set<unknown>();
  let meaningful = true;
  visit(expression, (node) => {
    if (!kinds.has(node.kind)) meaningful = false;
    if (node.kind === 'call') {
      callees.add(node.callee);
      const arity = node.callee.name === meanFunction ? 1 : scalarFunctions.get(node.callee.name)?.arity;
      meaningful &&= node.arguments.length === arity && node.arguments.every(({ name }) => name === undefined);
    } else if (node.kind === 'identifier' && !callees.has(node)) meaningful &&= names.has(node.name);
  });
  return meaningful;
}

import type { ParameterDeclaration } from '../../grammar/index.js';
import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import { buildExpression, type Operand } from './build-expression.js';
import { startOf, type FunctionValue } from './function-value.js';

/** Where a function keeps the numbers that training changes. */
export interface FunctionStorage {
  /** A weight: one number, or one for each filter in a shape that broadcasts to the function's variables. */
  learned(name: string, perFilter: boolean, start: number): Value;
  /** A number that moves along: the stored value, a scalar. */
  state(name: string, start: number): Value;
  /** Stores a state's new value; absent where nothing is trained. */
  readonly update?: (name: string, value: Value) => void;
}

/**
 * Builds a function elementwise.
 * @param variable what the compiler hands in: by its name, the first one for undefined
 * @returns a tensor that broadcasts with the variables, or one number
 */
export function buildFunction(
  b: GraphBuilder,
  fixed: FunctionValue,
  variable: (name: string | undefined) => Value,
  storage: FunctionStorage,
): Operand {
  const { variables, parameters, lets, expression } = fixed.declared.declaration;
  const names = new Map<string, Operand>();
  variables.forEach(({ name }, index) => names.set(name.name, variable(index === 0 ? undefined : name.name)));
  for (const parameter of parameters) {
    names.set(parameter.name.name, buildParameter(b, parameter, fixed, names, storage));
  }
  for (const { name, value } of lets) names.set(name.name, buildExpression(b, value, names));
  return buildExpression(b, expression, names);
}

function buildParameter(
  b: GraphBuilder,
  { role, name: { name }, per, update }: ParameterDeclaration,
  fixed: FunctionValue,
  names: ReadonlyMap<string, Operand>,
  storage: FunctionStorage,
): Operand {
  const start = startOf(fixed, name);
  if (role === 'learn') {
    const minimum = fixed.minima.get(name);
    return heldAbove(b, (from) => storage.learned(name, per !== undefined, from), start, minimum);
  }
  if (role !== 'state') return start;
  const stored = storage.state(name, start);
  if (!update || !storage.update) return stored;
  const next = buildExpression(b, update, new Map(names).set(name, stored));
  const value = b.stopGradient(typeof next === 'number' ? b.constant(next) : next);
  storage.update(name, value);
  return value;
}

/**
 * A learned number that can't fall to its minimum: min + |k̂|, where k̂ is the weight and starts at start - min.
 * @param weight makes the weight for the value that it starts with
 */
export function heldAbove(
  b: GraphBuilder,
  weight: (start: number) => Value,
  start: number,
  minimum: number | undefined,
): Value {
  return minimum === undefined ? weight(start) : b.add(b.abs(weight(start - minimum)), minimum);
}

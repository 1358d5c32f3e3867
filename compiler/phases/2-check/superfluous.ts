/** What is said of arguments that have no name and no parameter left. */
import type { Argument, Expression } from '../../../grammar/index.js';
import { foreignAdvice } from '../../diagnostics/foreign.js';
import type { Extras } from '../../diagnostics/reporter.js';
import { layers } from '../../layers/index.js';
import type { Parameter, Type } from '../../schema.js';

/**
 * The parameter that a value was meant for and that must be named: the only one without an argument that could take
 * it, or among several the only one that must be given.
 */
export function namedFor(
  value: Expression,
  bound: ReadonlyMap<string, Argument>,
  parameters: readonly Parameter[],
): Parameter | undefined {
  const fitting = parameters.filter(({ name, named, type }) => named && !bound.has(name) && mayBe(value, type));
  const required = fitting.filter((parameter) => parameter.default === undefined);
  return [fitting, required].find(({ length }) => length === 1)?.[0];
}

/**
 * The parameters, in their order, that several values without names would be for; undefined where there are too few or
 * one can't take its value.
 */
export function inOrder(
  args: readonly Argument[],
  bound: ReadonlyMap<string, Argument>,
  parameters: readonly Parameter[],
): readonly Parameter[] | undefined {
  const free = parameters.filter(({ name, named }) => named && !bound.has(name));
  return args.every(({ value }, i) => free[i] && mayBe(value, free[i].type)) ? free.slice(0, args.length) : undefined;
}

/** Whether a value has a form that a type takes. */
export function mayBe(value: Expression, type: Type): boolean {
  switch (type.kind) {
    case 'word':
      return value.kind === 'identifier' && type.words.includes(value.name);
    case 'bool':
      return value.kind === 'boolean';
    case 'int':
    case 'real':
      return value.kind === 'number' && (value.unit === undefined || value.unit === '%');
    case 'rad':
      return value.kind === 'number' && value.unit !== undefined && value.unit !== '%';
    case 'kernel':
      return value.kind === 'kernel' || (value.kind === 'number' && value.unit === undefined);
    case 'label':
      return value.kind === 'identifier' || value.kind === 'member';
    case 'selector':
      return ['identifier', 'member', 'index', 'list'].includes(value.kind);
    case 'string':
      return value.kind === 'string';
    case 'calls':
    case 'margin-function':
      return value.kind === 'call';
    default:
      return false;
  }
}

/** `conv(16, 3x3, relu)`: a layer, or what other libraries have as an activation, among the arguments of another. */
export function activationHint(value: Expression): Extras {
  const name = value.kind === 'identifier' ? value.name : value.kind === 'string' ? value.value : '';
  const isLayer = layers.get(name)?.parameters.every((parameter) => parameter.default !== undefined) ?? false;
  const foreign = foreignAdvice('layer', name);
  if (!isLayer && foreign === undefined) return {};
  if (!isLayer && foreign?.spelling === undefined) return { hint: foreign!.hint };
  const written = isLayer ? name : foreign!.spelling!;
  return { hint: `Every layer is a statement of its own: write \`${written}\` behind this one.` };
}

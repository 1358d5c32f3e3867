import type { Argument } from '../../grammar/index.js';
import type { Parameter, Signature } from '../schema.js';

/** What binding an argument list to a signature found. */
export interface Binding {
  /** The argument given for each parameter, by the parameter's name. */
  readonly bound: ReadonlyMap<string, Argument>;
  /** Arguments that no parameter takes: an unknown name, or one too many without a name. */
  readonly unknown: readonly Argument[];
  /** Arguments for a parameter that has one already. */
  readonly repeated: readonly Argument[];
  /** Parameters without a default that got nothing. */
  readonly missing: readonly Parameter[];
}

/** Binds unnamed arguments in order and named ones by name. */
export function bindArguments(args: readonly Argument[], signature: Pick<Signature, 'parameters'>): Binding {
  const bound = new Map<string, Argument>();
  const unknown: Argument[] = [];
  const repeated: Argument[] = [];
  const positional = signature.parameters.filter((parameter) => !parameter.named);
  let position = 0;
  for (const argument of args) {
    const parameter = argument.name
      ? signature.parameters.find((candidate) => candidate.name === argument.name!.name)
      : positional[position++];
    if (!parameter) unknown.push(argument);
    else if (bound.has(parameter.name)) repeated.push(argument);
    else bound.set(parameter.name, argument);
  }
  const missing = signature.parameters.filter(
    (parameter) => parameter.default === undefined && !bound.has(parameter.name),
  );
  return { bound, unknown, repeated, missing };
}

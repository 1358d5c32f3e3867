import type { Argument } from '../../grammar/index.js';
import type { CompileTimeValue, Signature } from '../schema.js';
import { bindArguments } from '../signatures/bind.js';
import { Arguments } from './arguments.js';
import type { Environment } from './context.js';
import { evaluateAs } from './convert.js';

/**
 * Binds and evaluates the arguments of a call, with the signature's defaults for those that are absent.
 * @returns undefined when one of them has no value; that was reported
 */
export function evaluateArguments(
  args: readonly Argument[],
  signature: Pick<Signature, 'name' | 'parameters'>,
  environment: Environment,
): Arguments | undefined {
  const { bound, unknown, repeated, missing } = bindArguments(args, signature);
  const values = new Map<string, CompileTimeValue>();
  let complete = unknown.length + repeated.length + missing.length === 0;
  for (const parameter of signature.parameters) {
    const argument = bound.get(parameter.name);
    const value = argument
      ? evaluateAs(
          argument.value,
          parameter.type,
          { construct: signature.name, parameter: parameter.name },
          environment,
        )
      : parameter.default;
    if (value) values.set(parameter.name, value);
    else if (argument) complete = false;
  }
  return complete ? new Arguments(values) : undefined;
}

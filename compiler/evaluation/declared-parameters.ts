import type { Argument, ParameterDeclaration } from '../../grammar/index.js';
import type { Module } from '../phases/1-resolve/modules.js';
import type { CompileTimeValue, Parameter } from '../schema.js';
import { declaredType, typeCalled } from '../signatures/declared.js';
import { bindArguments } from '../signatures/bind.js';
import type { Environment } from './context.js';
import { evaluateAs } from './convert.js';

/**
 * Values of the parameters of a declaration (model, block or angle function) for one call of it. Arguments are
 * evaluated where the call stands, defaults where the declaration stands.
 * @returns the values that exist, and whether that is all of them
 */
export function evaluateParameters(
  construct: string,
  parameters: readonly ParameterDeclaration[],
  declaredIn: Module,
  args: readonly Argument[],
  caller: Environment,
): { readonly values: Map<string, CompileTimeValue>; readonly complete: boolean } {
  const signature = parameters.map((declaration): Parameter & { declaration: ParameterDeclaration } => ({
    name: declaration.name.name,
    type: declaredType(declaration),
    doc: '',
    ...(declaration.default ? { default: null } : {}),
    declaration,
  }));
  const { bound, unknown, repeated } = bindArguments(args, { parameters: signature });
  const values = new Map<string, CompileTimeValue>();
  const inside: Environment = { module: declaredIn, reporter: caller.reporter, values };
  for (const { name, type, declaration } of signature) {
    const argument = bound.get(name);
    const expression = argument?.value ?? declaration.default;
    // A parameter of no known type has no value; that was reported.
    const value =
      expression &&
      typeCalled(declaration.type.name) &&
      evaluateAs(expression, type, { construct, parameter: name }, argument ? caller : inside);
    if (value) values.set(name, value);
  }
  // One too many may be meant for a parameter that has its default instead; where all are given, nothing depends on it.
  const mayBeMisnamed = unknown.length > 0 && bound.size < parameters.length;
  return { values, complete: values.size === parameters.length && repeated.length === 0 && !mayBeMisnamed };
}

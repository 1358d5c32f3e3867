import type { Expression, FunctionDeclaration } from '../../grammar/index.js';
import type { Declared, Scope } from '../phases/1-resolve/modules.js';
import type { CompileTimeValue } from '../schema.js';
import { declaredType } from '../signatures/declared.js';
import { bindArguments } from '../signatures/bind.js';
import { declaredSignature } from '../signatures/declared-signature.js';
import { callOf } from './call-of.js';
import { placeOf, type Environment } from './context.js';
import { evaluateAs } from './convert.js';
import { evaluateParameters } from './declared-parameters.js';
import type { FunctionKind, FunctionValue } from './function-value.js';

/** The functions of a kind that a module sees or the library has, by name. */
export function functionsOf(
  { angles, magnitudes, margins }: Pick<Scope, 'angles' | 'magnitudes' | 'margins'>,
  kind: FunctionKind,
): ReadonlyMap<string, Declared<FunctionDeclaration>> {
  return { angle: angles, magnitude: magnitudes, margin: margins }[kind];
}

/**
 * A function with its parameters fixed, from `log` or `log(m: 0.3rad)`.
 * @returns undefined where there is none; that was reported
 */
export function evaluateFunctionValue(
  expression: Expression,
  kind: FunctionKind,
  environment: Environment,
): CompileTimeValue | undefined {
  const call = callOf(expression);
  const declared = call && functionsOf(environment.module.scope, kind).get(call.callee.name);
  if (!declared) return undefined;
  const { declaration, module } = declared;
  const { values, complete } = evaluateParameters(
    call.callee.name,
    declaration.parameters,
    module,
    call.arguments,
    environment,
  );
  if (!complete) return undefined;
  const inside = { module, reporter: environment.reporter, values };
  const fixed = { declared, parameters: values, minima: minimaOf(declaration, inside) };
  if (!startsAboveMinima(fixed, expression, environment)) return undefined;
  return { kind: `${kind}-function`, value: fixed } as CompileTimeValue;
}

/** A minimum may use the parameters above it. */
function minimaOf(declaration: FunctionDeclaration, environment: Environment): Map<string, number> {
  const minima = new Map<string, number>();
  for (const parameter of declaration.parameters) {
    const role = { construct: declaration.name.name, parameter: parameter.name.name };
    const value = parameter.minimum && evaluateAs(parameter.minimum, declaredType(parameter), role, environment);
    if (value?.kind === 'real' || value?.kind === 'rad') minima.set(parameter.name.name, value.value);
  }
  return minima;
}

/** A number that starts at its minimum could never leave it: its gradient is 0 there. */
function startsAboveMinima(fixed: FunctionValue, use: Expression, environment: Environment): boolean {
  const { declaration, module } = fixed.declared;
  const signature = declaredSignature(declaration.name.name, declaration.parameters);
  const { bound } = bindArguments(use.kind === 'call' ? use.arguments : [], signature);
  let fits = true;
  for (const [name, minimum] of fixed.minima) {
    const start = fixed.parameters.get(name);
    if (start?.kind !== 'real' && start?.kind !== 'rad') continue;
    if (start.value > minimum) continue;
    fits = false;
    const parameter = declaration.parameters.find((one) => one.name.name === name)!;
    const argument = bound.get(name);
    const unit = start.kind === 'rad' ? 'rad' : '';
    const args = { name, start: `${start.value}${unit}`, minimum: `${minimum}${unit}` };
    const place = argument ? placeOf(environment, argument.value) : placeOf({ module }, parameter.default ?? parameter);
    environment.reporter.report('minimum-not-below-start', args, place);
  }
  return fits;
}

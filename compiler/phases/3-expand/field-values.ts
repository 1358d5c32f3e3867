import type { Call, Expression } from '../../../grammar/index.js';
import type { Arguments } from '../../evaluation/arguments.js';
import { callOf } from '../../evaluation/call-of.js';
import type { Place } from '../../diagnostics/diagnostic.js';
import { placeOf, type Environment } from '../../evaluation/context.js';
import { evaluateAs } from '../../evaluation/convert.js';
import { evaluateArguments } from '../../evaluation/evaluate-arguments.js';
import type { Effective } from '../../experiments/effective.js';
import { experimentFields } from '../../experiments/fields.js';
import type { Signature } from '../../schema.js';
import type { Reporter } from '../../diagnostics/reporter.js';

/** What stands in a field, and where its names mean something. */
export interface FieldValue {
  readonly value: Expression;
  readonly environment: Environment;
}

/** The value of a field of an experiment; undefined where the field is absent. */
export function fieldValue({ fields, origins }: Effective, name: string, reporter: Reporter): FieldValue | undefined {
  const field = fields.get(name);
  return field && { value: field.value, environment: { module: field.module, reporter, values: new Map(), origins } };
}

/** A construct of a registry with the arguments that it is called with. */
export interface Called<S> {
  readonly construct: S;
  readonly args: Arguments;
}

/** `adam(lr: 0.1)`, or a name alone for a call without arguments. */
export function called<S extends Signature>(
  expression: Expression | undefined,
  registry: ReadonlyMap<string, S>,
  environment: Environment | undefined,
): Called<S> | undefined {
  const call = expression && callOf(expression);
  const construct = call && registry.get(call.callee.name);
  const args = construct && environment && evaluateArguments(call.arguments, construct, environment);
  return args && { construct, args };
}

/** The number in a field such as `batch`. */
export function fieldNumber(effective: Effective, name: string, reporter: Reporter): number | undefined {
  const field = fieldValue(effective, name, reporter);
  const form = experimentFields.get(name)?.form;
  if (!field || form?.kind !== 'value') return undefined;
  const role = { construct: 'experiment', parameter: name };
  const value = evaluateAs(field.value, form.type, role, field.environment);
  return value?.kind === 'int' || value?.kind === 'real' ? value.value : undefined;
}

/** The word in a field such as `on_nan`; undefined where the field is absent. */
export function fieldWord(effective: Effective, name: string, reporter: Reporter): string | undefined {
  const field = fieldValue(effective, name, reporter);
  const form = experimentFields.get(name)?.form;
  if (!field || form?.kind !== 'value') return undefined;
  const value = evaluateAs(field.value, form.type, { construct: 'experiment', parameter: name }, field.environment);
  return value?.kind === 'word' ? value.value : undefined;
}

/** A term of a sum of calls: `0.01 * center(of: feature)`. */
export interface Summand {
  readonly factor: number;
  readonly call: Expression;
}

/** The terms of `softmax(of: classifier) + 0.01 * softmax(of: auxiliary)`; those without a factor have 1. */
export function summands(expression: Expression, environment: Environment): readonly Summand[] {
  if (expression.kind === 'binary' && expression.operator === '+') {
    return [...summands(expression.left, environment), ...summands(expression.right, environment)];
  }
  if (expression.kind === 'binary' && expression.operator === '*') {
    const role = { construct: 'loss', parameter: 'factor' };
    const factor = evaluateAs(expression.left, { kind: 'real', min: 0 }, role, environment);
    return factor?.kind === 'real' ? [{ factor: factor.value, call: expression.right }] : [];
  }
  return [{ factor: 1, call: expression }];
}

/** The argument of a call in a field, where it is written. */
export function argumentIn(value: Expression, name: string): Call['arguments'][number] | undefined {
  return value.kind === 'call' ? value.arguments.find((argument) => argument.name?.name === name) : undefined;
}

/** Where the value of a named argument stands, or the whole field where its argument has no name or stands elsewhere. */
export function placeOfArgument(name: string, { value, environment }: FieldValue): Place {
  return placeOf(environment, argumentIn(value, name)?.value ?? value);
}

import type { Expression } from '../../../grammar/index.js';
import { foreignAdvice } from '../../diagnostics/foreign.js';
import { alternatives, listing } from '../../diagnostics/suggest.js';
import type { ExperimentField } from '../../experiments/fields.js';
import type { Signature } from '../../schema.js';
import { declaredSignature } from '../../signatures/declared-signature.js';
import { checkCall } from './calls.js';
import { kindOfExpression, type ExpressionScope } from './expressions.js';
import { describeKind } from './kinds.js';
import { checkValue } from './values.js';

/** Longer lists of names help nobody. */
const mostListed = 8;

/** Something that is called by name in a field. */
interface Choice {
  readonly field: string;
  readonly what: string;
  readonly registry: ReadonlyMap<string, Pick<Signature, 'name' | 'parameters'>>;
}

export function checkField(value: Expression, { name: field, form }: ExperimentField, scope: ExpressionScope): void {
  switch (form.kind) {
    case 'model':
      return checkModel(value, scope);
    case 'value':
      return checkValue(value, { construct: 'experiment', parameter: field, type: form.type }, scope);
    case 'call':
      return checkChoice(value, { field, ...form }, scope);
    case 'list':
      for (const item of value.kind === 'list' ? value.items : [value]) checkChoice(item, { field, ...form }, scope);
      return;
    case 'sum':
      return checkSum(value, { field, ...form }, scope);
  }
}

function checkModel(value: Expression, scope: ExpressionScope): void {
  const { context } = scope;
  const { models, blocks, broken } = context.module.scope;
  const call = asCall(value);
  if (!call) return reportForm(value, 'model', 'a model such as `LeNet`', scope);
  const { name } = call.callee;
  const declared = models.get(name);
  if (declared)
    return checkCall(call.callee, call.arguments, declaredSignature(name, declared.declaration.parameters), scope);
  if (broken.has(name)) return;
  const advice = blocks.has(name) ? `\`${name}\` is a block; declare a model that contains it.` : undefined;
  const names = [...models.keys()];
  const known = names.length > 0 && names.length <= mostListed ? { hint: modelsHere(names) } : {};
  context.report('unknown-model', { name }, call.callee, { ...known, ...context.help(call.callee, names, advice) });
}

function modelsHere(names: readonly string[]): string {
  return `The model${names.length === 1 ? ' here is' : 's here are'} ${alternatives(names, 'and')}.`;
}

/** `softmax(of: classifier) + 0.01 * center(of: feature)` */
function checkSum(value: Expression, choice: Choice, scope: ExpressionScope): void {
  if (value.kind === 'binary' && value.operator === '+') {
    checkSum(value.left, choice, scope);
    checkSum(value.right, choice, scope);
  } else if (value.kind === 'binary' && value.operator === '*') {
    checkValue(value.left, { construct: choice.what, parameter: 'factor', type: { kind: 'real', min: 0 } }, scope);
    checkChoice(value.right, choice, scope);
  } else {
    checkChoice(value, choice, scope);
  }
}

function checkChoice(value: Expression, { field, what, registry }: Choice, scope: ExpressionScope): void {
  const call = asCall(value);
  if (!call) return reportForm(value, field, `${article(what)} such as \`${registry.keys().next().value}(…)\``, scope);
  const { callee } = call;
  const signature = registry.get(callee.name);
  if (signature) return checkCall(callee, call.arguments, signature, scope);
  const known = { hint: listing([...registry.keys()]) };
  const help = scope.context.help(callee, registry.keys(), foreignAdvice('construct', callee.name));
  scope.context.report('unknown-construct', { what, name: callee.name }, callee, { ...known, ...help });
}

function reportForm(value: Expression, field: string, expected: string, scope: ExpressionScope): void {
  const kind = value.kind === 'list' ? 'list' : kindOfExpression(value, scope);
  if (kind === 'unknown') return;
  const args = { construct: 'experiment', parameter: field, expected, found: describeKind(kind) };
  scope.context.report('argument-type', args, value);
}

/** A call, or a name that stands for a call without arguments. */
function asCall(value: Expression): Pick<Extract<Expression, { kind: 'call' }>, 'callee' | 'arguments'> | undefined {
  if (value.kind === 'identifier') return { callee: value, arguments: [] };
  return value.kind === 'call' ? value : undefined;
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

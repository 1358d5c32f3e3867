import { visit, type Binary, type Expression } from '../../../grammar/index.js';
import { alternatives } from '../../diagnostics/suggest.js';
import { callOf, listed } from '../../evaluation/call-of.js';
import type { ExperimentField } from '../../experiments/fields.js';
import { placedSignature } from '../../signatures/declared-signature.js';
import { importHint } from '../../std/nets.js';
import { checkCall } from './calls.js';
import { asList } from './brackets.js';
import { checkChoice, reportForm, type Choice } from './choices.js';
import type { ExpressionScope } from './expressions.js';
import { checkValue } from './values.js';

/** Longer lists of names help nobody. */
const mostListed = 8;

export function checkField(
  value: Expression,
  { name: field, form, doc }: ExperimentField,
  scope: ExpressionScope,
): void {
  const slot = { construct: 'experiment', parameter: field, doc };
  switch (form.kind) {
    case 'model':
      return checkModel(value, scope);
    case 'value':
      return checkValue(value, { ...slot, type: form.type }, scope);
    case 'call':
      return checkChoice(value, { ...slot, ...form }, scope);
    case 'list':
      for (const item of unbracketed(value, { ...slot, ...form }, scope) ?? listed(value)) {
        checkChoice(item, { ...slot, ...form }, scope);
      }
      return;
    case 'sum':
      return checkSum(value, { ...slot, ...form }, scope);
  }
}

/** The items of `- l2(5e-4)` in lines, as YAML has lists, and of `l2(5e-4) + orthogonal(1e-5)`, which are reported. */
function unbracketed(
  value: Expression,
  choice: Choice,
  { context }: ExpressionScope,
): readonly Expression[] | undefined {
  const items = dashed(value) ?? added(value);
  if (!items?.every((item) => callOf(item))) return undefined;
  const { construct, parameter } = choice;
  const args = {
    construct,
    parameter,
    expected: 'a list in brackets',
    found: dashed(value) ? 'a difference' : 'a sum',
  };
  context.report('argument-type', args, value, asList(value, items, context));
  return items;
}

/** The operands of a chain of plus signs. */
function added(value: Expression): readonly Expression[] | undefined {
  if (value.kind !== 'binary' || value.operator !== '+') return undefined;
  return [...(added(value.left) ?? [value.left]), value.right];
}

/** The operands of a chain of minus signs that begins with one. */
function dashed(value: Expression): readonly Expression[] | undefined {
  if (value.kind === 'unary' && value.operator === '-') return [value.operand];
  if (value.kind !== 'binary' || value.operator !== '-') return undefined;
  const before = dashed(value.left);
  return before && [...before, value.right];
}

function checkModel(value: Expression, scope: ExpressionScope): void {
  const { context } = scope;
  const { models, blocks, broken } = context.module.scope;
  const call = callOf(value);
  if (!call)
    return reportForm(value, { construct: 'experiment', parameter: 'model' }, 'a model such as `LeNet`', scope);
  const { name } = call.callee;
  const declared = models.get(name);
  if (declared) return checkCall(call.callee, call.arguments, placedSignature(declared), scope);
  if (broken.has(name)) return;
  const advice = blocks.has(name)
    ? `\`${name}\` is a block; declare a model that contains it.`
    : importHint(name, 'model');
  const names = [...models.keys()];
  const known = names.length > 0 && names.length <= mostListed ? { hint: modelsHere(names) } : {};
  context.report('unknown-model', { name }, call.callee, { ...known, ...context.help(call.callee, names, advice) });
}

function modelsHere(names: readonly string[]): string {
  return `The model${names.length === 1 ? ' here is' : 's here are'} ${alternatives(names, 'and')}.`;
}

/** Whether a product is a factor with one loss behind it: `0.3 * softmax(of: b)`. */
function isTerm({ left, right }: Binary): boolean {
  const hasCall = (side: Expression) => side.kind === 'call' && side.arguments.some(({ name }) => name);
  return right.kind !== 'binary' && !hasCall(left);
}

/** `softmax(of: classifier) + 0.01 * center(of: feature)` */
function checkSum(value: Expression, choice: Choice, scope: ExpressionScope): void {
  if (value.kind === 'binary' && value.operator === '+') {
    checkSum(value.left, choice, scope);
    checkSum(value.right, choice, scope);
  } else if (value.kind === 'binary' && (value.operator !== '*' || !isTerm(value))) {
    const names: Partial<Record<Binary['operator'], string>> = {
      '-': 'a difference',
      '/': 'a quotient',
      '*': 'another product',
    };
    const found = names[value.operator] ?? 'another expression';
    const expected = 'a sum of losses, each with its factor in front';
    const { construct, parameter } = choice;
    const hint = 'Write it as `softmax(of: a) + 0.3 * softmax(of: b)`.';
    scope.context.report('argument-type', { construct, parameter, expected, found }, value, { hint });
    visit(value, (node) => {
      if (node.kind === 'call' && choice.registry.has(node.callee.name)) checkChoice(node, choice, scope);
    });
  } else if (value.kind === 'binary') {
    checkValue(value.left, { construct: choice.what, parameter: 'factor', type: { kind: 'real', min: 0 } }, scope);
    checkChoice(value.right, choice, scope);
  } else {
    checkChoice(value, choice, scope);
  }
}

import type { Expression, List } from '../../../grammar/index.js';
import { foreignAdvice, type Advice } from '../../diagnostics/foreign.js';
import type { Extras } from '../../diagnostics/reporter.js';
import { listing } from '../../diagnostics/suggest.js';
import { callOf } from '../../evaluation/call-of.js';
import { experimentFields } from '../../experiments/fields.js';
import type { Signature } from '../../schema.js';
import { checkCall } from './calls.js';
import { kindOfExpression, markUsed, type ExpressionScope } from './expressions.js';
import { describeKind } from './kinds.js';
import { withoutQuotes } from './value-hints.js';

/** Something that is called by name in a field or as an argument. */
export interface Choice {
  /** Whose field or argument it is, for messages: `experiment`. */
  readonly construct: string;
  readonly parameter: string;
  readonly what: string;
  readonly registry: ReadonlyMap<string, Pick<Signature, 'name' | 'parameters'>>;
}

/** Checks that an expression is a call of a construct of a registry. */
export function checkChoice(value: Expression, choice: Choice, scope: ExpressionScope): void {
  const { what, registry } = choice;
  const call = callOf(value);
  if (!call) {
    return reportForm(value, choice, `${article(what)} such as \`${registry.keys().next().value}(…)\``, scope);
  }
  const { callee } = call;
  const signature = registry.get(callee.name);
  if (signature) return checkCall(callee, call.arguments, signature, scope);
  const known = { hint: listing([...registry.keys()]) };
  const advice = elsewhere(value, callee.name, scope) ?? foreignAdvice('construct', callee.name);
  const help = scope.context.help(callee, registry.keys(), advice);
  scope.context.report('unknown-construct', { what, name: callee.name }, callee, { ...known, ...help });
}

/** What is said of a construct that stands in another field: a regularizer among the losses. */
function elsewhere(value: Expression, name: string, { context }: ExpressionScope): string | undefined {
  for (const { name: field, form } of experimentFields.values()) {
    if (form.kind === 'model' || form.kind === 'value' || !form.registry.has(name)) continue;
    const call = context.textOf(value);
    const written = form.kind === 'list' ? `[${call}]` : call;
    return `\`${name}\` is ${article(form.what)}: it stands in the field \`${field}: ${written}\`.`;
  }
  return undefined;
}

/** Reports that an expression isn't of the form that stands where it stands. */
export function reportForm(
  value: Expression,
  { construct, parameter, registry }: Pick<Choice, 'construct' | 'parameter'> & Partial<Pick<Choice, 'registry'>>,
  expected: string,
  scope: ExpressionScope,
): void {
  const isFormula = value.kind === 'binary' || value.kind === 'unary' || value.kind === 'conditional';
  if (isFormula) {
    markUsed(value, scope);
    const args = { construct, parameter, expected, found: 'an expression' };
    return scope.context.report('argument-type', args, value, sumHelp(value, parameter));
  }
  const kind = value.kind === 'list' ? 'list' : kindOfExpression(value, scope);
  if (kind === 'unknown') return;
  const args = { construct, parameter, expected, found: describeKind(kind) };
  const advice = value.kind === 'list' ? oneOfList(value, registry, scope) : withoutQuotes(value);
  scope.context.report('argument-type', args, value, scope.context.advise(value, advice));
}

/** For a list where one call is meant: the only one that can stand there, and what becomes of the others. */
function oneOfList(
  { items }: List,
  registry: Choice['registry'] | undefined,
  { context }: ExpressionScope,
): Advice | undefined {
  const [first] = items;
  if (items.length === 1) return { hint: `Write \`${context.textOf(first!)}\`.`, spelling: context.textOf(first!) };
  const names = items.map((item) => callOf(item)?.callee.name ?? '');
  const fitting = items.filter((_, index) => registry?.has(names[index]!));
  if (fitting.length === 0) return undefined;
  const others = names.filter((name) => !registry?.has(name));
  const answers = others.flatMap((name) => foreignAdvice('construct', name)?.hint ?? []);
  const one = fitting.length === 1 ? `: \`${context.textOf(fitting[0]!)}\`` : '';
  return { hint: [`One of them stands there, without brackets${one}.`, ...answers].join(' ') };
}

/** For `pad(4) + flip` where a list of both is meant. */
function sumHelp(value: Expression, parameter: string): Extras {
  if (value.kind !== 'binary' || value.operator !== '+' || parameter !== 'augment') return {};
  return { hint: 'Several stand in brackets, in the order in which they are applied: `[pad(4), crop(32), flip]`.' };
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

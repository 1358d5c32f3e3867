import type { Expression } from '../../../grammar/index.js';
import { foreignAdvice } from '../../diagnostics/foreign.js';
import type { Extras } from '../../diagnostics/reporter.js';
import { listing } from '../../diagnostics/suggest.js';
import { callOf } from '../../evaluation/call-of.js';
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
  const help = scope.context.help(callee, registry.keys(), foreignAdvice('construct', callee.name));
  scope.context.report('unknown-construct', { what, name: callee.name }, callee, { ...known, ...help });
}

/** Reports that an expression isn't of the form that stands where it stands. */
export function reportForm(
  value: Expression,
  { construct, parameter }: Pick<Choice, 'construct' | 'parameter'>,
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
  const only = value.kind === 'list' && value.items.length === 1 ? scope.context.textOf(value.items[0]!) : undefined;
  const advice = only === undefined ? withoutQuotes(value) : { hint: `Write \`${only}\`.`, spelling: only };
  scope.context.report('argument-type', args, value, scope.context.advise(value, advice));
}

/** For `pad(4) + flip` where a list of both is meant. */
function sumHelp(value: Expression, parameter: string): Extras {
  if (value.kind !== 'binary' || value.operator !== '+' || parameter !== 'augment') return {};
  return { hint: 'Several stand in brackets, in the order in which they are applied: `[pad(4), crop(32), flip]`.' };
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

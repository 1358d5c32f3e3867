/** `let half = n // 2`, where `//` begins a comment and the value stays what it is. */
import type { Expression, LetStatement } from '../../../grammar/index.js';
import type { Context } from './context.js';

/** Divisors that are written as such; a larger number behind a value may tell what it comes to. */
const largestDivisor = 16;

/** Warns of a value without operators whose comment is a small whole number alone: no remark reads like that. */
export function checkDivision({ value, name }: LetStatement, context: Context): void {
  if (!isOperand(value)) return;
  const { text } = context.module;
  const { end } = value.span;
  const [comment, divisor] = /^ *\/\/ ?([0-9]+) *(?:[\r\n]|$)/.exec(text.slice(end, end + longestComment)) ?? [];
  if (comment === undefined || Number(divisor) < 2 || Number(divisor) > largestDivisor) return;
  const operand = context.textOf(value);
  const start = end + comment.indexOf('//');
  const place = { span: { start, end: end + comment.trimEnd().length } };
  context.report('comment-divides', { name: name.name, operand, divisor: divisor! }, place);
}

/** More characters than such a comment has. */
const longestComment = 30;

/** A name, or a property such as `in.channels`. */
function isOperand(value: Expression): boolean {
  return value.kind === 'identifier' || value.kind === 'member';
}

import type { Call, Expression } from '../../grammar/index.js';

/** A call, or a name that stands for a call without arguments; undefined for anything else. */
export function callOf(value: Expression): Call | undefined {
  if (value.kind === 'identifier') return { kind: 'call', callee: value, arguments: [], span: value.span };
  return value.kind === 'call' ? value : undefined;
}

/** The calls of `[l2(5e-4), orthogonal(1e-5)]`, or of one that stands alone. */
export function listed(value: Expression): readonly Expression[] {
  return value.kind === 'list' ? value.items : [value];
}

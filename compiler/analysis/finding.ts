import type { Expression } from '../../grammar/index.js';
import type { Code } from '../diagnostics/catalog.js';
import { angleText } from './format-number.js';
import type { Hole } from './holes.js';
import { printExpression } from './print-expression.js';

/** Something to say of a function, as the reporter takes it. */
export interface Finding {
  readonly code: Extract<
    Code,
    | 'singular-function'
    | 'undefined-function'
    | 'constant-function'
    | 'not-monotonic'
    | 'jumping-function'
    | 'easier-margin'
  >;
  readonly args: Readonly<Record<string, string>>;
  readonly hint?: string;
}

/** A function has no value from one angle to another. @param by the rest of the sentence: the reason */
export function undefinedFinding(name: string, lo: number, hi: number, by: string): Finding {
  return {
    code: 'undefined-function',
    args: { name, domain: `for angles from ${angleText(lo)} to ${angleText(hi)}`, by },
  };
}

/** For the reason where numbers are too large. */
export const OVERFLOW = ': numbers there are more than float32 can hold';

/** For the reason: what of the function has no value in a hole. */
export function because({ by }: Hole): string {
  return by ? `: \`${printExpression(by)}\` is not defined there` : '';
}

/** A function has no value at an angle that nothing keeps away. */
export function insideFinding(name: string, one: Hole): Finding {
  const by = one.by ? `, where \`${printExpression(one.by)}\` is not defined` : '';
  return {
    code: 'singular-function',
    args: {
      name,
      problem: `has no value at ${angleText((one.lo + one.hi) / 2)}${by}`,
      bound: ', and no floor keeps angles away from it',
    },
    hint: isTangent(one.by)
      ? 'A tangent has a pole at pi/2: keep its angle away from there.'
      : 'Keep what is divided by, or what the logarithm is taken of, away from 0: `max(…, 0.01)`.',
  };
}

function isTangent(by: Expression | undefined): boolean {
  return by?.kind === 'call' && by.callee.name === 'tan';
}

/** A function rises and falls. */
export function turningFinding(name: string, turns: readonly number[]): Finding {
  const shown = turns.slice(0, 3).map(angleText).join(', ');
  return { code: 'not-monotonic', args: { name, turns: turns.length > 3 ? `${shown}, …` : shown } };
}

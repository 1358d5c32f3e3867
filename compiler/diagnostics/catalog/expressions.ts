import { error } from './entry.js';

/** Expressions whose kinds or values don't work out. */
export const expressions = {
  'kinds-differ': error<{ what: string; left: string; right: string }>(
    (a) => `${a.what} needs two values of the same kind, but these are ${a.left} and ${a.right}.`,
    {
      explanation:
        'Sums, differences, comparisons, `min`, `max` and the two sides of `if … then … else …` need equal kinds. An ' +
        'angle divided by `1rad` is a number; a number times `1rad` is an angle.',
      wrong: 'angle shifted(theta: rad) = ln(theta / 1rad) + theta\n',
      right: 'angle shifted(theta: rad) = ln(theta / 1rad) + theta / 1rad\n',
    },
  ),
  'operand-kind': error<{ operation: string; expected: string; found: string }>(
    (a) => `${a.operation} needs ${a.expected}, but this is ${a.found}.`,
    {
      explanation:
        'Functions and operators work on certain kinds only: `cos` takes an angle and gives a number, `acos` the other ' +
        'way round, `ln` takes a number. A number may be multiplied by an angle, an angle be divided by a number or by ' +
        'an angle; percentages are not for arithmetic.',
      wrong: 'angle steep(theta: rad) = -ln(theta)\n',
      right: 'angle steep(theta: rad) = -ln(theta / 1rad)\n',
    },
  ),
  'condition-type': error<{ found: string }>((a) => `A condition must be true or false, but this is ${a.found}.`, {
    explanation: 'Numbers do not count as true or false: compare them.',
    wrong: 'block stem(width: int, depth: int) {\n  if depth { conv(width, 3x3) }\n}\n',
    right: 'block stem(width: int, depth: int) {\n  if depth > 0 { conv(width, 3x3) }\n}\n',
  }),
  'division-by-zero': error<Record<never, never>>(() => 'This divides by zero.', {
    explanation: 'The divisor is zero for the values that the parameters have here, so there is no result.',
    wrong: 'block stem(width: int) {\n  conv(width / 0, 3x3)\n}\n',
    right: 'block stem(width: int) {\n  conv(width / 2, 3x3)\n}\n',
  }),
  'not-finite': error<Record<never, never>>(() => 'The value of this expression is not a finite number.', {
    explanation: 'A logarithm or a root of a negative number, or a power that is too large, has no finite value.',
    wrong: 'model Net(rate: real = 0.25) {\n  image: input([8])\n  dropout(sqrt(0 - rate))\n}\n',
    right: 'model Net(rate: real = 0.25) {\n  image: input([8])\n  dropout(sqrt(rate))\n}\n',
  }),
};

import { error, warning } from './entry.js';

/** Calls whose arguments don't fit what is called. */
export const callArguments = {
  'unknown-argument': error<{ construct: string; name: string }>((a) => `\`${a.construct}\` takes no \`${a.name}\`.`, {
    explanation: 'A named argument must have the name of a parameter of what is called.',
    wrong: 'block stem(width: int) {\n  conv(width, 3x3, stirde: 2)\n}\n',
    right: 'block stem(width: int) {\n  conv(width, 3x3, stride: 2)\n}\n',
  }),
  'too-many-arguments': error<{ construct: string; most: number; all: number }>(
    (a) =>
      a.all === 0
        ? `\`${a.construct}\` takes no arguments.`
        : a.most === 0
          ? `\`${a.construct}\` takes its arguments by name only.`
          : `\`${a.construct}\` takes at most ${a.most} argument${a.most === 1 ? '' : 's'} without a name; this is one more.`,
    {
      explanation: 'Arguments without a name bind to parameters in order. This one has no parameter left.',
      wrong: 'block stem(width: int) {\n  stem2(width, 2)\n}\n\nblock stem2(width: int) {\n  conv(width, 3x3)\n}\n',
      right: 'block stem(width: int) {\n  stem2(width)\n}\n\nblock stem2(width: int) {\n  conv(width, 3x3)\n}\n',
    },
  ),
  'repeated-argument': error<{ construct: string; name: string }>(
    (a) => `\`${a.construct}\` gets \`${a.name}\` twice.`,
    {
      explanation:
        'Every parameter takes one argument. An argument without a name may have taken this parameter already.',
      wrong: 'block stem(width: int) {\n  conv(width, 3x3, kernel: 5x5)\n}\n',
      right: 'block stem(width: int) {\n  conv(width, 5x5)\n}\n',
    },
  ),
  'missing-argument': error<{ construct: string; parameters: string }>(
    (a) => `\`${a.construct}\` also needs ${a.parameters}.`,
    {
      explanation: 'Parameters without a default must be given each time.',
      wrong: 'block stem(width: int) {\n  conv(width)\n}\n',
      right: 'block stem(width: int) {\n  conv(width, 3x3)\n}\n',
    },
  ),
  'argument-type': error<{ construct: string; parameter: string; expected: string; found: string }>(
    (a) => `\`${a.parameter}\` of \`${a.construct}\` must be ${a.expected}, but this is ${a.found}.`,
    {
      explanation:
        'Units are types: a number is not an angle (`0.3` against `0.3rad`), a percentage is not a count. Whole numbers ' +
        'may stand where numbers may; nothing else converts by itself.',
      wrong: 'block stem(width: int) {\n  angconv(width, 3x3) @angle(log(m: 0.3))\n}\n',
      right: 'block stem(width: int) {\n  angconv(width, 3x3) @angle(log(m: 0.3rad))\n}\n',
    },
  ),
  'argument-range': error<{ construct: string; parameter: string; value: string; reason: string }>(
    (a) => `\`${a.parameter}\` of \`${a.construct}\` can't be ${a.value}: ${a.reason}.`,
    {
      explanation: 'The value is of the right kind but outside of what the parameter can mean.',
      wrong: 'block stem() {\n  conv(-16, 3x3)\n}\n',
      right: 'block stem() {\n  conv(16, 3x3)\n}\n',
    },
  ),
  'unlikely-value': warning<{ construct: string; parameter: string; value: string; reason: string }>(
    (a) => `\`${a.parameter}\` of \`${a.construct}\` is hardly meant to be ${a.value}: ${a.reason}.`,
    {
      explanation:
        'The value can be computed with, but what it does to training can hardly be meant: a minus sign or a percent ' +
        'sign may be missing, or another program counts in another way.',
      wrong:
        'model Net() {\n  image: input([28, 28, 1])\n  conv(8, 3x3)\n  bn(decay: 0.1)\n  flatten\n  classifier: angfc(10)\n}\n',
      right:
        'model Net() {\n  image: input([28, 28, 1])\n  conv(8, 3x3)\n  bn(decay: 0.9)\n  flatten\n  classifier: angfc(10)\n}\n',
    },
  ),
};

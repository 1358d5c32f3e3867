import { error, note, warning } from './entry.js';

const net = (annotation: string) => `model Net() {\n  image: input([8])\n  angfc(10) @angle(${annotation})\n}\n`;

function experiment(angle: string, margin?: string): string {
  return (
    `model Net() {\n  image: input([28, 28, 1])\n  flatten\n  classifier: angfc(10) @angle(${angle})\n}\n\n` +
    `experiment Digits {\n  model: Net\n  data: mnist\n  loss: softmax(of: classifier${margin ? `, margin: ${margin}` : ''})\n` +
    '  optimizer: adam(lr: 0.001)\n  batch: 128\n  steps: 900\n}\n'
  );
}

function relative(update: string): string {
  return (
    `magnitude relative(x: real; state e: real = 1 then ${update}) = x / e\n\n` +
    'model Net() {\n  image: input([8])\n  angfc(10) @angle(cos) @magnitude(relative)\n}\n'
  );
}

/** What the analysis of functions finds: places without a value or a slope, functions that can't be trained. */
export const analysis = {
  'singular-function': warning<{ name: string; problem: string; bound: string }>(
    (a) => `\`${a.name}\` ${a.problem}${a.bound}.`,
    {
      explanation:
        'At such a point the function or its slope has no bound, so that single examples get gradients that outweigh ' +
        'all others. The clip of `@norm` keeps angles away from 0 and pi, eps keeps those of short vectors away further; ' +
        'what the message quotes is what they leave. An offset to the angle bounds the slope by itself. The logarithm of ' +
        'the angle without an offset is only reported in feature spaces of two or three dimensions, where angles come ' +
        'close to 0 all the time; in large layers they do not.',
      wrong: net('inverse'),
      right: net('inverse(eps: 0.1rad)'),
    },
  ),
  'undefined-function': error<{ name: string; domain: string; by: string }>(
    (a) => `\`${a.name}\` has no value ${a.domain}${a.by}.`,
    {
      hint: () => 'Keep the operand in range with `max` and `min`, or choose by a condition: `if … then … else …`.',
      explanation:
        'A logarithm or a root of a negative number, an arc cosine of a number beyond ±1 and a division by zero have no ' +
        'value. Here that is so for whole stretches of what the function may be asked for, so that training would end in ' +
        'NaN. Angles run from 0 to pi, norms from the root of eps upwards.',
      wrong: `angle edge(theta: rad) = acos(2 * theta / pi) / 1rad\n\n${net('edge')}`,
      right: `angle edge(theta: rad) = acos(0.9 * cos(theta)) / 1rad\n\n${net('edge')}`,
    },
  ),
  'constant-function': warning<{ name: string }>(
    (a) => `\`${a.name}\` has slope 0 everywhere: no gradient passes through it, so that nothing learns by it.`,
    {
      explanation:
        'Training follows slopes. A function that is constant, or goes in steps as `sign` and `floor` do, has none, and ' +
        'neither the filters of its layer nor the layers before it change.',
      wrong: `angle step(theta: rad) = sign(pi / 2 - theta)\n\n${net('step')}`,
      right: `angle step(theta: rad) = tanh((pi / 2 - theta) / 0.2rad)\n\n${net('step')}`,
    },
  ),
  'not-monotonic': note<{ name: string; turns: string }>(
    (a) => `\`${a.name}\` rises and falls: it turns at ${a.turns}, so that different angles give the same output.`,
    {
      explanation:
        'The angle functions of the papers fall from 0 to pi: the closer an input is to a filter, the larger the output. ' +
        'One that turns can be meant; its slope is 0 where it does.',
      wrong: `angle wave(theta: rad) = cos(2 * theta)\n\n${net('wave')}`,
      right: `angle wave(theta: rad) = cos(theta / 2)\n\n${net('wave')}`,
    },
  ),
  'jumping-function': note<{ name: string; from: string; to: string; at: string }>(
    (a) => `\`${a.name}\` jumps from ${a.from} to ${a.to} at ${a.at}, which its slope doesn't show.`,
    {
      hint: () => 'Let the two sides meet there, if it is not meant.',
      explanation:
        'Training follows the slope of a function. Where two branches of a condition do not meet, the output changes ' +
        'without one, so that no gradient leads across. It can be meant; more often one branch lacks a summand.',
      wrong: `angle bent(theta: rad) = if theta < 1rad then 1 - theta / pi else cos(theta) - 3\n\n${net('bent')}`,
      right: `angle bent(theta: rad) = if theta < 1rad then 1 - theta / 2rad else 0.75 - theta / 4rad\n\n${net('bent')}`,
    },
  ),
  'rising-function': warning<{ name: string; layer: string }>(
    (a) =>
      `\`${a.name}\` rises with the angle, so that of the classes of \`${a.layer}\` the one whose filter fits best gets ` +
      'the smallest output.',
    {
      explanation:
        'A loss that reads the outputs of classes takes the largest for the answer. The angle functions of the papers ' +
        'fall from 0 to pi, so that this is the class whose filter has the smallest angle to the input. With one that ' +
        'rises it is the class whose filter points away most. Most likely a minus sign is missing.',
      wrong: `angle finer(theta: rad) = ln(theta / 1rad + 0.3)\n\n${experiment('finer')}`,
      right: `angle finer(theta: rad) = -ln(theta / 1rad + 0.3)\n\n${experiment('finer')}`,
    },
  ),
  'easier-margin': warning<{ name: string; where: string }>(
    (a) => `The margin \`${a.name}\` makes an example's own class easier: it raises its output ${a.where}.`,
    {
      explanation:
        "A margin takes the place of the angle function's value for an example's own class, and training asks for more " +
        'where it is less: the example must come nearer to its class than without it. One that is more asks for less, ' +
        'and lets the classes overlap; most likely a sign is the wrong one. Negative margins have been used on purpose ' +
        'for features that are to tell new classes apart (Liu et al. 2020, "Negative margin matters").',
      wrong: experiment('cos', 'cosface(-0.35)'),
      right: experiment('cos', 'cosface(0.35)'),
    },
  ),
  'state-never-moves': warning<{ name: string }>((a) => `\`${a.name}\` becomes what it was: it never moves.`, {
    hint: () => 'Write what it moves towards, `0.01 * mean(…) + 0.99 * …`, or make it a plain parameter.',
    explanation:
      'A `state` is there to follow something: behind `then` stands what it becomes at each step of training. One that ' +
      'becomes itself stays at its start.',
    wrong: relative('e'),
    right: relative('0.01 * mean(x) + 0.99 * e'),
  }),
  'state-grows': warning<{ name: string; why: string }>(
    (a) => `\`${a.name}\` grows without bound: at each step it becomes ${a.why}.`,
    {
      hint: () => 'Let it forget: `0.01 * mean(…) + 0.99 * …`, with weights that add up to 1.',
      explanation:
        'A `state` that keeps all of its old value and takes more each time becomes as large as there are steps. A moving ' +
        'average keeps a part of it and takes the rest from the new value. A sum over all steps is not reported where the ' +
        'function has another state or the step to divide it by.',
      wrong: relative('mean(x) + e'),
      right: relative('0.01 * mean(x) + 0.99 * e'),
    },
  ),
  'state-weights': note<{ name: string; sum: string; times: string }>(
    (a) => `The weights in \`${a.name}\` add up to ${a.sum}, so that it settles at ${a.times} times the mean.`,
    {
      explanation:
        'A moving average is a · mean + b · old. It settles at a / (1 - b) times the mean, which is the mean itself only ' +
        'where a + b is 1.',
      wrong: relative('0.1 * mean(x) + 0.99 * e'),
      right: relative('0.01 * mean(x) + 0.99 * e'),
    },
  ),
  'vanishing-divisor': note<{ name: string; divisor: string }>(
    (a) => `\`${a.name}\` divides by \`${a.divisor}\`, which is learned: nothing keeps training from carrying it to 0.`,
    {
      explanation:
        'A learned parameter takes any value on the way, and at 0 the function has none. With `min m` behind its start it is ' +
        'm + |k|, where k is the weight, and stays above m.',
      wrong: `angle steep(theta: rad; learn k: rad = 0.75rad) = tanh((pi / 2 - theta) / k)\n\n${net('steep')}`,
      right: `angle steep(theta: rad; learn k: rad = 0.75rad min 0.05rad) = tanh((pi / 2 - theta) / k)\n\n${net('steep')}`,
    },
  ),
  'negative-magnitude': warning<{ name: string; at: string; value: string }>(
    (a) => `The magnitude \`${a.name}\` is negative at |x| = ${a.at}: it is ${a.value} there.`,
    {
      explanation:
        'A magnitude function is a factor on what the angle function gives. Where it is negative it turns the angle ' +
        'function around, so that the closest filter has the smallest output.',
      hint: () => 'Keep it above 0, for instance with `max(…, 0)`.',
      wrong:
        'magnitude falling(x: real) = 1 - x\n\n' +
        'model Net() {\n  image: input([8])\n  angfc(10) @angle(cos) @magnitude(falling)\n}\n',
      right:
        'magnitude falling(x: real) = 1 / (1 + x)\n\n' +
        'model Net() {\n  image: input([8])\n  angfc(10) @angle(cos) @magnitude(falling)\n}\n',
    },
  ),
};

import { error, warning } from './entry.js';

const net = 'model Net() {\n  image: input([28, 28, 1])\n  flatten\n  classifier: angfc(10) @angle(cos)\n}\n\n';

function experiment(loss: string, model = net): string {
  return (
    `${model}experiment Digits {\n  model: Net\n  data: mnist\n  loss: ${loss}\n` +
    '  optimizer: adam(lr: 0.001)\n  batch: 128\n  steps: 900\n}\n'
  );
}

/** Declarations and uses of angle functions, magnitude functions and margins. */
export const functions = {
  'variable-type': error<{ name: string; meaning: string; type: string; found: string }>(
    (a) => `\`${a.name}\` is ${a.meaning}, so its type is \`${a.type}\`, not \`${a.found}\`.`,
    {
      explanation:
        'What stands before the `;` of a function is handed in by the layer: the angle in radians, from 0 to pi, or ' +
        'norms, which are numbers.',
      wrong: 'angle ramp(theta: real) = 1 - theta\n',
      right: 'angle ramp(theta: rad) = 1 - theta / 1rad\n',
    },
  ),
  'unknown-variable': error<{ what: string; name: string }>((a) => `No ${a.what} is handed a variable \`${a.name}\`.`, {
    explanation:
      'Before the `;` stands what the compiler hands in. The first variable may have any name: the angle of an angle ' +
      'function or margin, the norm of the input of a magnitude function. Further ones are known by name: `w`, the norm ' +
      "of the filter; and in margins `x`, the norm of the input, `g`, the layer's angle function at the angle, and " +
      '`step`, the training step. Numbers that a use may set are parameters, behind the `;`.',
    wrong: 'magnitude soft(x: real, rho: real) = x / (x + rho)\n',
    right: 'magnitude soft(x: real; rho: real = 1) = x / (x + rho)\n',
  }),
  'first-variable': error<{ what: string; meaning: string; name: string }>(
    (a) => `The first variable of a ${a.what} is ${a.meaning}, but \`${a.name}\` stands there.`,
    {
      explanation:
        'The first variable is known by its place: the angle in angle functions and margins, the norm of the input in ' +
        'magnitude functions. Further ones are known by their names, in any order behind it.',
      wrong: 'margin shifted(g: real; m: real = 0.35) = g - m\n',
      right: 'margin shifted(theta: rad, g: real; m: real = 0.35) = g - m\n',
    },
  ),
  'misleading-variable': warning<{ name: string; is: string; not: string }>(
    (a) => `\`${a.name}\` stands first, so it is ${a.is}, not ${a.not}.`,
    {
      explanation:
        'The first variable of a magnitude function is the norm of the input, whatever it is called. Under the name of a ' +
        'further variable readers take it for that one.',
      wrong: 'magnitude weighted(w: real) = tanh(w)\n',
      right: 'magnitude weighted(x: real, w: real) = x * tanh(w)\n',
    },
  ),
  'angle-in-degrees': warning<{ found: string }>(
    (a) =>
      `\`${a.found}\` is more than a whole turn, but it is added to an angle between 0 and pi, or compared with one.`,
    {
      explanation:
        'Angles are written in radians or in degrees, and half a turn is 3.14rad or 180deg. A number of radians beyond a ' +
        'whole turn next to the angle of a layer is most likely one of degrees. As a divisor an angle may be as large as ' +
        'it likes.',
      wrong: 'angle shifted(theta: rad; m: rad = 17rad) = -ln((theta + m) / 1rad)\n',
      right: 'angle shifted(theta: rad; m: rad = 17deg) = -ln((theta + m) / 1rad)\n',
    },
  ),
  'function-result': error<{ what: string; name: string; found: string }>(
    (a) => `The ${a.what} \`${a.name}\` must give a number, but this is ${a.found}.`,
    {
      explanation:
        'What an angular layer passes on are plain numbers. Divide an angle by `1rad` (or by `pi`) to make it a number.',
      wrong: 'angle ramp(theta: rad) = pi - theta\n',
      right: 'angle ramp(theta: rad) = (pi - theta) / 1rad\n',
    },
  ),
  'trained-type': error<{ name: string; found: string }>(
    (a) => `\`${a.name}\` changes in training, so it is a \`real\` or a \`rad\`, not \`${a.found}\`.`,
    {
      explanation: 'What is learned or moves along takes any value on the way: a number or an angle.',
      wrong: 'angle power(theta: rad; learn n: int = 2) = (1 - theta / pi) ^ n\n',
      right: 'angle power(theta: rad; learn n: real = 2) = (1 - theta / pi) ^ n\n',
    },
  ),
  'minimum-not-below-start': error<{ name: string; start: string; minimum: string }>(
    (a) => `\`${a.name}\` starts at ${a.start}, which is not above its minimum ${a.minimum}.`,
    {
      explanation:
        'A learned parameter with a minimum is min + |k|, where k is the weight. At its minimum k is 0, where the ' +
        'gradient is 0 as well, so it would stay there for ever.',
      wrong: 'angle steep(theta: rad; learn k: rad = 0.05rad min 0.05rad) = tanh((pi / 2 - theta) / k)\n',
      right: 'angle steep(theta: rad; learn k: rad = 0.75rad min 0.05rad) = tanh((pi / 2 - theta) / k)\n',
    },
  ),
  'unknown-per': error<{ name: string }>((a) => `There can be one number \`per filter\`, but not per \`${a.name}\`.`, {
    hint: () => 'Write `per filter`, or nothing for one number.',
    explanation: 'A learned parameter of a function is one number, or one for each filter of the layer (`per filter`).',
    wrong: 'angle steep(theta: rad; learn k: rad = 0.75rad per channel) = tanh((pi / 2 - theta) / k)\n',
    right: 'angle steep(theta: rad; learn k: rad = 0.75rad per filter) = tanh((pi / 2 - theta) / k)\n',
  }),
  'margin-per-filter': error<{ name: string }>(
    (a) => `\`${a.name}\` can't be learned per filter: a margin belongs to the loss, which has no filters.`,
    {
      hint: () => 'Leave out `per filter`: then it is one number for all classes.',
      explanation:
        'A margin is computed for the own class of each example. What it learns is one number for all classes.',
      wrong: 'margin soft(theta: rad; learn m: real = 0.3 per filter) = cos(theta) - m\n',
      right: 'margin soft(theta: rad; learn m: real = 0.3) = cos(theta) - m\n',
    },
  ),
  'mean-outside-update': error<Record<never, never>>(() => '`mean` can only be called behind `then`.', {
    explanation:
      '`mean(x)` is the mean of x over all elements of a batch, which exists in training alone. So it is for what a ' +
      '`state` becomes: store it there, and use the state.',
    wrong: 'magnitude relative(x: real) = x / mean(x)\n',
    right: 'magnitude relative(x: real; state e: real = 1 then mean(x)) = x / e\n',
  }),
  'state-varies': error<{ name: string; varying: string }>(
    (a) => `\`${a.name}\` is one number, but \`${a.varying}\` has many values.`,
    {
      explanation:
        'A `state` is one number. The variables of a function have a value for each example, place or filter, so what a ' +
        'state becomes can take their means only.',
      wrong: 'magnitude relative(x: real; state e: real = 1 then 0.1 * x + 0.9 * e) = x / e\n',
      right: 'magnitude relative(x: real; state e: real = 1 then 0.1 * mean(x) + 0.9 * e) = x / e\n',
    },
  ),
  'unknown-magnitude': error<{ name: string }>((a) => `There is no magnitude function called \`${a.name}\`.`, {
    explanation:
      '`@magnitude(…)` takes a magnitude function of the standard library, or one that this file declares or imports.',
    wrong: 'block stem(width: int) {\n  angconv(width, 3x3) @magnitude(bal)\n}\n',
    right: 'block stem(width: int) {\n  angconv(width, 3x3) @magnitude(ball)\n}\n',
  }),
  'unknown-margin': error<{ name: string }>((a) => `There is no margin called \`${a.name}\`.`, {
    explanation: 'The `margin` of a loss is one of the standard library, or one that this file declares or imports.',
    wrong: experiment('softmax(of: classifier, margin: arcfac)'),
    right: experiment('softmax(of: classifier, margin: arcface)'),
  }),
  'other-function': error<{ name: string; is: string; wanted: string }>(
    (a) => `\`${a.name}\` is ${article(a.is)}, but here stands ${article(a.wanted)}.`,
    {
      explanation:
        'Angle functions stand in `@angle(…)`, magnitude functions in `@magnitude(…)`. Margins need labels, so they stand ' +
        'in the loss: `softmax(of: classifier, margin: arcface)`.',
      wrong: 'block head() {\n  angfc(10) @angle(arcface)\n}\n',
      right: 'block head() {\n  angfc(10) @angle(cos)\n}\n',
    },
  ),
  'margin-without-angle': error<{ layer: string; kind: string }>(
    (a) => `A margin needs the angles of \`${a.layer}\`, but \`${a.kind}\` computes none.`,
    {
      hint: (a) => `Make it an \`angfc\`, or leave the margin out where it is \`${a.kind}\`.`,
      explanation:
        "A margin changes the angle function's value of an example's own class, so the layer that the loss reads must be " +
        'an angular one.',
      wrong: experiment('softmax(of: classifier, margin: cosface)', net.replace('angfc(10) @angle(cos)', 'fc(10)')),
      right: experiment('softmax(of: classifier, margin: cosface)'),
    },
  ),
  'margin-over-function': error<{ margin: string; layer: string; angle: string }>(
    (a) => `The margin \`${a.margin}\` assumes the cosine, but \`${a.layer}\` computes \`${a.angle}\`.`,
    {
      hint: () =>
        'Write `@angle(cos)` on the layer, or take a margin over every angle function, such as `additive`, that has `g`.',
      explanation:
        "A margin takes the place of the angle function's value for an example's own class. One that is written for the " +
        'cosine makes no sense beside another function. A margin that has `g`, the value of the angle function, among ' +
        'its variables works over every one.',
      wrong: experiment('softmax(of: classifier, margin: arcface)', net.replace('@angle(cos)', '@angle(log)')),
      right: experiment('softmax(of: classifier, margin: arcface)'),
    },
  ),
  'minimum-without-learn': error<{ layer: string }>(
    (a) => `The scale of \`${a.layer}\` has a minimum, but isn't learned.`,
    {
      hint: () => 'Write `learn: true`, or leave out `min`.',
      explanation: '`min` keeps a scale that training changes from falling to it. One that stays as it is needs none.',
      wrong: experiment('softmax(of: classifier)', net.replace('@angle(cos)', '@angle(cos) @scale(10, min: 0.01)')),
      right: experiment(
        'softmax(of: classifier)',
        net.replace('@angle(cos)', '@angle(cos) @scale(10, learn: true, min: 0.01)'),
      ),
    },
  ),
  'freeze-selects-nothing': error<{ selector: string }>(
    (a) => `\`${a.selector}\` selects no layer inside of what \`@freeze\` stands on.`,
    {
      explanation:
        '`@freeze(on: …)` keeps the weights of some of the layers inside of the block, repeat or model that it stands on. ' +
        'A selector that means none of them is most likely misspelt; `optional(…)` may mean none.',
      wrong: net.replace('model Net()', 'model Net() @freeze(on: clasifier)').trimEnd() + '\n',
      right: net.replace('model Net()', 'model Net() @freeze(on: classifier)').trimEnd() + '\n',
    },
  ),
};

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

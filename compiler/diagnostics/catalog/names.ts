import { alternatives, didYouMean } from '../suggest.js';
import { error, warning } from './entry.js';

/** Longer lists of labels help nobody. */
const mostLabels = 8;

function labelsHint(known: readonly string[]): string | undefined {
  if (known.length === 0 || known.length > mostLabels) return undefined;
  return known.length === 1 ? `The label is \`${known[0]}\`.` : `The labels are ${alternatives(known, 'and')}.`;
}

/** Names that mean nothing where they stand, and names that are there for nothing. */
export const names = {
  'unknown-layer': error<{ name: string }>((a) => `There is no layer or block called \`${a.name}\`.`, {
    explanation: 'A statement of a model calls a layer of the language, or a block that this file declares or imports.',
    wrong: 'block stem(width: int) {\n  angcon(width, 3x3)\n}\n',
    right: 'block stem(width: int) {\n  angconv(width, 3x3)\n}\n',
  }),
  'unknown-name': error<{ name: string }>((a) => `Nothing called \`${a.name}\` can be used here.`, {
    explanation:
      'An expression may use the parameters of its declaration, what a `let` above it in the same or enclosing braces ' +
      'names, the variable of an enclosing `repeat`, `pi`, and `in.channels`, `in.height`, `in.width`.',
    wrong: 'block stem(width: int) {\n  conv(widht, 3x3)\n}\n',
    right: 'block stem(width: int) {\n  conv(width, 3x3)\n}\n',
  }),
  'unknown-function': error<{ name: string }>((a) => `There is no function of numbers called \`${a.name}\`.`, {
    explanation:
      'Expressions can call functions of numbers such as `ln`, `exp`, `sqrt`, `cos`, `max`. Angle functions stand in ' +
      '`@angle(…)` only, and `log` is one of those: the logarithm of a number is `ln`.',
    wrong: 'angle steep(theta: rad) = -log(theta / 1rad)\n',
    right: 'angle steep(theta: rad) = -ln(theta / 1rad)\n',
  }),
  'unknown-property': error<{ object: string; property: string }>((a) => `\`${a.object}\` has no \`${a.property}\`.`, {
    explanation:
      '`in` is the value that enters the innermost braces. An expression can ask for its `channels`, `height` and `width`.',
    wrong: 'block widen() {\n  conv(2 * in.depth, 1x1)\n}\n',
    right: 'block widen() {\n  conv(2 * in.channels, 1x1)\n}\n',
  }),
  'no-incoming-value': error<Record<never, never>>(() => 'Nothing enters here, so `in` means nothing.', {
    explanation:
      '`in` is the value that enters the innermost braces: of a block, a branch, a repeat or an `if`. Nothing enters ' +
      'the braces of a model itself, nor the expressions of experiments and angle functions.',
    wrong: 'model Net() {\n  image: input([28, 28, 1])\n  conv(in.channels, 3x3)\n}\n',
    right: 'model Net() {\n  image: input([28, 28, 1])\n  repeat 1 { conv(in.channels, 3x3) }\n}\n',
  }),
  'unknown-angle': error<{ name: string }>((a) => `There is no angle function called \`${a.name}\`.`, {
    explanation:
      '`@angle(…)` takes an angle function of the standard library, or one that this file declares or imports.',
    wrong: 'block stem(width: int) {\n  angconv(width, 3x3) @angle(cosine)\n}\n',
    right: 'block stem(width: int) {\n  angconv(width, 3x3) @angle(cos)\n}\n',
  }),
  'unknown-model': error<{ name: string }>((a) => `There is no model called \`${a.name}\`.`, {
    explanation: 'The field `model` of an experiment names a model that this file declares or imports.',
    wrong: 'model LeNet() {\n  image: input([28, 28, 1])\n}\n\nexperiment Digits {\n  model: Lenet\n}\n',
    right:
      'model LeNet() {\n  image: input([28, 28, 1])\n  flatten\n  classifier: fc(10)\n}\n\nexperiment Digits {\n' +
      '  model: LeNet\n  data: mnist\n  loss: softmax(of: classifier)\n  optimizer: adam(lr: 0.001)\n' +
      '  batch: 128\n  epochs: 5\n}\n',
  }),
  'unknown-type': error<{ name: string }>((a) => `There is no type called \`${a.name}\`.`, {
    explanation: 'A parameter is an `int`, a `real`, a `bool`, an angle (`rad`) or a `kernel`.',
    wrong: 'block stem(width: integer) {\n  conv(width, 3x3)\n}\n',
    right: 'block stem(width: int) {\n  conv(width, 3x3)\n}\n',
  }),
  'unknown-annotation': error<{ name: string }>((a) => `There is no annotation called \`@${a.name}\`.`, {
    explanation:
      'Annotations change the layers that they reach: `@angle`, `@magnitude`, `@scale`, `@norm`, `@grad`, `@init`, `@freeze`.',
    wrong: 'block head() {\n  angfc(10) @scal(30)\n}\n',
    right: 'block head() {\n  angfc(10) @scale(30)\n}\n',
  }),
  'unknown-field': error<{ name: string }>((a) => `An experiment has no field called \`${a.name}\`.`, {
    explanation:
      'The fields of an experiment are `model`, `data`, `loss`, `regularize`, `optimizer`, `schedule`, `batch`, and ' +
      '`steps` or `epochs`.',
    wrong: 'experiment Digits {\n  batchsize: 128\n}\n',
    right:
      'model LeNet() {\n  image: input([28, 28, 1])\n  flatten\n  classifier: fc(10)\n}\n\nexperiment Digits {\n' +
      '  model: LeNet\n  data: mnist\n  loss: softmax(of: classifier)\n  optimizer: adam(lr: 0.001)\n' +
      '  batch: 128\n  epochs: 5\n}\n',
  }),
  'unknown-construct': error<{ what: string; name: string }>((a) => `There is no ${a.what} called \`${a.name}\`.`, {
    explanation:
      'Data sets, losses, regularizers, optimizers and schedules are called by the names that the library gives them.',
    wrong: 'experiment Digits {\n  optimizer: adamm(lr: 0.001)\n}\n',
    right:
      'model LeNet() {\n  image: input([28, 28, 1])\n  flatten\n  classifier: fc(10)\n}\n\nexperiment Digits {\n' +
      '  model: LeNet\n  data: mnist\n  loss: softmax(of: classifier)\n  optimizer: adam(lr: 0.001)\n' +
      '  batch: 128\n  epochs: 5\n}\n',
  }),
  'not-a-label': error<{ name: string; known: readonly string[]; several?: readonly string[] }>(
    (a) => `There is ${a.several?.length ? 'more than one' : 'no'} layer labelled \`${a.name}\` here.`,
    {
      hint: (a) =>
        a.several?.length
          ? `Write which: ${alternatives(a.several)}; or give it a label of its own.`
          : (didYouMean(a.name, a.known) ?? labelsHint(a.known)),
      explanation:
        '`from` and the arguments of losses name a layer by the label that stands before it (`feature: fc(2)`). `from` ' +
        'reads labels that stand above it, in the same braces or in those around them. A loss reads any layer of the ' +
        'model: where several have the label, a path tells which (`second.auxiliary`, `stage1[2].auxiliary`).',
      wrong: 'block skip() {\n  first: relu\n  relu\n  relu from frist\n}\n',
      right: 'block skip() {\n  first: relu\n  relu\n  relu from first\n}\n',
    },
  ),
  'unused-parameter': warning<{ name: string }>((a) => `The parameter \`${a.name}\` is never used.`, {
    explanation: 'Changing this parameter would change nothing. Use it or remove it.',
    wrong: 'block stem(width: int, depth: int) {\n  conv(width, 3x3)\n}\n',
    right: 'block stem(width: int) {\n  conv(width, 3x3)\n}\n',
  }),
  'unused-let': warning<{ name: string }>((a) => `\`${a.name}\` is never used.`, {
    explanation: 'Nothing below this `let` (or in this `repeat`) uses the name. Use it or remove it.',
    wrong: 'block stem(width: int) {\n  let inner = width / 4\n  conv(width, 3x3)\n}\n',
    right: 'block stem(width: int) {\n  let inner = width / 4\n  conv(inner, 3x3)\n}\n',
  }),
};

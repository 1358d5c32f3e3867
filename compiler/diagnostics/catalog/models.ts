import { alternatives } from '../suggest.js';
import { error, warning } from './entry.js';

/** Longer lists of layers help nobody. */
const mostListed = 8;

/** Models and blocks that can't be put together. */
export const models = {
  'recursive-block': error<{ chain: string }>((a) => `This block contains itself: ${a.chain}.`, {
    hint: () => 'To write layers several times use `repeat 3 { … }`.',
    explanation:
      'Blocks are written out where they are used, so one that contains itself would never end. Use `repeat`.',
    wrong: 'block deeper() {\n  relu\n  deeper\n}\n',
    right: 'block deeper() {\n  repeat 3 { relu }\n}\n',
  }),
  'empty-model': error<{ name: string }>((a) => `The model \`${a.name}\` has no statements.`, {
    explanation: 'A model is made of an `input` and the layers that follow it.',
    wrong: 'model LeNet() {\n}\n',
    right: 'model LeNet() {\n  image: input([28, 28, 1])\n  flatten\n  fc(10)\n}\n',
  }),
  'no-input': error<{ layer: string }>((a) => `Nothing flows into \`${a.layer}\`: there is no \`input\` before it.`, {
    hint: () => 'Begin the model with `image: input([28, 28, 1])`.',
    explanation: 'The first statement of a model says what shape of data it takes: `image: input([28, 28, 1])`.',
    wrong: 'model LeNet() {\n  conv(20, 5x5)\n}\n',
    right: 'model LeNet() {\n  image: input([28, 28, 1])\n  conv(20, 5x5)\n}\n',
  }),
  'second-input': error(() => 'This is the second `input` of the model: examples enter at one place.', {
    explanation:
      'A model has one `input`, which takes the examples of the data. To use them again further down, label the ' +
      '`input` and take them `from` there.',
    wrong: 'model Net() {\n  image: input([8])\n  fc(8)\n  again: input([8])\n  fc(10)\n}\n',
    right: 'model Net() {\n  image: input([8])\n  fc(8)\n  fc(10) from image\n}\n',
  }),
  'shape-mismatch': error<{ layer: string; problem: string; shapes: string }>(
    (a) => `${capitalized(a.problem)}; what flows into \`${a.layer}\` is ${a.shapes}.`,
    {
      explanation:
        'A layer takes the value of the statement before it, or of the one that `from` names, and can only work with ' +
        'some shapes. N is the batch; images are [N, height, width, channels]; fully connected layers take ' +
        '[N, features], which `flatten` makes. Branches that are joined must agree: where the main branch of a ' +
        'residual block changes channels or strides, its shortcut needs a 1x1 convolution.',
      wrong: 'model Net() {\n  image: input([28, 28, 1])\n  fc(10)\n}\n',
      right: 'model Net() {\n  image: input([28, 28, 1])\n  flatten\n  fc(10)\n}\n',
    },
  ),
  'window-skips': warning<{ layer: string; parameter: string; window: string; stride: string }>(
    (a) => `\`${a.layer}\` skips pixels: its stride of ${a.stride} is larger than its ${a.parameter} of ${a.window}.`,
    {
      hint: (a) => `Take a stride of at most the ${a.parameter}, or a larger ${a.parameter}.`,
      explanation:
        'A window that steps further than it is wide never reads the pixels between two steps. A 1x1 convolution with a ' +
        'stride is not warned of: residual networks halve their shortcuts so.',
      wrong: 'model Net() {\n  image: input([32, 32, 3])\n  conv(16, 3x3, stride: 5)\n}\n',
      right: 'model Net() {\n  image: input([32, 32, 3])\n  conv(16, 5x5, stride: 5)\n}\n',
    },
  ),
  'kernel-beyond-image': warning<{ kernel: string; image: string }>(
    (a) =>
      `The kernel of ${a.kernel} is at least twice as large as the image of ${a.image}: its outer weights see nothing but padding.`,
    {
      explanation:
        'With padding a kernel may be larger than its image, but weights that never lie over a pixel learn nothing. Most ' +
        'often a number of channels stands where the kernel belongs, as in other libraries.',
      wrong: 'model Net() {\n  image: input([32, 32, 3])\n  conv(3, 64)\n}\n',
      right: 'model Net() {\n  image: input([32, 32, 3])\n  conv(64, 3x3)\n}\n',
    },
  ),
  'few-branches': error<{ operation: string; count: number }>(
    (a) => `\`${a.operation}\` joins at least two branches, but has ${a.count === 0 ? 'none' : 'one'}.`,
    {
      hint: () => 'A branch with empty braces passes its input on: `shortcut: { }`.',
      explanation:
        'A join brings together what its branches give. One branch alone is written without a join; where the input ' +
        'itself is the second, as in a residual block, it is an empty branch.',
      wrong: 'block skip() {\n  add { main: { conv(8, 3x3) } }\n}\n',
      right: 'block skip() {\n  add { main: { conv(8, 3x3) } shortcut: { } }\n}\n',
    },
  ),
  'duplicate-path': error<{ path: string }>((a) => `Two parts of the model have the same path, \`${a.path}\`.`, {
    explanation:
      'Weights are stored and labels found under the labels that lead to them. Give one of the two another label.',
    wrong: 'model Net(deep: bool = true) {\n  image: input([8])\n  head: fc(10)\n  if deep { head: fc(10) }\n}\n',
    right: 'model Net(deep: bool = true) {\n  image: input([8])\n  head: fc(10)\n  if deep { second: fc(10) }\n}\n',
  }),
  'repeated-annotation': error<{ name: string }>((a) => `\`@${a.name}\` stands here twice.`, {
    hint: () => 'Remove one of the two.',
    explanation: 'One annotation of a kind is enough: the second would replace the first.',
    wrong: 'block stem() {\n  angconv(8, 3x3) @angle(cos) @angle(log)\n}\n',
    right: 'block stem() {\n  angconv(8, 3x3) @angle(log)\n}\n',
  }),
  'misleading-annotation': warning<{ annotation: string; before: string; after: string }>(
    (a) => `\`${a.annotation}\` belongs to \`${a.before}\` above it, not to \`${a.after}\`.`,
    {
      explanation:
        'Annotations stand behind what they annotate. One that begins a line and is not indented more than the statement ' +
        'above looks as if it belonged to the statement that follows, as decorators do in other languages. Write it ' +
        'behind its statement, or in a line of its own that is indented more.',
      wrong: 'block head() {\n  angconv(8, 3x3)\n  @angle(cos)\n  angconv(8, 3x3)\n}\n',
      right: 'block head() {\n  angconv(8, 3x3)\n  angconv(8, 3x3) @angle(cos)\n}\n',
    },
  ),
  'comment-divides': warning<{ name: string; operand: string; divisor: string }>(
    (a) => `\`//\` begins a comment, so \`${a.name}\` is \`${a.operand}\`, not divided by ${a.divisor}.`,
    {
      hint: (a) =>
        `To divide and round down write \`floor(${a.operand} / ${a.divisor})\`; a comment in words isn't warned of.`,
      explanation:
        'In Python `//` divides and rounds down; here it begins a comment, and the value before it stays as it is. This ' +
        'is warned of where a comment behind the value of a `let` is a small whole number and nothing else.',
      wrong: 'block half(channels: int) {\n  let inner = channels // 2\n  conv(inner, 3x3)\n}\n',
      right: 'block half(channels: int) {\n  let inner = floor(channels / 2)\n  conv(inner, 3x3)\n}\n',
    },
  ),
  'head-reads-logits': warning<{ head: string; other: string }>(
    (a) => `\`${a.head}\` reads the logits of \`${a.other}\`, which a loss reads too.`,
    {
      hint: () => 'Let both read the same layer, the second by its name: `fc(10) from feature`.',
      explanation:
        'A layer reads the statement before it unless it says `from`. Of two classifiers one below the other the second sees ' +
        'no more than the answers of the first, a number for each class.',
      wrong: trained('feature: fc(64)\n  first: fc(10)\n  second: fc(10)', 'softmax(of: first) + softmax(of: second)'),
      right: trained(
        'feature: fc(64)\n  first: fc(10)\n  second: fc(10) from feature',
        'softmax(of: first) + softmax(of: second)',
      ),
    },
  ),
  'unread-layer': warning<{ layer: string; weights: string }>(
    (a) =>
      a.weights === ''
        ? `No loss reads what \`${a.layer}\` gives.`
        : `No loss reads what \`${a.layer}\` gives: training leaves the weights of ${a.weights} as they are.`,
    {
      hint: (a) =>
        a.weights === ''
          ? 'Put it before the layer that the loss reads, or take it out.'
          : 'Have a layer take it, by `from` or in a branch, or a loss read it; or take it out.',
      explanation:
        'A loss reads the layer that its `of` names, and what flows into that. What stands behind it, or beside it and is ' +
        'taken by nothing, changes nothing in training. A layer that reads another one by `from` leaves out all that stands ' +
        'between them, unless another one takes that.',
      wrong: trained('hidden: fc(64)\n  relu\n  classifier: fc(10) from flat'),
      right: trained('hidden: fc(64)\n  relu\n  classifier: fc(10)'),
    },
  ),
  'annotation-without-target': warning<{ name: string; layers: readonly string[] }>(
    (a) => `\`@${a.name}\` reaches no layer that it could change.`,
    {
      hint: (a) =>
        a.layers.length > mostListed
          ? `Write it behind what it should change, or take it out.`
          : `It changes ${alternatives(a.layers, 'and')}: write it behind one of those, or take it out.`,
      explanation:
        'An annotation changes the layer that it stands on, or the layers inside of the block, repeat or model that it ' +
        'stands on. `@angle` and `@norm` change angular layers (`angconv`, `angfc`), `@scale` the layer that the loss reads.',
      wrong: 'model Net() {\n  image: input([8])\n  fc(10) @angle(log)\n}\n',
      right: 'model Net() {\n  image: input([8])\n  angfc(10) @angle(log)\n}\n',
    },
  ),
};

/** An experiment whose model has these layers for images of digits. */
function trained(layers: string, loss = 'softmax(of: classifier)'): string {
  return (
    `model Net {\n  image: input([28, 28, 1])\n  flat: flatten\n  ${layers}\n}\n\n` +
    'experiment Digits {\n  model: Net\n  data: mnist(normalize: x / 255)\n  loss: ' +
    `${loss}\n` +
    '  optimizer: adam(lr: 0.001)\n  batch: 128\n  steps: 900\n}\n'
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { error, warning } from './entry.js';

/** Models and blocks that can't be put together. */
export const models = {
  'recursive-block': error<{ chain: string }>((a) => `This block contains itself: ${a.chain}.`, {
    explanation: 'Blocks are written out where they are used, so one that contains itself would never end. Use `repeat`.',
    wrong: 'block deeper() {\n  relu\n  deeper\n}\n',
    right: 'block deeper() {\n  repeat 3 { relu }\n}\n',
  }),
  'no-input': error<{ model: string }>((a) => `The model \`${a.model}\` doesn't start with an \`input\`.`, {
    explanation: 'The first statement of a model says what shape of data it takes: `image: input([28, 28, 1])`.',
    wrong: 'model LeNet() {\n  conv(20, 5x5)\n}\n',
    right: 'model LeNet() {\n  image: input([28, 28, 1])\n  conv(20, 5x5)\n}\n',
  }),
  'shape-mismatch': error<{ layer: string; problem: string }>((a) => `\`${a.layer}\` ${a.problem}.`, {
    explanation:
      'A layer takes the value of the statement before it, or of the one that `from` names, and can only work with ' +
      'some shapes. Shapes are height, width, channels; fully connected layers take one axis only, which `flatten` makes.',
    wrong: 'model Net() {\n  image: input([28, 28, 1])\n  fc(10)\n}\n',
    right: 'model Net() {\n  image: input([28, 28, 1])\n  flatten\n  fc(10)\n}\n',
  }),
  'join-shapes': error<{ operation: string; shapes: string }>(
    (a) => `The branches of \`${a.operation}\` give different shapes: ${a.shapes}.`,
    {
      explanation:
        'Branches that are joined must agree in shape. In a residual block the shortcut needs a 1x1 convolution where ' +
        'the main branch changes the number of channels or strides.',
      wrong:
        'model Net() {\n  image: input([28, 28, 1])\n  add {\n    main: { conv(8, 3x3) }\n    shortcut: { }\n  }\n}\n',
      right:
        'model Net() {\n  image: input([28, 28, 1])\n  add {\n    main: { conv(8, 3x3) }\n    shortcut: { conv(8, 1x1) }\n  }\n}\n',
    },
  ),
  'duplicate-path': error<{ path: string }>((a) => `Two layers would store their weights under the path \`${a.path}\`.`, {
    explanation: 'Weights are stored under the labels that lead to them. Give one of the two layers another label.',
    wrong:
      'model Net(deep: bool = true) {\n  image: input([8])\n  head: fc(10)\n  if deep { head: fc(10) }\n}\n',
    right:
      'model Net(deep: bool = true) {\n  image: input([8])\n  head: fc(10)\n  if deep { second: fc(10) }\n}\n',
  }),
  'repeated-annotation': error<{ name: string }>((a) => `\`@${a.name}\` stands here twice.`, {
    explanation: 'One annotation of a kind is enough: the second would replace the first.',
    wrong: 'block stem() {\n  angconv(8, 3x3) @angle(cos) @angle(log)\n}\n',
    right: 'block stem() {\n  angconv(8, 3x3) @angle(log)\n}\n',
  }),
  'annotation-without-target': warning<{ name: string }>((a) => `\`@${a.name}\` reaches no layer that it could change.`, {
    explanation:
      'An annotation changes the layer that it stands on, or the layers inside of the block, repeat or model that it ' +
      'stands on. `@angle` and `@norm` change angular layers (`angconv`, `angfc`), `@scale` the layer that the loss reads.',
    wrong: 'model Net() {\n  image: input([8])\n  fc(10) @angle(log)\n}\n',
    right: 'model Net() {\n  image: input([8])\n  angfc(10) @angle(log)\n}\n',
  }),
};

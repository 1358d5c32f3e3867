import type { Arguments } from '../evaluation/arguments.js';
import type { Shape } from '../graph/types.js';
import type { PoolAttributes } from '../primitives/pooling/pooling.js';
import type { Parameter } from '../schema.js';
import { imageProblem, paddingParameter, slide, windowProblem, type Window } from './geometry.js';
import type { LayerProblem } from './layer.js';

/** What `maxpool` and `avgpool` share: windows that by default don't overlap. */
export function poolParameters(words: readonly string[]): readonly Parameter[] {
  const reason = 'with `global` the window is the whole image';
  const unless = words.includes('global') ? { unless: { parameter: 'window', word: 'global', reason } } : {};
  return [
    { name: 'window', type: { kind: 'kernel', words }, doc: 'height and width of the window: `2x2`' },
    {
      name: 'stride',
      type: { kind: 'kernel' },
      default: null,
      named: true,
      doc: 'step of the window; the window itself when absent',
      ...unless,
    },
    { ...paddingParameter('valid'), ...unless },
  ];
}

function poolStride(args: Arguments): { readonly height: number; readonly width: number } {
  return args.kernel(args.has('stride') ? 'stride' : 'window');
}

function poolWindow(input: Shape, args: Arguments): Window {
  return slide(input, args.kernel('window'), poolStride(args), args.word('padding'));
}

export function poolOutput(input: Shape, args: Arguments, name: string): Shape | LayerProblem {
  const image = imageProblem(input, `\`${name}\``);
  if (image) return image;
  const window = poolWindow(input, args);
  const channels = input[2]!;
  return windowProblem(input, window, args, 'window', channels) ?? [window.height, window.width, channels];
}

/** Attributes of the pooling primitives. */
export function poolAttributes(input: Shape, args: Arguments): PoolAttributes {
  const { height, width } = args.kernel('window');
  const stride = poolStride(args);
  return { window: [height, width], strides: [stride.height, stride.width], padding: poolWindow(input, args).padding };
}

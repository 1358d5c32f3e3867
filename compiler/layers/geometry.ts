import type { Arguments } from '../evaluation/arguments.js';
import type { Shape } from '../graph/types.js';
import type { Parameter } from '../schema.js';
import type { LayerProblem } from './layer.js';

/** How a window slides over an image: sizes of the result and zeros added around the image. */
export interface Window {
  readonly height: number;
  readonly width: number;
  /** Top, bottom, left, right. */
  readonly padding: readonly [number, number, number, number];
}

export type PaddingRule = 'same' | 'same_torch' | 'valid';

export function paddingParameter(rule: PaddingRule): Parameter {
  return {
    name: 'padding',
    type: { kind: 'word', words: ['same', 'same_torch', 'valid'] },
    default: { kind: 'word', value: rule },
    named: true,
    doc: "`same` pads like TensorFlow's SAME, `same_torch` by half the kernel on each side, `valid` not at all",
  };
}

export const strideParameter: Parameter = {
  name: 'stride',
  type: { kind: 'kernel' },
  default: { kind: 'kernel', height: 1, width: 1 },
  named: true,
  doc: 'step of the window, one number for both directions',
};

/**
 * Result of sliding the window of a layer's arguments (`window` or `kernel`, `stride`, `padding`) over its input.
 * @param input [height, width, channels]
 */
export function slide(
  [inputHeight, inputWidth]: Shape,
  kernel: { readonly height: number; readonly width: number },
  stride: { readonly height: number; readonly width: number },
  rule: string,
): Window {
  const [height, top, bottom] = slideAxis(inputHeight!, kernel.height, stride.height, rule);
  const [width, left, right] = slideAxis(inputWidth!, kernel.width, stride.width, rule);
  return { height, width, padding: [top, bottom, left, right] };
}

/** Size of the result along one axis, zeros before and after. */
function slideAxis(input: number, kernel: number, stride: number, rule: string): [number, number, number] {
  switch (rule) {
    case 'same': {
      const output = Math.ceil(input / stride);
      const total = Math.max((output - 1) * stride + kernel - input, 0);
      return [output, Math.floor(total / 2), Math.ceil(total / 2)];
    }
    case 'same_torch': {
      const side = Math.floor(kernel / 2);
      return [Math.floor((input + 2 * side - kernel) / stride) + 1, side, side];
    }
    default:
      return [Math.floor((input - kernel) / stride) + 1, 0, 0];
  }
}

/** What is wrong with a layer that needs an image, or with a window that is larger than it. */
export function imageProblem(input: Shape, what: string): LayerProblem | undefined {
  if (input.length === 3) return undefined;
  return {
    problem: `${what} needs images of shape [N, height, width, channels]`,
    hint: hintForSizes(input.length),
  };
}

function hintForSizes(count: number): string {
  if (count === 1) return 'place it before `flatten` or `avgpool(global)`, or let it read a layer above: `from name`';
  return count === 2
    ? 'give the input three sizes, height, width and channels: `input([28, 28, 1])`'
    : 'leave the batch out of the input, whose sizes are height, width and channels: `input([28, 28, 1])`';
}

export function windowProblem(
  input: Shape,
  window: Window,
  args: Arguments,
  parameter: string,
  channels: number,
): LayerProblem | undefined {
  if (window.height >= 1 && window.width >= 1) return undefined;
  const { height, width } = args.kernel(parameter);
  return {
    problem: `a ${height}x${width} window does not fit into an image of ${input[0]}x${input[1]}`,
    hint: 'use a smaller window, or `padding: same`',
    parameter,
    // As if it did not shrink the image, so that the layers below aren't too large for it as well.
    assume: [input[0]!, input[1]!, channels],
  };
}

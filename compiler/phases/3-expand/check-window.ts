import type { Reporter } from '../../diagnostics/reporter.js';
import type { LayerNode } from './network.js';

/** Reports windows that skip pixels, and filters that are so large that most of them never meets the image. */
export function checkWindow({ layer, args, inputs, place }: LayerNode, reporter: Reporter): void {
  const parameter = args.has('kernel') ? 'kernel' : 'window';
  const [input] = inputs;
  if (!input || !args.has(parameter) || args.isWord(parameter)) return;
  const window = args.kernel(parameter);
  const stride = args.has('stride') ? args.kernel('stride') : window;
  // A 1x1 convolution with a stride is how residual networks halve a shortcut.
  if ((window.height > 1 && stride.height > window.height) || (window.width > 1 && stride.width > window.width)) {
    const sizes = { window: formatSize(window), stride: formatSize(stride) };
    reporter.report('window-skips', { layer: layer.name, parameter, ...sizes }, place);
  }
  const [height, width] = input.shape as readonly [number, number];
  // Over a single pixel every kernel but 1x1 is like that, and the net above it has shrunk the image too far.
  const isBeyond = height > 1 && width > 1 && window.height >= 2 * height && window.width >= 2 * width;
  if (parameter === 'kernel' && isBeyond) {
    const sizes = { kernel: formatSize(window), image: formatSize({ height, width }) };
    // `conv(3, 64)`, with channels that come in and go out
    const isSwapped = window.height > args.int('filters');
    const hint = isSwapped
      ? `First stands the number of filters, then the kernel: \`${layer.name}(64, 3x3)\`; how many channels come in is known.`
      : 'Take a smaller kernel, or shrink the image less before it.';
    reporter.report('kernel-beyond-image', sizes, place, { hint });
  }
}

function formatSize({ height, width }: { readonly height: number; readonly width: number }): string {
  return `${height}x${width}`;
}

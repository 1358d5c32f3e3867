import type { LayerNode } from './network.js';

/**
 * For branches whose images differ by one pixel because an even kernel is padded by half of itself on each side.
 * @returns undefined where that is not why they differ
 */
export function evenKernelHint(outputs: readonly LayerNode[]): string | undefined {
  const [height, width] = [0, 1].map((axis) => outputs.map(({ shape }) => shape[axis] ?? 0));
  const isOneOff = [height!, width!].some((sizes) => Math.max(...sizes) - Math.min(...sizes) === 1);
  if (!isOneOff || !outputs.some((output) => pathOf(output, outputs).some(isEvenlyPadded))) return undefined;
  return '`same_torch` pads half of the kernel on each side, which makes an image larger by one where the kernel is even: take an odd kernel, or `padding: same`';
}

/** The layers of a branch: from its output up to what other branches read too. */
function pathOf(output: LayerNode, outputs: readonly LayerNode[]): readonly LayerNode[] {
  const others = new Set(outputs.filter((other) => other !== output).flatMap(above));
  return above(output).filter((node) => !others.has(node));
}

/** A layer and what it reads, by first inputs. */
function above(node: LayerNode): readonly LayerNode[] {
  const found: LayerNode[] = [];
  for (let next: LayerNode | undefined = node; next; next = next.inputs[0]) found.push(next);
  return found;
}

function isEvenlyPadded({ args }: LayerNode): boolean {
  if (!args.has('padding') || args.word('padding') !== 'same_torch') return false;
  const name = args.has('kernel') ? 'kernel' : 'window';
  if (!args.has(name) || args.isWord(name)) return false;
  const { height, width } = args.kernel(name);
  return height % 2 === 0 || width % 2 === 0;
}

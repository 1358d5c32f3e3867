import type { Split } from '../data/index.js';

/**
 * A split in an order whose beginnings, of any length, are spread evenly over it, so that sorted data give some of each
 * class: multiples of a step near the golden section of the whole.
 */
export function inSpreadOrder(split: Split): Split {
  const { count } = split;
  const step = coprimeNear(Math.round(count * 0.618034), count);
  // The products stay below 2^53 for up to ninety million examples.
  const order = Int32Array.from({ length: count }, (_, index) => (index * step) % count);
  return {
    count,
    labels: order.map((example) => split.labels[example]!),
    gather: (indices, out, pixels) => {
      const examples = Array.from(indices, (index) => order[index]!);
      split.gather(examples, out, pixels);
    },
  };
}

function coprimeNear(start: number, count: number): number {
  let step = Math.max(1, start);
  while (commonDivisor(step, count) > 1) step++;
  return step;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

import type { Split } from '../data/index.js';

const GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;

/**
 * A split in an order whose beginnings, of any length, are spread evenly over it, so that sorted data give some of each
 * class.
 */
export function inSpreadOrder(split: Split): Split {
  const order = spreadOrder(split.count);
  return {
    count: split.count,
    labels: order.map((example) => split.labels[example]!),
    gather: (indices, out, pixels) => {
      const examples = Array.from(indices, (index) => order[index]!);
      split.gather(examples, out, pixels);
    },
  };
}

/**
 * Multiples of the golden section, modulo 1, are the most evenly spread of all multiples (Knuth, volume 3, section 6.4);
 * the order is that of their ranks, which makes a permutation of them.
 */
function spreadOrder(count: number): Int32Array {
  const places = Float64Array.from({ length: count }, (_, index) => (index * GOLDEN_SECTION) % 1);
  const order = new Int32Array(count);
  Array.from(places.keys())
    .sort((a, b) => places[a]! - places[b]!)
    .forEach((index, rank) => (order[index] = rank));
  return order;
}

import type { Split } from '../data/index.js';

/** At most `count` examples of a split, spread evenly over it, so that sorted data give some of each class. */
export function spreadSplit(split: Split, count: number): Split {
  if (count >= split.count) return split;
  const chosen = Int32Array.from({ length: count }, (_, index) => Math.floor((index * split.count) / count));
  return {
    count,
    labels: chosen.map((example) => split.labels[example]!),
    gather: (indices, out, pixels) =>
      split.gather(
        Array.from(indices, (index) => chosen[index]!),
        out,
        pixels,
      ),
  };
}

import type { WeightMatch } from '../training/index.js';

/** What of another run's weights was taken, and why the others were not; without a newline at the end. */
export function formatWeightMatch(run: string, { taken, reshaped, missing, unused }: WeightMatch): string {
  const all = taken.length + reshaped.length + missing.length;
  const lines = [
    `${taken.length} of ${all} weights are taken from ${run}; statistics and what the optimizer keeps start anew`,
    ...reshaped.map(
      ({ name, here, there }) => `  ${name}: not taken, it is ${shape(here)} here and ${shape(there)} there`,
    ),
    ...missing.map((name) => `  ${name}: not taken, that run has no weight of this name`),
    ...unused.map((name) => `  ${name}: not used, only that run has it`),
  ];
  return lines.join('\n');
}

function shape(sizes: readonly number[]): string {
  return `[${sizes.join(', ')}]`;
}

import { sizeOf } from '../compiler/graph/types.js';
import type { Graph } from '../compiler/graph/graph.js';
import type { HostTensors } from '../runtime/engines/engine.js';
import { stream } from '../runtime/random/index.js';

export interface Timing {
  readonly min_ms: number;
  readonly median_ms: number;
}

/** Milliseconds of a call, after calls that only warm up. */
export async function measure(call: () => Promise<unknown>, warmUp: number, times: number): Promise<Timing> {
  for (let index = 0; index < warmUp; index++) await call();
  const measured: number[] = [];
  for (let index = 0; index < times; index++) {
    const start = performance.now();
    await call();
    measured.push(performance.now() - start);
  }
  measured.sort((a, b) => a - b);
  return { min_ms: rounded(measured[0]!), median_ms: rounded(measured[Math.floor(times / 2)]!) };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

/** Noise with labels: what is measured is the step alone. */
export function noise({ inputs }: Graph, classes: number): HostTensors {
  return Object.fromEntries(
    inputs.map(({ name, value, source }) => {
      const length = sizeOf(value.type.shape);
      if (source.kind === 'labels') return [name, Int32Array.from({ length }, (_, index) => (index * 7) % classes)];
      const numbers = new Float32Array(length);
      stream(0, 'init', name).normal(numbers, 0, 1);
      return [name, numbers];
    }),
  );
}

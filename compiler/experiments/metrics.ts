import type { Type } from '../schema.js';

/** A number that tells how good a trained network is, which publications report. */
export interface Metric {
  readonly name: string;
  readonly doc: string;
  readonly type: Type & { readonly kind: 'real' };
}

const all: readonly Metric[] = [
  { name: 'accuracy', doc: 'share of the test examples whose class is found', type: { kind: 'real', min: 0, max: 1 } },
  { name: 'loss', doc: 'mean loss of the test examples, without penalties', type: { kind: 'real' } },
];

/** Every metric that an ablation can expect. */
export const metrics: ReadonlyMap<string, Metric> = new Map(all.map((metric) => [metric.name, metric]));

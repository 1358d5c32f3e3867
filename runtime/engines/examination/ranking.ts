import { sizeOf } from '../../../compiler/graph/types.js';
import type { EngineName } from '../engine.js';
import type { Examination, Examined, Speed } from './examination.js';
import { CONVOLUTION, flopOf, passes, shapesOf } from './workload.js';

export type Passed = Extract<Examined, { outcome: 'passed' }>;

/** How often an angular layer and the batch norm behind it read and write all that its convolution gave, in a step. */
const ELEMENTWISE_PASSES = 7;

/** Engines that passed, the one whose step of an angular layer takes least first. */
export function ranked({ engines }: Examination): readonly Passed[] {
  return engines
    .filter((engine): engine is Passed => engine.outcome === 'passed')
    .sort((a, b) => layerMilliseconds(a.speed) - layerMilliseconds(b.speed));
}

/** What a training step of an angular layer takes: three convolutions, and passes over what the first of them gave. */
export function layerMilliseconds(speed: Speed): number {
  const bytes = 4 * sizeOf(shapesOf(CONVOLUTION).images);
  return convolutionMilliseconds(speed.convolution) + (ELEMENTWISE_PASSES * 2 * bytes) / speed.bandwidth / 1e6;
}

function convolutionMilliseconds(rates: Speed['convolution']): number {
  return passes.reduce((sum, pass) => sum + flopOf(CONVOLUTION) / rates[pass] / 1e6, 0);
}

/** GFLOP/s of the three passes one after another. */
export function meanRate(rates: Speed['convolution']): number {
  return (passes.length * flopOf(CONVOLUTION)) / convolutionMilliseconds(rates) / 1e6;
}

/** How many times as fast convolutions are in bf16 as in f32; undefined where the engine lacks it. */
export function gainOfBf16({ convolution, bf16 }: Speed): number | undefined {
  return bf16 && meanRate(bf16) / meanRate(convolution);
}

/** Why the first of several was taken, behind its name: `fastest in the self-test: 205 GFLOP/s in convolutions, …`. */
export function whyFirst([first, ...others]: readonly [Passed, ...Passed[]]): string {
  const rest = others.map(({ name, speed }) => `, ${name} ${formatRate(meanRate(speed.convolution))}`).join('');
  return `fastest in the self-test: ${formatRate(meanRate(first.speed.convolution))} GFLOP/s in convolutions${rest}`;
}

/** Three digits, since no more of them come again the next time. */
export function formatRate(rate: number): string {
  return rate >= 100 ? Math.round(rate).toLocaleString('en') : rate.toPrecision(3);
}

/** Whether an examination says of every engine whether it works: only then is it worth keeping. */
export function isConclusive({ engines }: Examination): boolean {
  return engines.every(({ outcome }) => outcome !== 'untried');
}

export function examinedAs(examination: Examination | undefined, name: EngineName): Examined | undefined {
  return examination?.engines.find((engine) => engine.name === name);
}

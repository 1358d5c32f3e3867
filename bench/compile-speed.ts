/**
 * How long the compiler takes, and how that grows: `npx tsx bench/compile-speed.ts`. Milliseconds, the lowest of several
 * runs in one warm process; memory is what the heap holds more while the results live.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { check, compile } from '../compiler/index.js';
import { lowerTraining } from '../compiler/phases/4-lower/lower-training.js';
import { StateTable } from '../compiler/phases/4-lower/state-table.js';
import { completeTrainingStep } from '../compiler/phases/5-differentiate/training-step.js';
import { parse } from '../grammar/index.js';
import { emitSavedModel } from '../compiler/targets/saved-model/index.js';
import { tfjsPlanner } from '../compiler/targets/tfjs-plan/index.js';
import { machine } from './machine.js';

const experiment = (model: string) => `
experiment Benchmark {
  model: ${model}
  data: arrays(train: "x", train_labels: "y", test: "x", test_labels: "y", classes: 100)
  loss: softmax(of: classifier)
  regularize: [l2(5e-4)]
  optimizer: adam(lr: 0.001)
  batch: 128
  steps: 1000
}
`;

function resnet32(): string {
  const text = readFileSync(fileURLToPath(new URL('specs/resnet32.ang', import.meta.url)), 'utf8');
  return text + experiment('Net(angular: true, first: 16, second: 32, third: 64)');
}

/** A net of so many layers, a third of them angular convolutions, each written in the text. */
function deep(layers: number): string {
  const lines = Array.from({ length: Math.round(layers / 3) }, () => '  angconv(4, 3x3)\n  bn\n  relu\n').join('');
  return `model Deep {\n  image: input([8, 8, 3])\n${lines}  avgpool(global)\n  classifier: angfc(100)\n}\n${experiment('Deep')}`;
}

function checked(text: string) {
  const { diagnostics, experiments } = check('spec.ang', { resolve: () => undefined, read: () => text });
  const found = experiments.get('Benchmark');
  if (!found) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return found;
}

/** Text to training step: parse, check, lower, differentiate. */
function trainingStep(text: string) {
  const found = checked(text);
  return completeTrainingStep(found, lowerTraining(found, new StateTable()), 1000);
}

function lowest(times: number, call: () => unknown): number {
  let least = Infinity;
  for (let index = 0; index < times; index++) {
    const start = performance.now();
    call();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

function heldMegabytes(make: () => unknown): number | undefined {
  const { gc } = globalThis;
  if (!gc) return undefined;
  // What the timed runs left behind is freed before it counts.
  for (let index = 0; index < 3; index++) gc();
  const before = process.memoryUsage().heapUsed;
  const made = make();
  for (let index = 0; index < 3; index++) gc();
  const held = (process.memoryUsage().heapUsed - before) / 1e6;
  return made === undefined ? undefined : held;
}

function line(what: string, milliseconds: number, more = ''): void {
  process.stdout.write(`${what.padEnd(58)} ${milliseconds.toFixed(1).padStart(9)} ms${more}\n`);
}

process.stdout.write(`${machine()}\n`);
const text = resnet32();
const middle = text.indexOf('classifier');
const typed = `${text.slice(0, middle)}x${text.slice(middle)}`;
line(
  'ResNet-32: parse, check, lower, differentiate',
  lowest(30, () => trainingStep(text)),
);
line(
  'ResNet-32: parse and check after one character more',
  lowest(30, () => [parse(typed), check('spec.ang', { resolve: () => undefined, read: () => typed })]),
);
const program = compile(checked(text), { steps: 1000 });
line(
  'ResNet-32: all three graphs, optimized',
  lowest(5, () => compile(checked(text), { steps: 1000 })),
);
line(
  'ResNet-32: plan of tfjs kernels',
  lowest(5, () => tfjsPlanner(program.graphs.train!)()),
);
line(
  'ResNet-32: saved model',
  lowest(5, () => emitSavedModel(program)),
);
let before: { readonly time: number; readonly memory: number | undefined } | undefined;
for (const layers of [100, 1000, 10_000]) {
  const spec = deep(layers);
  const time = lowest(layers > 1000 ? 2 : 6, () => trainingStep(spec));
  const memory = heldMegabytes(() => trainingStep(spec));
  const held = memory === undefined ? '' : `, ${memory.toFixed(1)} MB`;
  const heldGrowth = memory && before?.memory ? `, ${(memory / before.memory).toFixed(1)}x the memory` : '';
  const growth = before ? ` (${(time / before.time).toFixed(1)}x the time${heldGrowth})` : '';
  line(`${layers.toLocaleString('en')} layers: parse, check, lower, differentiate`, time, held + growth);
  before = { time, memory };
}

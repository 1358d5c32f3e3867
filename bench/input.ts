/**
 * What a training step waits for its batch, and what the loop around a step costs: `npx tsx bench/input.ts`. The data are
 * those of the specs, CIFAR-100 found as `angnet train` finds it ($ANGNET_DATA). Steps with batches made between them and
 * steps with batches made meanwhile by a worker thread are taken in turns; of each the lowest, in milliseconds.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { chooseEngine } from '../runtime/engines/index.js';
import type { HostTensor, Session } from '../runtime/engines/engine.js';
import { loadBinding, type Binding } from '../runtime/engines/native/binding.js';
import { loadProgram } from '../runtime/engines/native/load-model.js';
import { locate } from '../runtime/engines/native/locate.js';
import { NativeSession } from '../runtime/engines/native/session.js';
import { initialState } from '../runtime/random/index.js';
import { TrainingFeeds } from '../runtime/training/feeds.js';
import { beginning } from '../runtime/training/loop-state.js';
import { MetricsLog } from '../runtime/training/metrics-log.js';
import { RunFolder } from '../runtime/training/run-folder.js';
import { trainSteps } from '../runtime/training/train-steps.js';
import { inputCase, type InputCase } from './input-case.js';
import { machine } from './machine.js';

const here = (path: string) => new URL(path, import.meta.url).href;

/** Threads don't inherit what lets this one read TypeScript. */
const START = `
  const { workerData } = require('node:worker_threads');
  import(workerData.loader).then(({ register }) => (register(), import(workerData.module)));
`;

const ROUNDS = 3;
const WATCHED = ['loss', 'correct', 'learning_rate', 'gradient_norm'];

type Feeds = Record<string, HostTensor>;

interface Times {
  /** Making a batch, or waiting for it. */
  readonly input: number;
  readonly step: number;
}

/** The median of so many steps, since other processes take their turns too. */
async function median(count: number, batchAt: (step: number) => Promise<Feeds>, session: Session): Promise<Times> {
  const [inputs, steps]: [number[], number[]] = [[], []];
  for (let index = 0; index < count; index++) {
    const start = performance.now();
    const feeds = await batchAt(index);
    const ready = performance.now();
    await session.run('train', feeds, WATCHED);
    inputs.push(ready - start);
    steps.push(performance.now() - ready);
  }
  const middle = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(count / 2)]!;
  return { input: middle(inputs), step: middle(steps) };
}

/** A worker thread that makes each batch while the one before is trained on, in memory that both threads see. */
class Ahead {
  private readonly worker: Worker;
  private readonly turns = new Int32Array(new SharedArrayBuffer(8));
  private readonly shared: Readonly<Record<string, HostTensor>>;

  constructor(spec: string, profile: string | undefined, feeds: Readonly<Record<string, HostTensor>>) {
    this.shared = Object.fromEntries(
      Object.entries(feeds).map(([name, { length, constructor }]) => {
        const memory = new SharedArrayBuffer(length * 4);
        return [name, constructor === Float32Array ? new Float32Array(memory) : new Int32Array(memory)];
      }),
    );
    const workerData = { spec, profile, shared: this.shared, turns: this.turns };
    this.worker = new Worker(START, {
      eval: true,
      workerData: { ...workerData, loader: import.meta.resolve('tsx/esm/api'), module: here('input-worker.ts') },
    });
  }

  /** Resolves when the worker makes batches. */
  async ready(): Promise<void> {
    await once(this.worker, 'message');
  }

  /** Takes the batch that is ready, and lets the worker go on. */
  async next(into: Record<string, HostTensor>): Promise<Feeds> {
    Atomics.wait(this.turns, 0, 0);
    for (const [name, data] of Object.entries(this.shared)) into[name]!.set(data);
    Atomics.store(this.turns, 0, 0);
    Atomics.notify(this.turns, 0);
    return into;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

function lowest(all: readonly Times[]): Times {
  return all.reduce((least, each) => (each.input + each.step < least.input + least.step ? each : least));
}

async function measure(title: string, engineName: string, spec: string, profile: string | undefined, count: number) {
  const found = await inputCase(spec, profile);
  const { engine } = await chooseEngine(engineName);
  const session = await engine.load(found.program);
  await session.writeState(initialState(found.program, 0));
  const make = () =>
    new TrainingFeeds(found.program.graphs.train!, found.dataset.train, found.batch, 0, found.augmenter);
  const feeds = make();
  const between = async (step: number) => feeds.at(step) as Feeds;
  const own = Object.fromEntries(Object.entries(feeds.at(0)).map(([name, data]) => [name, data.slice()]));
  const ahead = new Ahead(spec, profile, own);
  await ahead.ready();
  await ahead.next(own);
  await median(5, between, session);
  const [here, there]: [Times[], Times[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    here.push(await median(count, between, session));
    there.push(await median(count, () => ahead.next(own), session));
  }
  await ahead.end();
  const cells = (times: Times) => [times.input, times.step, times.input + times.step].map((time) => time.toFixed(2));
  const [a, b] = [lowest(here), lowest(there)];
  const share = `${((a.input / a.step) * 100).toFixed(2)} %`;
  process.stdout.write(`| ${[title, engineName, ...cells(a), share, ...cells(b)].join(' | ')} |\n`);
  if (engineName === 'native') await measureLoop(title, found, count);
  await session.dispose();
}

/** What the whole loop takes besides TensorFlow's session call, with metrics written. */
async function measureLoop(title: string, { program, dataset, augmenter }: InputCase, count: number): Promise<void> {
  const location = await locate();
  if (!location.found) throw new Error(location.reason);
  const binding = loadBinding(location.installation);
  let inside = 0;
  const runSavedModel: Binding['runSavedModel'] = (...given) => {
    const start = performance.now();
    const results = binding.runSavedModel(...given);
    inside += performance.now() - start;
    return results;
  };
  const timed = Object.create(binding, { runSavedModel: { value: runSavedModel } }) as Binding;
  const session = loadProgram(timed, program, NativeSession, {});
  await session.writeState(initialState(program, 0));
  const folder = mkdtempSync(join(tmpdir(), 'angnet-input-'));
  try {
    const outside: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const metrics = await MetricsLog.open(new RunFolder(folder), 0);
      inside = 0;
      const start = performance.now();
      await trainSteps({
        ...{ session, split: dataset.train, augmenter, validation: undefined },
        ...{ seed: 0, from: beginning, steps: count, metrics, signal: new AbortController().signal },
        onProgress: () => undefined,
        onValidation: async (loop) => loop,
        onNotFinite: async () => undefined,
        afterStep: async () => undefined,
      });
      outside.push((performance.now() - start - inside) / count);
      metrics.close();
    }
    loops.push(`${title}: ${Math.min(...outside).toFixed(3)} ms a step outside of the session call, batch included`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await session.dispose();
  }
}

const loops: string[] = [];
const example = (path: string) => fileURLToPath(new URL(`../examples/${path}`, import.meta.url));
const [cifar, mnist] = [example('paper/tables.ang'), example('mnist/pure-angular.ang')];

try {
  process.stdout.write(`${machine()}\n
| net and data | engine | batch between steps | step | both | share | batch by a worker: wait | step | both |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
`);
  await measure('angular ResNet-32 16/32/64, CIFAR-100 augmented', 'native', cifar, 'quick', 6);
  await measure('angular LeNet, MNIST', 'native', mnist, undefined, 60);
  await measure('angular LeNet, MNIST', 'wasm', mnist, undefined, 10);
  process.stdout.write(`\n${loops.join('\n')}\n`);
} catch (failure) {
  // Data that aren't there, for example: the message says where they are looked for.
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exitCode = 1;
}

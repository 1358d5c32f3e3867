/** Makes batches in a thread of its own for `input.ts`: waits for its turn, fills the shared memory, passes the turn on. */
import { parentPort, workerData } from 'node:worker_threads';
import type { HostTensor } from '../runtime/engines/engine.js';
import { TrainingFeeds } from '../runtime/training/feeds.js';
import { inputCase } from './input-case.js';

const { spec, profile, shared, turns } = workerData as {
  readonly spec: string;
  readonly profile: string | undefined;
  readonly shared: Readonly<Record<string, HostTensor>>;
  /** First element: 1 while the main thread has a batch to take. */
  readonly turns: Int32Array;
};

const { program, batch, dataset, augmenter } = await inputCase(spec, profile);
const feeds = new TrainingFeeds(program.graphs.train!, dataset.train, batch, 0, augmenter);
// Modules are loaded with the main thread's help, so it must not block before.
parentPort!.postMessage('ready');
for (let step = 0; ; step++) {
  const made = feeds.at(step);
  Atomics.wait(turns, 0, 1);
  for (const [name, data] of Object.entries(made)) shared[name]!.set(data);
  Atomics.store(turns, 0, 1);
  Atomics.notify(turns, 0);
}

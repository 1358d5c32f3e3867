/**
 * How near the estimate of a training step's memory is on the native engine, which plans for itself (Linux):
 * `npx tsx bench/memory.ts NAME`, a fresh process for each network.
 */
import { trainingCost } from '../compiler/cost/training-cost.js';
import { stateBytes } from '../compiler/cost/layer-costs.js';
import { chooseEngine } from '../runtime/engines/index.js';
import { initialState } from '../runtime/random/index.js';
import { machine } from './machine.js';
import { noise } from './measure.js';
import { benchmarkProgram } from './nets.js';
import { forgetPeak, residentMemory } from './resident-memory.js';

const BATCH = 128;
const STEPS = 5;

const name = process.argv[2] ?? 'lenet-angular';
const { program, classes } = benchmarkProgram(name, { batch: BATCH, widths: [16, 32, 64] });
const { engine } = await chooseEngine('native');
const session = await engine.load(program);
await session.writeState(initialState(program, 0));
const feeds = noise(program.graphs.train!, classes);
const { peakBytes, keptBytes } = trainingCost(program)!;
forgetPeak();
const loaded = residentMemory('VmRSS');
for (let step = 0; step < STEPS; step++) await session.run('train', feeds, ['loss']);
const held = residentMemory('VmHWM') - loaded;
await session.dispose();
const estimate = peakBytes - stateBytes(program);
const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const cells = [name, BATCH, megabytes(estimate), megabytes(keptBytes), megabytes(held), (held / estimate).toFixed(2)];
process.stdout.write(`| ${[...cells, machine()].join(' | ')} |\n`);

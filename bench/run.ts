/** Milliseconds and memory per training step, or per batch of predictions: `npm run --silent bench -- NAME --engine native --json`. */
import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { EngineName } from '../runtime/engines/engine.js';
import { chooseEngine, engineNames } from '../runtime/engines/index.js';
import { initialState } from '../runtime/random/index.js';
import { measure, noise } from './measure.js';
import { benchmarkProgram, netNames, type NetOptions } from './nets.js';
import { forgetPeak, residentMemory } from './resident-memory.js';

interface Options extends NetOptions {
  readonly engine: string;
  readonly json?: true;
  readonly steps: number;
  readonly predict?: true;
}

const WARM_UP = 5;

/** TensorFlow takes all cores; the backends of tfjs run on one thread. */
function threadsOf(engine: EngineName): number {
  return engine === 'native' ? availableParallelism() : 1;
}

async function run(name: string, given: Options): Promise<void> {
  const { engine: wanted, json, steps, predict, ...options } = given;
  const { program, classes, widths } = benchmarkProgram(name, options);
  const { engine, detail } = await chooseEngine(wanted);
  const session = await engine.load(program);
  await session.writeState(initialState(program, 0));
  const before = residentMemory('VmRSS');
  const graph = predict ? 'predict' : 'train';
  const feeds = noise(program.graphs[graph]!, classes);
  const call = () => session.run(graph, feeds, [predict ? 'output' : 'loss']);
  await measure(call, WARM_UP, 1);
  forgetPeak();
  const timing = await measure(call, 0, steps);
  const peak = Math.round((residentMemory('VmHWM') - before) / 2 ** 20);
  await session.dispose();
  const precision = options.bf16 ? 'bf16' : 'f32';
  const size = widths ? { widths: options.widths, batch: options.batch } : { batch: options.batch };
  const where = {
    name,
    engine: engine.name,
    detail,
    graph,
    precision,
    ...(options.angle !== undefined && { angle: options.angle }),
    ...size,
    steps,
    threads: threadsOf(engine.name),
  };
  const what = predict ? 'batch of predictions' : 'step';
  const which = options.angle === undefined ? name : `${name}, ${options.angle},`;
  const line = `${which} on ${engine.name} in ${precision}, batch ${options.batch}: ${timing.min_ms} ms a ${what} (median ${timing.median_ms}), ${peak} MiB`;
  process.stdout.write(`${json ? JSON.stringify({ ...where, ...timing, peak_mib: peak }) : line}\n`);
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a whole number of at least 1.');
}

function threeWidths(text: string): readonly number[] {
  const widths = text.split(',').map(positive);
  if (widths.length === 3) return widths;
  throw new InvalidArgumentError('There must be three, as in 16,32,64.');
}

await new Command('bench')
  .description('Measures one training step of a network on random data, or one batch of predictions.')
  .argument('<name>', netNames.join(', '))
  .addOption(new Option('--engine <name>').choices([...engineNames, 'auto']).default('auto'))
  .option('--json', 'print one line of JSON')
  .option('--batch <count>', 'examples in a batch', positive, 128)
  .option('--widths <list>', 'filters of the stages of a ResNet', threeWidths, [16, 32, 64])
  .option('--bf16', 'multiply in bf16')
  .option('--angle <function>', "an angle function of the library or of specs/angles.ang, instead of the net's own")
  .option('--predict', 'measure predictions instead of training steps')
  .option('--steps <count>', 'steps to measure, after those that warm up', positive, 30)
  .action(run)
  .parseAsync()
  .catch((failure: unknown) => {
    process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
    process.exitCode = 1;
  });

/**
 * Our step beside those of peers, taken in turns on the same machine, the lowest of each: machines drift, so that only
 * numbers of one run compare. `npx tsx bench/compare.ts NAME --peer torch torch-compiled`
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { machine } from './machine.js';
import { netNames } from './nets.js';

/** The angle functions that the peers have besides the nets' own. */
const angularFunctions = ['half_sine', 'double_cosine', 'tangent'];

interface Options {
  readonly engine: string;
  readonly peer: readonly string[];
  readonly rounds: number;
  readonly steps: string;
  readonly batch: string;
  readonly widths: string;
  readonly bf16?: true;
  readonly predict?: true;
  readonly angle?: string;
  readonly append?: string;
}

interface Measured {
  readonly min_ms: number;
  /** The most memory that steps took, beyond what was there before them. */
  readonly peak_mib: number;
  readonly peer?: string;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The interpreter that `peers/setup.sh` installs PyTorch for, unless another one is named. */
const python = process.env['ANGNET_PEERS_PYTHON'] ?? here('../.venv-peers/bin/python');

interface Peer {
  readonly command: string;
  readonly script: readonly string[];
  /** The networks that it has. */
  readonly only: readonly string[];
  /** Only training steps in f32, without a measure of memory. */
  readonly plain?: true;
}

const peers: Readonly<Record<string, Peer>> = {
  torch: { command: python, script: [here('peers/torch_step.py')], only: netNames },
  'torch-compiled': { command: python, script: [here('peers/torch_step.py'), '--compile'], only: netNames },
  'tfjs-node': {
    command: process.execPath,
    script: [here('peers/tfjs_node_step.mjs')],
    only: ['lenet-angular'],
    plain: true,
  },
};

function measured(command: string, args: readonly string[]): Measured {
  const output = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(output.trim().split('\n').at(-1)!) as Measured;
}

function compare(
  name: string,
  { engine, peer: wanted, rounds, append, bf16, predict, angle, ...sizes }: Options,
): void {
  for (const peerName of wanted) {
    const { only, plain, command } = peers[peerName]!;
    if (!only.includes(name)) throw new Error(`The peer ${peerName} only has ${only.join(', ')}.`);
    if (plain && (bf16 || predict || angle)) {
      throw new Error(`The peer ${peerName} has training steps in f32 with the net's own function alone.`);
    }
    if (!existsSync(command)) throw new Error('PyTorch is missing. Run: bench/peers/setup.sh');
  }
  const common = [name, ...Object.entries(sizes).flatMap(([option, value]) => [`--${option}`, value])];
  if (bf16) common.push('--bf16');
  if (predict) common.push('--predict');
  if (angle) common.push('--angle', angle);
  const ours = [...process.execArgv, here('run.ts'), ...common, '--engine', engine, '--json'];
  const mine: Measured[] = [];
  const theirs = wanted.map((): Measured[] => []);
  for (let round = 0; round < rounds; round++) {
    mine.push(measured(process.execPath, ours));
    wanted.forEach((peerName, index) => {
      const { command, script } = peers[peerName]!;
      theirs[index]!.push(measured(command, [...script, ...common]));
    });
  }
  const size = name.startsWith('resnet') ? `${name} ${sizes.widths.replaceAll(',', '/')}` : name;
  const what = [size, ...(angle ? [angle] : []), ...(bf16 ? ['bf16'] : []), ...(predict ? ['predictions'] : [])].join(
    ', ',
  );
  wanted.forEach((peerName, index) => {
    const row = tableRow(what, sizes.batch, [engine, mine], [peerName, theirs[index]!]);
    process.stdout.write(row);
    if (append) appendFileSync(append, row);
  });
}

type Measurements = readonly [name: string, all: readonly Measured[]];

function tableRow(what: string, batch: string, [engine, mine]: Measurements, [peer, theirs]: Measurements): string {
  const [our, their] = [lowest(mine, 'min_ms'), lowest(theirs, 'min_ms')];
  const memory = (all: readonly Measured[]) => lowest(all, 'peak_mib') || 'not measured';
  const peerName = theirs[0]!.peer ?? peer;
  const ratio = `${(their / our).toFixed(2)}x`;
  const cells = [what, batch, engine, our, memory(mine), peerName, their, memory(theirs), ratio, machine()];
  return `| ${cells.join(' | ')} |\n`;
}

function lowest(all: readonly Measured[], what: 'min_ms' | 'peak_mib'): number {
  return Math.min(...all.map((one) => one[what] ?? 0));
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a whole number of at least 1.');
}

try {
  new Command('compare')
    .description('Measures a training step and those of peers in turns, and says how many times faster ours is.')
    .argument('<name>', netNames.join(', '))
    .option('--engine <name>', 'the engine to measure', 'native')
    .addOption(new Option('--peer <names...>').choices(Object.keys(peers)).default(['torch']))
    .option('--rounds <count>', 'how often both are measured', positive, 4)
    .option('--steps <count>', 'steps in each measurement', '20')
    .option('--batch <count>', 'examples in a batch', '128')
    .option('--widths <list>', 'filters of the stages of a ResNet', '16,32,64')
    .option('--bf16', 'both multiply in bf16: ours by @precision(bf16), PyTorch by autocast')
    .option('--predict', 'predictions instead of training steps')
    .addOption(
      new Option('--angle <function>', "both with another angle function than the net's own").choices(angularFunctions),
    )
    .option('--append <file>', 'add the result as a row of a Markdown table')
    .action(compare)
    .parse();
} catch (failure) {
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exitCode = 1;
}

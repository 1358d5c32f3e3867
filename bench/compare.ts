/**
 * Our step beside a peer's, taken in turns on the same machine, the lowest of each: machines drift, so that only
 * numbers of one run compare. `npx tsx bench/compare.ts NAME --peer torch`
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { machine } from './machine.js';
import { netNames } from './nets.js';

interface Options {
  readonly engine: string;
  readonly peer: string;
  readonly rounds: number;
  readonly steps: string;
  readonly batch: string;
  readonly widths: string;
  readonly bf16?: true;
  readonly append?: string;
}

interface Measured {
  readonly min_ms: number;
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
  readonly f32Only?: true;
}

const peers: Readonly<Record<string, Peer>> = {
  torch: { command: python, script: [here('peers/torch_step.py')], only: netNames },
  'torch-compiled': { command: python, script: [here('peers/torch_step.py'), '--compile'], only: netNames },
  'tfjs-node': {
    command: process.execPath,
    script: [here('peers/tfjs_node_step.mjs')],
    only: ['lenet-angular'],
    f32Only: true,
  },
};

function measured(command: string, args: readonly string[]): Measured {
  const output = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(output.trim().split('\n').at(-1)!) as Measured;
}

function compare(name: string, { engine, peer: wanted, rounds, append, bf16, ...sizes }: Options): void {
  const peer = peers[wanted]!;
  if (!peer.only.includes(name)) throw new Error(`The peer ${wanted} only has ${peer.only.join(', ')}.`);
  if (bf16 && peer.f32Only) throw new Error(`The peer ${wanted} has no bf16.`);
  if (!existsSync(peer.command)) throw new Error('PyTorch is missing. Run: bench/peers/setup.sh');
  const common = [name, ...Object.entries(sizes).flatMap(([option, value]) => [`--${option}`, value])];
  if (bf16) common.push('--bf16');
  const ours = [...process.execArgv, here('run.ts'), ...common, '--engine', engine, '--json'];
  const [mine, theirs]: [Measured[], Measured[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    mine.push(measured(process.execPath, ours));
    theirs.push(measured(peer.command, [...peer.script, ...common]));
  }
  const lowest = (all: readonly Measured[]) => Math.min(...all.map(({ min_ms: time }) => time));
  const [our, their] = [lowest(mine), lowest(theirs)];
  const peerName = theirs[0]!.peer ?? wanted;
  const precision = bf16 ? 'bf16' : 'f32';
  const ratio = (their / our).toFixed(2);
  process.stdout.write(
    `${name} in ${precision}, batch ${sizes.batch}: ${engine} ${our} ms, ${peerName} ${their} ms: ${ratio}x\n`,
  );
  const network = name.startsWith('resnet') ? `${name} ${sizes.widths.replaceAll(',', '/')}` : name;
  const what = bf16 ? `${network}, bf16` : network;
  const cells = [what, sizes.batch, engine, our, peerName, their, `${ratio}x`, machine()];
  if (append) appendFileSync(append, `| ${cells.join(' | ')} |\n`);
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a whole number of at least 1.');
}

try {
  new Command('compare')
    .description('Measures a training step and that of a peer in turns, and says how many times faster ours is.')
    .argument('<name>', netNames.join(', '))
    .option('--engine <name>', 'the engine to measure', 'native')
    .addOption(new Option('--peer <name>').choices(Object.keys(peers)).default('torch'))
    .option('--rounds <count>', 'how often both are measured', positive, 4)
    .option('--steps <count>', 'steps in each measurement', '20')
    .option('--batch <count>', 'examples in a batch', '128')
    .option('--widths <list>', 'filters of the stages of a ResNet', '16,32,64')
    .option('--bf16', 'both multiply in bf16: ours by @precision(bf16), PyTorch by autocast')
    .option('--append <file>', 'add the result as a row of a Markdown table')
    .action(compare)
    .parse();
} catch (failure) {
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exitCode = 1;
}

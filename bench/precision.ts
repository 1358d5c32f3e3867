/**
 * Whether bf16 costs accuracy: experiments trained in f32 and in bf16, with the same seeds on the native engine, and
 * their test accuracies as rows of a Markdown table. `npx tsx bench/precision.ts --append docs/benchmarks.md`; reads
 * MNIST and CIFAR-100, the latter from ANGNET_DATA.
 */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { machine } from './machine.js';

interface Trial {
  readonly name: string;
  readonly spec: string;
  readonly steps: number;
  readonly settings: readonly string[];
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const trials: readonly Trial[] = [
  { name: 'LeNet on MNIST', spec: '../examples/mnist/pure-angular.ang', steps: 938, settings: [] },
  {
    name: 'angular ResNet-20 of width 8 on CIFAR-100',
    spec: '../examples/cifar/resnet20.ang',
    steps: 200,
    settings: ['model.width=8'],
  },
];

const precisions = ['f32', 'bf16'] as const;

interface Spread {
  readonly mean: number;
  /** The standard deviation between seeds, of the sample. */
  readonly deviation: number;
}

function spread(numbers: readonly number[]): Spread {
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const squares = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (numbers.length - 1)) };
}

/** The test accuracy of one run, in a process and a folder of its own. */
function accuracyOf({ spec, steps, settings }: Trial, precision: string, seed: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'angnet-precision-'));
  try {
    const set = [...settings, `model@precision=${precision}`].flatMap((setting) => ['--set', setting]);
    const run = ['train', here(spec), '--engine', 'native', '--steps', String(steps), '--seed', String(seed), ...set];
    const command = [
      ...process.execArgv,
      here('../runtime/cli/main.ts'),
      ...run,
      '--out',
      join(folder, 'run'),
      '--json',
    ];
    const output = execFileSync(process.execPath, command, { encoding: 'utf8', stdio: 'pipe' });
    return (JSON.parse(output) as { readonly test: { readonly accuracy: number } }).test.accuracy;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`;

/** The row of one experiment: accuracies, and the mean difference of runs of one seed beside what seeds differ by. */
function rowOf(trial: Trial, seeds: number): string {
  const numbers = Array.from({ length: seeds }, (_, seed) => seed);
  const [f32, bf16] = precisions.map((precision) =>
    numbers.map((seed) => {
      const accuracy = accuracyOf(trial, precision, seed);
      process.stderr.write(`${trial.name}, ${precision}, seed ${seed}: ${percent(accuracy)}\n`);
      return accuracy;
    }),
  ) as [number[], number[]];
  const shown = (accuracies: readonly number[]) =>
    `${percent(spread(accuracies).mean)} ± ${percent(spread(accuracies).deviation)}`;
  const difference = spread(bf16.map((accuracy, seed) => accuracy - f32[seed]!));
  const error = difference.deviation / Math.sqrt(seeds);
  return `| ${[trial.name, trial.steps, shown(f32), shown(bf16), `${percent(difference.mean)} ± ${percent(error)}`].join(' | ')} |`;
}

function several(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 1) return count;
  throw new InvalidArgumentError('It must be a whole number of at least 2.');
}

function run({ seeds, append }: { readonly seeds: number; readonly append?: string }): void {
  const header = ['experiment', 'steps', 'f32', 'bf16', 'difference of runs of one seed'];
  const lines = [`| ${header.join(' | ')} |`, `|${' --- |'.repeat(header.length)}`];
  for (const trial of trials) lines.push(rowOf(trial, seeds));
  const table = `${lines.join('\n')}\n\nMean and standard deviation over ${seeds} seeds; ${machine()}.\n`;
  process.stdout.write(table);
  if (append) appendFileSync(append, `\n${table}`);
}

try {
  new Command('precision')
    .description('Trains experiments in f32 and in bf16 and compares their test accuracies.')
    .option('--seeds <count>', 'runs of each', several, 3)
    .option('--append <file>', 'add the table to a file')
    .action(run)
    .parse();
} catch (failure) {
  process.stderr.write(`${failure instanceof Error ? failure.message : String(failure)}\n`);
  process.exitCode = 1;
}

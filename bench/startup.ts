/**
 * From a spec to its first training step in fresh processes, and where the time goes, with and without the saved model of
 * an earlier run: `npm run build && npx tsx bench/startup.ts`. Milliseconds, of each part the lowest of several; a net
 * ten times deeper is measured at a smaller batch, so that computing doesn't hide the rest.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { cacheFolder } from '../runtime/engines/native/install/cache-folder.js';
import { machine } from './machine.js';

type Parts = Readonly<Record<string, number>>;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Blocks in each stage: ResNet-32 has 5. */
function specOf(blocks: number, batch: number): string {
  const net = readFileSync(here('specs/resnet32.ang'), 'utf8').replaceAll('repeat 5', `repeat ${blocks}`);
  return `${net}
experiment Benchmark {
  model: Net(angular: true, first: 16, second: 32, third: 64)
  data: arrays(train: "x", train_labels: "y", test: "x", test_labels: "y", classes: 100)
  loss: softmax(of: classifier)
  optimizer: adam(lr: 0.001)
  batch: ${batch}
  steps: 1000
}
`;
}

function once(spec: string, mode: 'first' | 'again', cache: string): Parts {
  const environment = { ...process.env, ANGNET_CACHE: cache };
  const output = execFileSync(process.execPath, [here('startup-process.mjs'), spec, mode], {
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output.trim().split('\n').at(-1)!) as Parts;
}

/** The lowest of each part. */
function lowest(all: readonly Parts[]): Parts {
  return Object.fromEntries(
    Object.keys(all[0]!).map((part) => [part, Math.min(...all.map((parts) => parts[part] ?? Infinity))]),
  );
}

/** Until the first step is done. */
function total(parts: Parts): number {
  return Object.entries(parts).reduce((sum, [part, time]) => (part === 'second step' ? sum : sum + time), 0);
}

function report(title: string, [first, again]: readonly [Parts, Parts]): void {
  process.stdout.write(`\n${title}\n\n| part | first run | same spec again |\n| --- | --- | --- |\n`);
  const cell = (parts: Parts, part: string) => parts[part]?.toFixed(0) ?? '';
  for (const part of Object.keys(first)) {
    process.stdout.write(`| ${part} | ${cell(first, part)} | ${cell(again, part)} |\n`);
  }
  process.stdout.write(
    `| **spec to first step** | **${total(first).toFixed(0)}** | **${total(again).toFixed(0)}** |\n`,
  );
}

function run({ rounds, deep }: { readonly rounds: number; readonly deep: boolean }): void {
  const folder = mkdtempSync(join(tmpdir(), 'angnet-startup-'));
  try {
    // A cache of its own, which knows the installed engine and no model.
    symlinkSync(join(cacheFolder(), 'native'), join(folder, 'native'));
    const nets = [
      ['ResNet-32, batch 128', 5, 128],
      ...(deep
        ? ([
            ['ResNet-32, batch 16', 5, 16],
            ['ten times as many blocks, batch 16', 50, 16],
          ] as const)
        : []),
    ] as const;
    process.stdout.write(`${machine()}\n`);
    for (const [title, blocks, batch] of nets) {
      const spec = join(folder, `net-${blocks}-${batch}.ang`);
      writeFileSync(spec, specOf(blocks, batch));
      const [first, again]: [Parts[], Parts[]] = [[], []];
      once(spec, 'again', folder);
      for (let round = 0; round < rounds; round++) {
        first.push(once(spec, 'first', folder));
        again.push(once(spec, 'again', folder));
      }
      report(title, [lowest(first), lowest(again)]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function positive(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a whole number of at least 1.');
}

new Command('startup')
  .description('Measures the time from a spec to its first training step on the native engine, in parts.')
  .option('--rounds <count>', 'how often each is measured', positive, 5)
  .option('--deep', 'also a net ten times as deep', false)
  .action(run)
  .parse();

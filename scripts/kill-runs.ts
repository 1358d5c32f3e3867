/**
 * Kills training runs with SIGKILL at random moments, continues them with --resume, and compares what they come to with a
 * run that nobody killed, bit for bit: `npx tsx scripts/kill-runs.ts --engine native --kills 100 --seed 1`. It needs
 * `npm run build`.
 */
import { Command } from 'commander';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stream } from '../runtime/random/index.js';
import { differences, killAndResume, runToEnd } from '../test/support/kill-runs.js';

const MAIN = fileURLToPath(new URL('../dist/runtime/cli/main.js', import.meta.url));
const SPEC = fileURLToPath(new URL('../examples/mnist/pure-angular.ang', import.meta.url));

/** At most so many kills a run: with more, small runs would never pass their first step. Some end before all of them. */
const KILLS_A_RUN = 10;

interface Options {
  readonly engine: string;
  readonly kills: number;
  readonly seed: number;
  readonly steps: string;
  readonly longest: number;
}

async function killRuns({ engine, kills, seed, steps, longest }: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'angnet-kills-'));
  try {
    cpSync(SPEC, join(folder, 'net.ang'));
    const held = ['--set', 'data.validation=5000'];
    const args = [MAIN, 'train', 'net.ang', '--engine', engine, '--steps', steps, ...held];
    const often = [...args, '--checkpoint-seconds', '0', '--keep-every', '7'];
    await runToEnd({ folder, program: process.execPath, args: [...args, '--out', 'whole'] });
    const moments = new Float32Array(KILLS_A_RUN);
    let [done, different] = [0, 0];
    for (let run = 1; done < kills; run++) {
      const out = `killed-${run}`;
      stream(seed, 'order', `kills of run ${run} on ${engine}`).uniform(moments, 0);
      const killed = await killAndResume(
        { folder, program: process.execPath, args: often },
        out,
        [...moments],
        longest * 1000,
      );
      const found = differences(folder, 'whole', out);
      done += killed;
      if (found.length > 0) different++;
      process.stdout.write(
        `${out}: ${killed} kills, ${found.length === 0 ? 'equal' : `differs in ${found.join(', ')}`}\n`,
      );
    }
    process.stdout.write(`${engine}: ${done} kills, ${different} runs differ\n`);
    if (different > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await new Command('kill-runs')
  .option('--engine <name>', 'engine', 'native')
  .option('--kills <n>', 'how many kills must hit, at least', Number, 100)
  .option('--seed <n>', 'seed of the moments', Number, 0)
  .option('--steps <n>', 'steps of each run', '60')
  .option('--longest <seconds>', 'the longest that a process lives', Number, 8)
  .action(killRuns)
  .parseAsync();

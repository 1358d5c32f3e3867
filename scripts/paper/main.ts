/**
 * Trains everything that the paper shows, and writes tables and pictures of it: `npm run paper:quick` for narrow nets and few
 * steps, about two hours on two cores; `npm run paper` for the full recipe. Started again, it goes on where it stopped.
 * CIFAR-100 is found as `train` finds it; the native engine must be there, or another one be named with --engine.
 */
import { Command } from 'commander';
import { angnet } from './angnet.js';
import { directions, features, tables } from './experiments.js';
import { writeResults } from './write-results.js';

interface Options {
  readonly profile?: string;
  readonly seeds: number;
  readonly engine: string;
  readonly resultsOnly?: boolean;
}

async function main({ profile, seeds, engine, resultsOnly }: Options): Promise<void> {
  if (!resultsOnly) {
    const ofProfile = profile === undefined ? [] : ['--profile', profile];
    const training = ['--engine', engine, '--resume'];
    // With 1, cells have failed: their reasons stand in the tables, and the others are done.
    angnet(['ablate', tables.file, ...ofProfile, '--seeds', String(seeds), ...training], [0, 1]);
    angnet(['ablate', features.file, '--seeds', String(features.seeds), ...training], [0, 1]);
    angnet(['train', directions.file, '--out', directions.run, ...training]);
  }
  process.stdout.write(`${await writeResults(profile, seeds)}\n`);
}

// Ctrl-C reaches what is at work, too: that saves, and its exit code ends this process.
process.on('SIGINT', () => undefined);

await new Command('paper')
  .description("trains the paper's experiments and writes docs/results")
  .option('--profile <name>', 'profile of the tables; the full recipe without one')
  .option('--seeds <n>', 'seeds of each cell of the tables', Number, tables.seeds)
  .option('--engine <name>', 'engine', 'native')
  .option('--results-only', 'train nothing: write what there is')
  .action(main)
  .parseAsync();

import { InvalidArgumentError, Option } from 'commander';
import type { Configuration } from '../../compiler/index.js';
import { experimentFields } from '../../compiler/experiments/fields.js';
import { limits } from '../../compiler/phases/3-expand/limits.js';
import { checkEngineName } from '../engines/index.js';
import { formatCount } from './text.js';

/** Options that several commands have. */
export const options = {
  json: () => new Option('--json', 'print JSON for other programs'),
  jsonLines: () => new Option('--json', 'print JSON for other programs, one object a line for each event'),
  experiment: () => new Option('--experiment <name>', 'which experiment, where the spec has several'),
  engine: () =>
    new Option('--engine <name>', 'native, wasm, cpu, reference, or auto for the fastest that works')
      .argParser((name: string) => {
        checkEngineName(name);
        return name;
      })
      .default('auto'),
  ablation: () => new Option('--ablation <name>', 'the cells of an ablation, instead of an experiment'),
  profile: () => new Option('--profile <name>', 'a profile of the experiment, such as a short trial'),
  set: () =>
    new Option(
      '--set <path=value>',
      'change a field, an argument or an annotation: batch=64, optimizer.lr=0.01, classifier@scale=30 (repeatable)',
    ).argParser((value: string, previous: string[] = []) => [...previous, value]),
  steps: () =>
    new Option('--steps <n>', 'train for so many steps; the same as --set steps=N').argParser((text: string) =>
      wholeNumber(text, longest()),
    ),
  profileSteps: () =>
    new Option(
      '--profile-steps <n>',
      'measure so many steps, after a few that warm up, and show where their time goes, by layer',
    ).argParser((text: string) => wholeNumber(text, longest(), 1)),
  best: () => new Option('--best', 'use the weights that did best on held-out examples, not the last'),
  checkpointSeconds: () =>
    new Option('--checkpoint-seconds <n>', 'save a checkpoint after so many seconds (default: 30)').argParser(
      (text: string) => wholeNumber(text),
    ),
  keepEvery: () =>
    new Option(
      '--keep-every <n>',
      'keep the checkpoint of every n-th step for good, beside the last two and the best',
    ).argParser((text: string) => wholeNumber(text, longest(), 1)),
  seeds: () =>
    new Option('--seeds <n>', 'train every cell with so many seeds, whatever the spec says').argParser((text: string) =>
      wholeNumber(text, limits.seeds, 1),
    ),
  jobs: () =>
    new Option('--jobs <n>', 'how many runs to train at a time')
      .argParser((text: string) => wholeNumber(text, 1000, 1))
      .default(1),
  index: () =>
    new Option('--index <n>', "train one run of an ablation's plan and nothing else; launchers call this").argParser(
      (text: string) => wholeNumber(text),
    ),
  seed: () =>
    new Option('--seed <n>', 'seed of everything random').argParser((text: string) => wholeNumber(text)).default(0),
};

/**
 * A number that an option takes.
 * @throws {InvalidArgumentError}
 */
export function wholeNumber(text: string, most = Number.MAX_SAFE_INTEGER, least = 0): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new InvalidArgumentError(`It must be a whole number from ${least} to ${formatCount(most)}.`);
}

/** The most steps that a spec can ask for. */
function longest(): number | undefined {
  const form = experimentFields.get('steps')?.form;
  return form?.kind === 'value' && form.type.kind === 'int' ? form.type.max : undefined;
}

/**
 * An empty name would mean the current folder to some and nothing to others; it comes from a variable that isn't set.
 * @throws {InvalidArgumentError}
 */
export function folderName(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It must name a folder; `.` is the current one.');
}

/** How `--profile`, `--set` and `--steps` change an experiment; settings in the order in which they are applied. */
export function configurationOf({
  profile,
  set = [],
  steps,
}: {
  readonly profile?: string;
  readonly set?: readonly string[];
  readonly steps?: number;
}): Configuration {
  const overrides = [...set, ...(steps === undefined ? [] : [`steps=${steps}`])];
  return { ...(profile === undefined ? {} : { profile }), ...(overrides.length === 0 ? {} : { overrides }) };
}

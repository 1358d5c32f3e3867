import { dirname } from 'node:path';
import { Option, type Command } from 'commander';
import { threeDigits } from '../../../compiler/analysis/format-number.js';
import { contactSheet, writeImage } from '../../report/index.js';
import { openExperiment } from '../../spec/index.js';
import { loadData } from '../../training/load-data.js';
import { shownExamples, splitNames, type SplitName } from '../../training/shown-examples.js';
import { example, type CommandContext } from '../context.js';
import { configurationOf, options, wholeNumber } from '../options.js';
import { pictureName } from '../picture-name.js';
import { plural } from '../text.js';

interface ShowOptions {
  readonly output: string;
  readonly experiment?: string;
  readonly profile?: string;
  readonly set?: readonly string[];
  readonly split: SplitName;
  readonly count: number;
  readonly seed: number;
}

const SPLITS: Readonly<Record<SplitName, string>> = { train: 'training', validation: 'validation', test: 'test' };

/** More would make a picture that no viewer opens. */
const MOST = 2500;

/** Adds `data show`: a contact sheet of what a net gets. */
export function addDataShow(data: Command, { out }: CommandContext): void {
  data
    .command('show')
    .description('a picture of examples as the net sees them, augmented and normalised')
    .argument('<file>', 'spec')
    .requiredOption('--output <picture>', 'where to write it: a name that ends in .svg or .png', pictureName)
    .addOption(options.experiment())
    .addOption(options.profile())
    .addOption(options.set())
    .addOption(new Option('--split <name>', 'which examples').choices(splitNames).default('train'))
    .addOption(
      new Option('--count <n>', 'how many').argParser((text: string) => wholeNumber(text, MOST, 1)).default(64),
    )
    .addOption(options.seed())
    .addHelpText(
      'after',
      example('data show digits.ang --output sheet.png', 'data show digits.ang --split test --output test.svg'),
    )
    .action(async (file: string, given: ShowOptions) => {
      const { experiment } = openExperiment(file, given.experiment, configurationOf(given));
      const dataset = await loadData(experiment, dirname(file));
      const { labels, ...shown } = shownExamples(experiment, dataset, { ...given, most: given.count });
      const [black, white] = shown.range.map(threeDigits);
      const svg = contactSheet({
        ...shown,
        captions: labels.map(String),
        title: `${experiment.name}: ${experiment.data.description.name}`,
        subtitle: `${plural(labels.length, `${SPLITS[given.split]} example`)} and their classes; black is ${black}, white is ${white}`,
      });
      await writeImage(given.output, svg);
      out.write(`${given.output}\n`);
    });
}

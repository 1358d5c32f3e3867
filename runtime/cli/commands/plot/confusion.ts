import { maxConfusionClasses } from '../../../../compiler/phases/4-lower/lower-metrics.js';
import { confusionChart } from '../../../report/index.js';
import { formatAccuracy, openRunSpec, RunError, titleOf } from '../../../training/index.js';
import { example, type AddCommand, type CommandContext } from '../../context.js';
import { options } from '../../options.js';
import { formatCount } from '../../text.js';
import { outputOption, writePlot, type PlotOptions } from './output.js';

export const addConfusion: AddCommand = (plot, context) => {
  plot
    .command('confusion')
    .description('which classes a finished run takes for which, on the test data')
    .argument('<run>', "a run's folder")
    .addOption(outputOption('confusion'))
    .addOption(options.json())
    .addHelpText('after', example('plot confusion runs/Digits/3f2a91c0-0'))
    .action((path: string, given: PlotOptions) => plotConfusion(path, given, context));
};

async function plotConfusion(path: string, given: PlotOptions, context: CommandContext): Promise<void> {
  const run = await openRunSpec(path);
  const { folder, record } = run;
  const result = await folder.result();
  if (!result) throw new RunError(`The run in ${path} isn't finished: continue it with \`train … --resume\`.`);
  const { test } = result;
  if (!test.confusion) {
    throw new RunError(
      `${path} keeps no confusion matrix: it was finished by an earlier version, or has more than ${formatCount(maxConfusionClasses)} classes.`,
    );
  }
  const subtitle = `${formatCount(test.count)} test examples, ${formatAccuracy(test)} right, seed ${record.seed}`;
  const chart = confusionChart({ counts: test.confusion, title: `${titleOf(run)}: confusion`, subtitle });
  const classes = test.confusion.length;
  await writePlot(
    chart,
    given,
    { kind: 'confusion', shows: `${classes} classes, ${formatAccuracy(test)} right` },
    context,
  );
}

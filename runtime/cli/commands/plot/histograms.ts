import { angularLayers } from '../../../evaluation/inspection.js';
import { histogramsChart } from '../../../report/index.js';
import { openRun, RunError, titleOf } from '../../../training/index.js';
import { example, type AddCommand, type CommandContext } from '../../context.js';
import { options } from '../../options.js';
import { plural } from '../../text.js';
import { inspectRun } from './inspect-run.js';
import { chosenLayers } from '../../chosen-layers.js';
import { outputOption, writePlot, type PlotOptions } from './output.js';

interface HistogramOptions extends PlotOptions {
  readonly layer?: string;
  readonly engine: string;
}

export const addHistograms: AddCommand = (plot, context) => {
  plot
    .command('histograms')
    .description('how the angles between inputs and filters are distributed, a panel for each angular layer')
    .argument('<run>', "a run's folder")
    .option('--layer <selector>', 'labels, paths or kinds of layers (default: every angular layer)')
    .addOption(outputOption('histograms'))
    .addOption(options.engine())
    .addOption(options.json())
    .addHelpText('after', example('plot histograms runs/Digits/3f2a91c0-0', 'plot histograms RUN --layer stage1'))
    .action((path: string, given: HistogramOptions) => plotHistograms(path, given, context));
};

async function plotHistograms(path: string, given: HistogramOptions, context: CommandContext): Promise<void> {
  const run = await openRun(path);
  const { network } = run.experiment;
  const all = angularLayers(network.nodes);
  const angular =
    given.layer === undefined ? all : chosenLayers(network, given.layer, (node) => all.includes(node), 'angular layer');
  if (angular.length === 0) throw new RunError(`${network.name} has no angular layer, so there are no angles to draw.`);
  const { angles: layers } = await inspectRun(run, { angular }, given, context);
  const shows = `angles of ${plural(layers.length, 'layer')}`;
  await writePlot(
    histogramsChart(layers, `${titleOf(run)}: angles between inputs and filters`),
    given,
    { kind: 'histograms', shows },
    context,
  );
}

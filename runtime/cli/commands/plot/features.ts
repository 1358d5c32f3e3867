import type { Experiment, LayerNode } from '../../../../compiler/index.js';
import { sizeOf } from '../../../../compiler/graph/types.js';
import { featureLayer, layerName } from '../../../evaluation/feature-layer.js';
import { drawFeatures } from '../../../evaluation/feature-picture.js';
import { describeFeatures, openRun, RunError, titleOf } from '../../../training/index.js';
import { example, type AddCommand, type CommandContext } from '../../context.js';
import { formatAngles } from '../../format-evaluation.js';
import { options } from '../../options.js';
import { inspectRun } from './inspect-run.js';
import { chosenLayer } from '../../chosen-layers.js';
import { outputOption, writePlot, type PlotOptions } from './output.js';

interface FeatureOptions extends PlotOptions {
  readonly layer?: string;
  readonly engine: string;
}

export const addFeatures: AddCommand = (plot, context) => {
  plot
    .command('features')
    .description(
      'what a layer gives for the test examples, as points of the plane; principal components where it has more dimensions',
    )
    .argument('<run>', "a run's folder")
    .option(
      '--layer <selector>',
      'a label, path or kind of layer (default: two-dimensional features, or what the loss classifies)',
    )
    .addOption(outputOption('features'))
    .addOption(options.engine())
    .addOption(options.json())
    .addHelpText(
      'after',
      example('plot features runs/Digits/3f2a91c0-0', 'plot features RUN --layer stage2 -o stage2.png'),
    )
    .action((path: string, given: FeatureOptions) => plotFeatures(path, given, context));
};

function isDrawable({ shape }: LayerNode): boolean {
  return sizeOf(shape) > 1;
}

/** @throws {RunError} where the features lie on a line */
function drawableFeature(experiment: Experiment): LayerNode {
  const feature = featureLayer(experiment);
  if (isDrawable(feature)) return feature;
  throw new RunError(
    `The features of ${experiment.name}, those of \`${layerName(experiment.network, feature)}\`, have one dimension, and two make a picture: choose another layer with \`--layer\`.`,
  );
}

async function plotFeatures(path: string, given: FeatureOptions, context: CommandContext): Promise<void> {
  const run = await openRun(path);
  const { experiment, record } = run;
  const { network } = experiment;
  const feature =
    given.layer === undefined
      ? drawableFeature(experiment)
      : chosenLayer(network, given.layer, isDrawable, 'layer of two dimensions or more');
  const { features } = await inspectRun(run, { feature, angular: [] }, given, context);
  const described = describeFeatures(experiment, feature, features!);
  const chart = drawFeatures(features!, {
    title: `${titleOf(run)}: ${described.layer}`,
    remark: `seed ${record.seed}`,
  });
  await writePlot(chart!, given, { kind: 'features', shows: formatAngles(described) }, context);
}

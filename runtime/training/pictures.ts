import { basename, join } from 'node:path';
import type { Experiment } from '../../compiler/index.js';
import type { Split } from '../data/index.js';
import type { Engine, Session } from '../engines/engine.js';
import { featureLayer, layerName } from '../evaluation/feature-layer.js';
import { drawFeatures } from '../evaluation/feature-picture.js';
import { angularLayers, inspect } from '../evaluation/inspection.js';
import { curvesChart, writePicture } from '../report/index.js';
import { describeFeatures } from './describe-features.js';
import type { Evaluation } from './evaluate.js';
import { readCurve } from './read-curve.js';
import type { RunFolder } from './run-folder.js';
import type { RunResult } from './run-record.js';

export interface PictureContext {
  /** What the run is called. */
  readonly title: string;
  readonly experiment: Experiment;
  readonly engine: Engine;
  /** Holds the trained state. */
  readonly session: Session;
  readonly folder: RunFolder;
  readonly test: Split;
  readonly steps: number;
  readonly evaluation: Evaluation;
  readonly signal: AbortSignal;
}

/**
 * Looks into the trained network, and draws the features of the test examples and the learning curves.
 * @returns what was found, and the names of the files
 * @throws the signal's reason when it is aborted
 */
export async function drawPictures(
  context: PictureContext,
): Promise<Pick<RunResult, 'features' | 'angles' | 'pictures'>> {
  const { title, experiment, engine, session, folder, test, evaluation, signal } = context;
  const { network } = experiment;
  const feature = featureLayer(experiment);
  const subject = { experiment, feature, angular: angularLayers(network.nodes) };
  const { features, angles } = await inspect(engine, subject, () => session.readState(), test, signal);
  const layer = layerName(network, feature);
  const chart = drawFeatures(features!, {
    title: `${title}: ${layer}`,
    remark: `${formatAccuracy(evaluation)} of all classified right`,
  });
  const written = chart ? await writePicture(join(folder.path, 'features'), chart) : [];
  const curves = await drawCurves(context);
  return {
    features: describeFeatures(experiment, feature, features!),
    angles,
    pictures: [...written, ...curves].map((path) => basename(path)),
  };
}

async function drawCurves({
  title,
  experiment,
  folder,
  steps,
  evaluation,
}: PictureContext): Promise<readonly string[]> {
  const chart = curvesChart({
    points: await readCurve(folder, { steps, test: evaluation }),
    title,
    subtitle: `${steps.toLocaleString('en')} steps of ${experiment.batch} examples, test accuracy ${formatAccuracy(evaluation)}`,
  });
  return writePicture(join(folder.path, 'curves'), chart);
}

/** `98.42 %` */
export function formatAccuracy({ accuracy }: Pick<Evaluation, 'accuracy'>): string {
  return `${(accuracy * 100).toFixed(2)} %`;
}

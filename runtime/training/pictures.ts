import { basename, join } from 'node:path';
import type { Experiment, LayerNode } from '../../compiler/index.js';
import type { Split } from '../data/index.js';
import type { Session } from '../engines/engine.js';
import { readJsonLines, type JsonRecord } from '../files/index.js';
import { curvesChart, scatterChart, writePicture, type CurvePoint } from '../report/index.js';
import type { Evaluation } from './evaluate.js';
import { predict } from './predict.js';
import { files, type RunFolder } from './run-folder.js';

export interface PictureContext {
  readonly experiment: Experiment;
  readonly session: Session;
  readonly folder: RunFolder;
  readonly test: Split;
  readonly steps: number;
  readonly evaluation: Evaluation;
}

/**
 * Draws the learning curves, and all test features where a layer has two dimensions.
 * @returns the names of the files
 */
export async function drawPictures(context: PictureContext): Promise<readonly string[]> {
  const written = [...(await drawFeatures(context)), ...(await drawCurves(context))];
  return written.map((path) => basename(path));
}

async function drawFeatures({
  experiment,
  session,
  folder,
  test,
  evaluation,
}: PictureContext): Promise<readonly string[]> {
  const label = planarLabel(experiment);
  if (label === undefined) return [];
  const { data } = await predict(session, test, label);
  const chart = scatterChart({
    features: data,
    labels: test.labels,
    title: `${experiment.name}: ${label}`,
    subtitle: `${test.count.toLocaleString('en')} test examples, ${formatAccuracy(evaluation)} classified right`,
  });
  return writePicture(join(folder.path, 'features'), chart);
}

/** The label of a layer with two outputs that isn't a classifier's; `feature` before others. */
function planarLabel({ network, losses }: Experiment): string | undefined {
  const heads = losses.filter(({ loss }) => loss.reads === 'classes');
  const classifiers = new Set<LayerNode>(heads.map(({ target }) => target));
  const planar = [...network.labels].filter(
    ([, node]) => node.shape.length === 1 && node.shape[0] === 2 && !classifiers.has(node),
  );
  const labels = planar.map(([label]) => label);
  return labels.includes('feature') ? 'feature' : labels[0];
}

async function drawCurves({ experiment, folder, steps, evaluation }: PictureContext): Promise<readonly string[]> {
  const points = (await readJsonLines(folder.file(files.metrics))).map(pointOf);
  const last = { step: steps, testLoss: evaluation.loss, testAccuracy: evaluation.accuracy };
  const chart = curvesChart({
    points: [...points, last],
    title: experiment.name,
    subtitle: `${steps.toLocaleString('en')} steps of ${experiment.batch} examples, test accuracy ${formatAccuracy(evaluation)}`,
  });
  return writePicture(join(folder.path, 'curves'), chart);
}

function pointOf(record: JsonRecord): CurvePoint {
  const { step, loss, accuracy, validation_loss: validationLoss, validation_accuracy: validationAccuracy } = record;
  return { step, loss, accuracy, validationLoss, validationAccuracy } as CurvePoint;
}

/** `98.42 %` */
export function formatAccuracy({ accuracy }: Pick<Evaluation, 'accuracy'>): string {
  return `${(accuracy * 100).toFixed(2)} %`;
}

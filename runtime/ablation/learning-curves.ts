import { runCurvesChart, type Chart, type CurvePoint } from '../report/index.js';
import { readCurve } from '../training/read-curve.js';
import type { RunFolder } from '../training/run-folder.js';
import type { AblationFolder } from './ablation-folder.js';
import type { AblationReport } from './report.js';

/**
 * Learning curves of an ablation's cells in one picture, as far as they are trained: cells of one meaning are one line, and
 * seeds the mean and the band of it.
 * @returns undefined where no step was made yet
 * @throws {FileError}
 */
export async function learningCurves(
  ablation: AblationFolder,
  { name, axes, cells, seeds }: AblationReport,
): Promise<Chart | undefined> {
  const groups = [];
  for (const { labels, hash, sameAs } of cells) {
    if (sameAs !== undefined) continue;
    const trained = ablation.plan.runs.filter((run) => run.hash === hash && run.seed < seeds);
    const curves = await Promise.all(trained.map((run) => curveOf(ablation.runFolder(run))));
    const runs = curves.filter((points) => points.some(({ loss }) => loss !== undefined));
    if (runs.length > 0) groups.push({ name: labels.join(', '), runs });
  }
  if (groups.length === 0) return undefined;
  const varied = axes.flatMap(({ kind, title }) => (kind === 'vary' || kind === 'zip' ? [title] : []));
  const by = varied.length === 0 ? '' : ` by ${varied.join(', ')}`;
  return runCurvesChart({ groups, shared: [] }, `${name}: learning curves${by}`);
}

async function curveOf(folder: RunFolder): Promise<readonly CurvePoint[]> {
  return readCurve(folder, await folder.result());
}

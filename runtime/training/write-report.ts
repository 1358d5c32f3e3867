import { compareExperiments } from '../../compiler/diff/index.js';
import { atomicWrite } from '../files/index.js';
import { renderComparison } from '../report/comparison-text.js';
import { comparisonPage } from '../report/page/comparison-page.js';
import { runPage } from '../report/page/run-page.js';
import { gatherReport } from './gather-report.js';
import { files, RunFolder } from './run-folder.js';

/**
 * Writes the report of a run, from what its folder holds.
 * @param output where to; `report.html` in the run's folder when absent
 * @returns where it was written to
 * @throws {FileError | RunError | SpecError}
 */
export async function writeReport(folder: string, output?: string): Promise<string> {
  const { report } = await gatherReport(folder);
  const path = output ?? new RunFolder(folder).file(files.report);
  await atomicWrite(path, await runPage(report));
  return path;
}

/**
 * Writes one report of several runs side by side; differences are those from the first.
 * @throws {FileError | RunError | SpecError}
 */
export async function writeComparison(folders: readonly string[], output: string): Promise<void> {
  const runs = [];
  for (const folder of folders) runs.push(await gatherReport(folder));
  const [first] = runs;
  const compared = runs.map(({ report, experiment }, index) => {
    if (index === 0) return report;
    return { ...report, differences: renderComparison(compareExperiments(first!.experiment, experiment)) };
  });
  await atomicWrite(output, await comparisonPage(compared));
}

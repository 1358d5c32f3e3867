import { canonicalData } from '../../compiler/canonical/index.js';
import { loadData } from '../training/index.js';
import { openPlannedExperiment } from './execute-run.js';
import type { StoredPlan } from './plan-file.js';

/**
 * Reads the data of every run once, so that what is missing is missed before anything is trained.
 * @throws {DataError | FileError}
 */
export async function checkData(stored: StoredPlan): Promise<void> {
  const seen = new Set<string>();
  for (const run of stored.folder.plan.runs) {
    if (run.seed > 0) break;
    const { experiment } = openPlannedExperiment(stored, run);
    const data = canonicalData(experiment);
    if (seen.has(data)) continue;
    seen.add(data);
    await loadData(experiment, stored.dataFolder);
  }
}

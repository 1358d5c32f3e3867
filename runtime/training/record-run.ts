import { dirname, join, relative, resolve, sep } from 'node:path';
import { canonicalText } from '../../compiler/canonical/index.js';
import type { Dataset } from '../data/index.js';
import { atomicWrite, makeFolder } from '../files/index.js';
import { recordData } from './data-record.js';
import { files } from './run-folder.js';
import { formatRecord, type RunRecord } from './run-record.js';
import { specFiles } from './spec-files.js';
import { dataFolderOf, type TrainRequest } from './train-request.js';

/**
 * Writes what a run is into its folder. The record comes first: with it, whatever else is there is known to be a run's.
 * @param steps of the whole run
 * @throws {FileError}
 */
export async function recordRun(request: TrainRequest, dataset: Dataset, steps: number): Promise<void> {
  const { spec, experiment, configuration, hash, seed, engine, engineDetail, versions, from, plan } = request;
  const { folder } = plan;
  const { texts, root } = specFiles(spec);
  const dataFolder = resolve(dataFolderOf(request));
  const record: RunRecord = {
    schema: 1,
    experiment: experiment.name,
    spec: root,
    ...(Object.keys(configuration).length > 0 && { configuration }),
    dataFolder: relative(resolve(folder.path), dataFolder).replaceAll(sep, '/') || '.',
    data: await recordData(dataset.files, dataFolder),
    hash,
    seed,
    steps,
    ...(from && { from: { run: from.run, sha256: from.sha256 } }),
    engine: { name: engine.name, detail: engineDetail },
    versions,
  };
  await makeFolder(folder.path);
  await atomicWrite(folder.file(files.record), formatRecord(record));
  for (const [name, text] of [...texts, [files.canonical, canonicalText(experiment)] as const]) {
    await makeFolder(dirname(join(folder.path, name)));
    await atomicWrite(join(folder.path, name), text);
  }
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { experimentHash } from '../../compiler/canonical/index.js';
import type { StateVariable } from '../../compiler/graph/graph.js';
import type { Experiment } from '../../compiler/index.js';
import { loadSource, type Engine, type HostTensor, type Session } from '../engines/engine.js';
import { openExperiment, SpecHost } from '../spec/index.js';
import { readWeights } from './checkpoint.js';
import { RunError } from './errors.js';
import { inferenceSource } from './program-source.js';
import { RunFolder } from './run-folder.js';
import type { RunRecord } from './run-record.js';

/** A run whose weights can be used. */
export interface OpenedRun {
  readonly folder: RunFolder;
  readonly record: RunRecord;
  readonly experiment: Experiment;
  /** What it is among the cells of the ablation that it was trained for: `row plain`, `classifier@scale=30`. */
  readonly cell?: readonly string[];
  /** Where relative paths of the spec's data start. */
  readonly dataFolder: string;
  /** File of the weights: of the finished run, else the last checkpoint; or the best one. */
  readonly weights: string;
}

/**
 * Opens a run's folder, to use its weights.
 * @param best whether to take those that did best on held-out examples, not the last
 * @throws {FileError | RunError | SpecError}
 */
export async function openRun(path: string, best = false): Promise<OpenedRun> {
  const opened = await openRunSpec(path);
  const weights = best ? opened.folder.bestWeights : opened.folder.newestWeights;
  if (weights === undefined && best) {
    throw new RunError(
      `${path} has no best weights: nothing was held out to choose them by (\`validation\` of the data).`,
    );
  }
  if (weights === undefined) {
    throw new RunError(`${path} has no weights yet: continue the run with \`train … --resume\`.`);
  }
  return { ...opened, weights };
}

/**
 * Opens a run's folder for what it says of the run.
 * @throws {FileError | RunError | SpecError}
 */
export async function openRunSpec(path: string): Promise<Omit<OpenedRun, 'weights'>> {
  const folder = new RunFolder(path);
  const record = await folder.record();
  if (!record) throw noRun(path);
  const spec = join(path, record.spec);
  // The files that it imports lie beside it, wherever the run's folder is.
  const host = new SpecHost(spec, path);
  const { experiment, cell } = openExperiment(spec, record.experiment, record.configuration, host);
  if (experimentHash(experiment) !== record.hash) {
    throw new RunError(
      `The spec in ${path} is not what the run was trained with: it was edited, or angnet has changed.`,
    );
  }
  return { folder, record, experiment, ...(cell && { cell }), dataFolder: join(path, record.dataFolder) };
}

function noRun(path: string): RunError {
  if (existsSync(path)) return new RunError(`${path} is not the folder of a run: it has no run.json.`);
  return new RunError(
    `There is no folder ${path}: a run lies where \`train\` wrote it, by default in runs/EXPERIMENT/HASH-SEED.`,
  );
}

/**
 * The values of some state variables of a run.
 * @throws {FileError | RunError}
 */
export function weightsOf(
  { weights, record }: OpenedRun,
  variables: readonly StateVariable[],
): Promise<Record<string, HostTensor>> {
  return readWeights(weights, variables, record.hash);
}

/** Loads a run's weights into an engine, for evaluation and prediction only. */
export async function loadRun({ experiment, record, weights }: OpenedRun, engine: Engine): Promise<Session> {
  const session = await loadSource(engine, inferenceSource(experiment, record.hash, record.steps));
  await session.writeState(await readWeights(weights, session.program.state, record.hash));
  return session;
}

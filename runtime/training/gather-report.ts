import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { modelCost } from '../../compiler/cost/model-cost.js';
import { compile, type Experiment } from '../../compiler/index.js';
import { fileError } from '../files/error.js';
import { readText } from '../files/index.js';
import { formatBytes, formatCount, formatLarge, formatMemory } from '../format-numbers.js';
import { remarkOnKept } from '../report/kept-remark.js';
import { summaryRows } from '../report/layer-rows.js';
import type { LayerTable, RunCurve, RunReport } from '../report/page/run-report.js';
import { openRunSpec, type OpenedRun } from './open-run.js';
import { settingsOf, titleOf } from './run-title.js';
import { readCurve } from './read-curve.js';
import { files, type RunFolder } from './run-folder.js';
import type { RunRecord, RunResult, RunTime } from './run-record.js';

/** What a report says of a run, and what was trained. */
export interface GatheredRun {
  readonly report: RunReport;
  readonly experiment: Experiment;
}

/**
 * Gathers what the files of a run's folder say of it. Nothing is trained or evaluated for it.
 * @throws {FileError | RunError | SpecError}
 */
export async function gatherReport(path: string): Promise<GatheredRun> {
  const opened = await openRunSpec(path);
  const { folder, record, experiment } = opened;
  const result = await folder.result();
  const time = await folder.time();
  const features = join(path, 'features.svg');
  return {
    experiment,
    report: {
      ...(await curveOf(opened, result)),
      about: aboutOf(path, opened, time),
      sources: await sourcesOf(folder, record),
      layers: layerTableOf(experiment, record.steps),
      result,
      time,
      featureSvg: result && existsSync(features) ? await readText(features) : undefined,
    },
  };
}

/**
 * The learning curve of a run, and what it is called by: without the layers, for which a report compiles the spec.
 * @throws {FileError | RunError | SpecError}
 */
export async function gatherCurve(path: string): Promise<RunCurve> {
  const opened = await openRunSpec(path);
  return curveOf(opened, await opened.folder.result());
}

async function curveOf(
  { folder, record, cell, experiment: { batch } }: Omit<OpenedRun, 'weights'>,
  result: RunResult | undefined,
): Promise<RunCurve> {
  const { experiment, hash, seed, steps } = record;
  const settings = settingsOf({ record, cell });
  const group = titleOf({ record, cell });
  const curve = await readCurve(folder, result);
  return { name: `${group}, seed ${seed}`, group, experiment, settings, hash, seed, batch, steps, curve };
}

function aboutOf(
  path: string,
  { record, cell }: Omit<OpenedRun, 'weights'>,
  time: RunTime | undefined,
): RunReport['about'] {
  const { configuration, engine, versions, data = [] } = record;
  const { angnet, ...others } = versions;
  return [
    ['experiment', record.experiment],
    ...one('profile', configuration?.profile),
    ...one('cell', cell && `${configuration!.cell!.ablation}: ${cell.join(', ')}`),
    ...one('settings', configuration?.overrides?.join(', ')),
    ['hash of what the spec means', record.hash],
    ['seed', String(record.seed)],
    ['steps', formatCount(record.steps)],
    ['engine', `${engine.name} (${engine.detail})`],
    ...one('angnet', angnet),
    [
      'other versions',
      Object.entries(others)
        .map((entry) => entry.join(' '))
        .join(', '),
    ],
    ...data.map((file) => ['data', `${file.path}, ${formatBytes(file.bytes)}, SHA-256 ${file.sha256}`] as const),
    ...one('finished', time?.finished),
    ['folder', path],
  ];
}

function one(name: string, value: string | undefined): RunReport['about'] {
  return value === undefined ? [] : [[name, value]];
}

/** The spec, and where it imports others, all of them. */
async function sourcesOf(folder: RunFolder, { spec }: RunRecord): Promise<RunReport['sources']> {
  const names = spec.startsWith(`${files.sources}/`) ? await filesBelow(folder.file(files.sources)) : [];
  const others = names.map((name) => `${files.sources}/${name}`).filter((name) => name !== spec);
  return Promise.all([spec, ...others].map(async (name) => ({ name, text: await readText(join(folder.path, name)) })));
}

async function filesBelow(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder, { recursive: true });
    return names
      .map((name) => name.replaceAll(sep, '/'))
      .filter((name) => name.endsWith('.ang'))
      .sort();
  } catch (cause) {
    throw fileError('read', folder, cause);
  }
}

function layerTableOf(experiment: Experiment, steps: number): LayerTable {
  const { network, batch } = experiment;
  const { layers, parameters, multiplyAdds, stateBytes, step } = modelCost(network, compile(experiment, { steps }));
  const rows = summaryRows(network, layers, true);
  return {
    header: ['layer', 'output', 'parameters', 'multiply-adds', 'kept'],
    right: [2, 3, 4],
    rows: rows.map(({ cells }) => cells),
    totals: [
      `${formatCount(parameters)} parameters, ${formatLarge(multiplyAdds)} multiply-adds for one example forward, ${formatMemory(stateBytes)} of state.`,
      ...(step
        ? [
            `A training step of ${formatCount(batch)} examples takes ${formatLarge(step.multiplyAdds)} multiply-adds, keeps ` +
              `${formatMemory(step.keptBytes)} for its backward half (column "kept")${remarkOnKept(step)} and holds at most ${formatMemory(step.peakBytes)} at once.`,
          ]
        : []),
      ...(rows.some(({ count }) => count > 1)
        ? ['Rounds of a repeat that are alike are one row: its numbers are those of each.']
        : []),
    ],
    parameters,
    multiplyAdds,
  };
}

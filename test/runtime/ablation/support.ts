import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AblationFolder } from '../../../runtime/ablation/ablation-folder.js';
import { makePlan } from '../../../runtime/ablation/make-plan.js';
import { writePlan, type StoredPlan } from '../../../runtime/ablation/plan-file.js';
import type { PlannedRun } from '../../../runtime/ablation/plan.js';
import { openAblations } from '../../../runtime/spec/index.js';
import type { Configuration } from '../../../compiler/index.js';
import { formatRecord } from '../../../runtime/training/run-record.js';
import { tinyFolder, tinySpec } from '../training/tiny.js';

/** Rows, columns and a list, which share the experiment itself. */
export const tinyTables = `${tinySpec.replace('steps: 12\n', 'steps: 12\n  profile quick { steps: 3 }\n')}
ablation Kinds of Tiny {
  rows { plain: { replace angfc with fc }  angular: {} }
  columns { small: { batch: 4 }  large: {} }
  seeds: 3
  expect accuracy [[70%, 80%], [85%, 90%]] from "Table 7"
}

ablation Rates of Tiny {
  vary optimizer.lr: [0.02, 0.01]
  seeds: 2
}
`;

/** The plan of a spec's ablations in a folder of its own, with data beside it. */
export async function storedPlan(spec: string, configuration: Configuration = {}, seeds?: number): Promise<StoredPlan> {
  const folder = tinyFolder();
  const path = join(folder, 'tables.ang');
  writeFileSync(path, spec);
  const opened = openAblations(path, configuration);
  const ablations = opened.map(({ ablation }) => ablation);
  const out = join(folder, 'out');
  return writePlan(out, join(out, 'runs'), makePlan(path, ablations, configuration, seeds), opened[0]!.spec);
}

/** The number of the first run of a cell with a seed. */
export function runOf({ plan }: AblationFolder, ablation: string, cell: number, seed: number): PlannedRun {
  const { hash } = plan.ablations.find(({ name }) => name === ablation)!.cells[cell]!;
  return plan.runs.find((run) => run.hash === hash && run.seed === seed)!;
}

/** Writes what a run leaves that has answered so many of 1,000 test examples right. */
export function pretendResult(ablation: AblationFolder, run: PlannedRun, correct: number, engine = 'wasm'): void {
  const count = 1000;
  const folder = pretendStart(ablation, run, engine);
  const test = { loss: 1 - correct / count, accuracy: correct / count, correct, count };
  const about = { schema: 1, experiment: 'Tiny', ...run, steps: 12, engine, test, pictures: [] } as const;
  writeFileSync(join(folder, 'result.json'), formatRecord(about));
}

/** Writes what a run leaves that has begun. */
export function pretendStart(ablation: AblationFolder, run: PlannedRun, engine = 'wasm'): string {
  const { path } = ablation.runFolder(run);
  mkdirSync(path, { recursive: true });
  const record = {
    schema: 1,
    experiment: 'Tiny',
    spec: 'spec.ang',
    dataFolder: '.',
    ...run,
    steps: 12,
    engine: { name: engine, detail: '' },
    versions: {},
  } as const;
  writeFileSync(join(path, 'run.json'), formatRecord(record));
  return path;
}

export function pretendFailure(ablation: AblationFolder, run: PlannedRun, reason: string): void {
  const path = ablation.failure(run);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ schema: 1, reason, attempts: 1 }));
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalText, hashText } from '../../../compiler/canonical/index.js';
import { chooseEngine } from '../../../runtime/engines/index.js';
import { openExperiment } from '../../../runtime/spec/index.js';
import { planRun, train } from '../../../runtime/training/index.js';
import type { StartingWeights, TrainingEvent, TrainingOutcome } from '../../../runtime/training/index.js';

export interface Options {
  readonly folder: string;
  readonly out: string;
  readonly engine?: string;
  readonly overrides?: readonly string[];
  readonly seed?: number;
  readonly resume?: boolean;
  /** Abort after so many steps. */
  readonly stopAt?: number;
  readonly checkpointSeconds?: number;
  readonly keepEvery?: number;
  readonly from?: StartingWeights;
  readonly report?: (event: TrainingEvent) => void;
}

/** Trains the tiny experiment as the command line does. */
export async function trainTiny(options: Options): Promise<TrainingOutcome> {
  const { folder, engine = 'wasm', overrides = [], seed = 0, resume = false, stopAt, report, from } = options;
  const { spec, experiment } = openExperiment(join(folder, 'tiny.ang'), undefined, { overrides });
  const hash = hashText(canonicalText(experiment));
  const out = join(folder, options.out);
  const plan = await planRun({
    experiment: experiment.name,
    hash,
    seed,
    from: from?.sha256,
    out,
    resume,
    force: false,
  });
  if (plan.kind === 'finished') throw new Error('finished already');
  const chosen = await chooseEngine(engine);
  const abort = new AbortController();
  return train({
    ...{ spec, experiment, hash, seed, plan, from },
    configuration: overrides.length > 0 ? { overrides } : {},
    engine: chosen.engine,
    engineDetail: chosen.detail,
    versions: {},
    signal: abort.signal,
    report: (event) => {
      report?.(event);
      if (event.kind === 'progress' && event.step === stopAt) abort.abort();
    },
    checkpointSeconds: options.checkpointSeconds ?? 3600,
    keepEvery: options.keepEvery,
  });
}

const runFiles = [
  'metrics.jsonl',
  'weights.safetensors',
  'checkpoints/last.safetensors',
  'canonical.txt',
  'result.json',
];

/** The files of a run that depend on nothing but what the run is, as text that can be compared. */
export function contents(folder: string, out: string): Record<string, string> {
  return Object.fromEntries(runFiles.map((name) => [name, readFileSync(join(folder, out, name)).toString('base64')]));
}

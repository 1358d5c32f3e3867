import { dirname, join, relative, resolve, sep } from 'node:path';
import { canonicalText } from '../../compiler/canonical/index.js';
import { stepsOf, type Configuration, type Experiment } from '../../compiler/index.js';
import type { Dataset } from '../data/index.js';
import { loadSource, type Engine, type HostTensor, type Session } from '../engines/engine.js';
import { atomicWrite, FileError, JsonLinesWriter, makeFolder, withLock } from '../files/index.js';
import { StepProfiler } from '../profiling/index.js';
import { initialState } from '../random/index.js';
import type { Spec } from '../spec/index.js';
import { readTensors, writeTensors } from './checkpoint.js';
import { busyError, RunError } from './errors.js';
import { augmenterFor } from './augmentation.js';
import { evaluate, type Evaluation } from './evaluate.js';
import { loadData } from './load-data.js';
import { recordData } from './data-record.js';
import { drawPictures } from './pictures.js';
import { trainingSource } from './program-source.js';
import type { Progress } from './progress.js';
import { files, type RunFolder } from './run-folder.js';
import type { RunPlan } from './run-plan.js';
import { formatRecord, type RunRecord, type RunResult, type RunTime } from './run-record.js';
import { specFiles } from './spec-files.js';
import { trainSteps } from './train-steps.js';
import { Validation } from './validation.js';
import { writeReport } from './write-report.js';
import { writeProfile, type WrittenProfile } from './write-profile.js';

export interface TrainRequest {
  readonly spec: Spec;
  readonly experiment: Experiment;
  /** What the experiment was opened with. */
  readonly configuration: Configuration;
  /** SHA-256 of the canonical text. */
  readonly hash: string;
  readonly seed: number;
  readonly plan: Exclude<RunPlan, { kind: 'finished' }>;
  readonly engine: Engine;
  /** What the engine says of itself. */
  readonly engineDetail: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly report: (event: TrainingEvent) => void;
  /** Seconds between checkpoints. */
  readonly checkpointSeconds?: number;
  /** How many steps to profile, after a few that warm up; none when absent. */
  readonly profileSteps?: number | undefined;
}

export type TrainingEvent =
  | {
      readonly kind: 'start';
      readonly from: number;
      readonly steps: number;
      readonly train: number;
      readonly test: number;
    }
  | ({ readonly kind: 'progress' } & Progress)
  | { readonly kind: 'validation'; readonly step: number; readonly evaluation: Evaluation }
  /** Steps were profiled; the files show more of it. */
  | ({ readonly kind: 'profile' } & WrittenProfile)
  | { readonly kind: 'evaluate'; readonly test: number };

export type TrainingOutcome =
  | { readonly kind: 'done'; readonly result: RunResult }
  | { readonly kind: 'interrupted'; readonly step: number; readonly steps: number };

const CHECKPOINT_SECONDS = 30;

/**
 * Trains an experiment, evaluates it and writes the run's folder.
 * @throws {DataError | EngineError | FileError | RunError | TrainingError}
 */
export async function train(request: TrainRequest): Promise<TrainingOutcome> {
  const { experiment, engine } = request;
  const dataset = await loadData(experiment, dirname(request.spec.path));
  const steps = stepsOf(experiment, dataset.train.count);
  const source = trainingSource(experiment, request.hash, steps);
  const session = await (request.profileSteps === undefined || !engine.loadProfiled
    ? loadSource(engine, source)
    : engine.loadProfiled(source.compile()));
  try {
    const run = new Run(request, session, dataset, steps);
    const { path, lock } = request.plan.folder;
    const busy = (holder: number) => busyError(path, holder);
    return await withLock(lock, busy, () => trainToTheEnd(run, request.signal, steps));
  } finally {
    await session.dispose();
  }
}

async function trainToTheEnd(run: Run, signal: AbortSignal, steps: number): Promise<TrainingOutcome> {
  await run.prepare();
  const step = await run.trainSteps();
  await run.save();
  try {
    return { kind: 'done', result: await run.complete() };
  } catch (cause) {
    if (cause !== signal.reason) throw cause;
    return { kind: 'interrupted', step, steps };
  }
}

/** One training run while it goes on. */
class Run {
  private readonly folder: RunFolder;
  private readonly identity: { readonly hash: string; readonly seed: string };
  private from = 0;
  private readonly began = performance.now();
  private savedAt = performance.now();
  private profiler: StepProfiler | undefined;

  constructor(
    private readonly request: TrainRequest,
    private readonly session: Session,
    private readonly dataset: Dataset,
    private readonly steps: number,
  ) {
    this.folder = request.plan.folder;
    this.identity = { hash: request.hash, seed: String(request.seed) };
  }

  /** Writes what the run is, and the state that it starts from into the engine. */
  async prepare(): Promise<void> {
    const { plan, seed, report } = this.request;
    const { program } = this.session;
    if (plan.kind === 'resume') {
      const state = await this.readCheckpoint();
      this.from = state['step']![0]!;
      this.prepareProfiler();
      await this.session.writeState(state);
    } else {
      this.prepareProfiler();
      await this.folder.clear();
      await this.session.writeState(initialState(program, seed));
    }
    await this.writeDescription();
    const { train, test } = this.dataset;
    report({ kind: 'start', from: this.from, steps: this.steps, train: train.count, test: test.count });
  }

  /** @throws {RunError} when there are too few steps */
  private prepareProfiler(): void {
    const { profileSteps: count } = this.request;
    if (count === undefined) return;
    const left = this.steps - this.from;
    if (count > left) {
      throw new RunError(`--profile-steps ${count} asks for more steps than the ${left} that the run has left to do.`);
    }
    this.profiler = new StepProfiler(this.session, this.from, this.steps, count);
  }

  /** @throws {FileError | RunError} saying what to do where the checkpoint is damaged */
  private async readCheckpoint(): Promise<Record<string, HostTensor>> {
    try {
      return await readTensors(this.folder.checkpoint, this.session.program.state, this.request.hash);
    } catch (cause) {
      if (!(cause instanceof FileError && cause.code === 'FORMAT')) throw cause;
      throw new FileError(`${cause.message} Start anew with --force.`, cause.path, cause.code);
    }
  }

  /** @returns how many steps are done */
  async trainSteps(): Promise<number> {
    const { request, session, steps, from, dataset } = this;
    const { train, validation } = dataset;
    const path = this.folder.file(files.metrics);
    const metrics = await JsonLinesWriter.open(path, (record) => Number(record['step']) <= from);
    try {
      const done = await trainSteps({
        session,
        split: train,
        augmenter: augmenterFor(request.experiment, request.seed),
        validation: validation && new Validation(session, validation, train.count, steps),
        seed: request.seed,
        from,
        steps,
        metrics,
        profiler: this.profiler,
        signal: request.signal,
        onProgress: (progress) => request.report({ kind: 'progress', ...progress }),
        onValidation: (step, evaluation) => request.report({ kind: 'validation', step, evaluation }),
        afterStep: async () => {
          if (this.profiler?.isComplete) await this.endProfiling();
          await this.saveNowAndThen();
        },
      });
      await this.endProfiling();
      return done;
    } finally {
      metrics.close();
    }
  }

  /** Writes what was profiled, if anything was, and ends profiling. */
  private async endProfiling(): Promise<void> {
    const { request, folder, profiler } = this;
    this.profiler = undefined;
    if (!profiler || profiler.steps.length === 0) return;
    const written = await writeProfile(folder, request.experiment, request.engine.name, profiler);
    request.report({ kind: 'profile', ...written });
  }

  /** @throws the signal's reason when it is aborted meanwhile */
  async complete(): Promise<RunResult> {
    const { session, dataset, folder, request, steps } = this;
    const { experiment, engine, hash, seed, signal } = request;
    signal.throwIfAborted();
    request.report({ kind: 'evaluate', test: dataset.test.count });
    const evaluation = await evaluate(session, dataset.test, signal);
    const validation = dataset.validation && (await evaluate(session, dataset.validation, signal));
    const variables = session.program.state.filter(({ role }) => role !== 'optimizer');
    await writeTensors(folder.file(files.weights), await session.readState(), variables, this.identity);
    const shown = await drawPictures({
      experiment,
      engine,
      session,
      folder,
      test: dataset.test,
      steps,
      evaluation,
      signal,
    });
    const about = { experiment: experiment.name, hash, seed, steps, engine: engine.name };
    const measured = { test: evaluation, ...(validation && { validation }), ...shown };
    const result: RunResult = { schema: 1, ...about, ...measured };
    await atomicWrite(folder.file(files.result), formatRecord(result));
    await atomicWrite(folder.file(files.time), formatRecord(this.time()));
    await writeReport(folder.path);
    return result;
  }

  private time(): RunTime {
    const seconds = Math.round(performance.now() - this.began) / 1000;
    const { hash } = this.request;
    return { schema: 1, hash, finished: new Date().toISOString(), seconds, steps: this.steps - this.from };
  }

  async save(): Promise<void> {
    const { session, folder } = this;
    await writeTensors(folder.checkpoint, await session.readState(), session.program.state, this.identity);
    this.savedAt = performance.now();
  }

  private async saveNowAndThen(): Promise<void> {
    const seconds = this.request.checkpointSeconds ?? CHECKPOINT_SECONDS;
    if (performance.now() - this.savedAt >= seconds * 1000) await this.save();
  }

  /** The record comes first: with it, whatever else is there is known to be a run's. */
  private async writeDescription(): Promise<void> {
    const { spec, experiment, configuration, hash, seed, engine, engineDetail, versions } = this.request;
    const { path } = this.folder;
    const { texts, root } = specFiles(spec);
    const dataFolder = resolve(dirname(spec.path));
    const record: RunRecord = {
      schema: 1,
      experiment: experiment.name,
      spec: root,
      ...(Object.keys(configuration).length > 0 && { configuration }),
      dataFolder: relative(resolve(path), dataFolder).replaceAll(sep, '/') || '.',
      data: await recordData(this.dataset.files, dataFolder),
      hash,
      seed,
      steps: this.steps,
      engine: { name: engine.name, detail: engineDetail },
      versions,
    };
    await makeFolder(path);
    await atomicWrite(this.folder.file(files.record), formatRecord(record));
    for (const [name, text] of [...texts, [files.canonical, canonicalText(experiment)] as const]) {
      await makeFolder(dirname(join(path, name)));
      await atomicWrite(join(path, name), text);
    }
    await makeFolder(join(path, files.checkpoints));
  }
}

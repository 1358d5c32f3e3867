import { formatJson } from '../format-json.js';
import { stepsOf } from '../../compiler/index.js';
import type { Dataset } from '../data/index.js';
import { loadSource, type HostTensors, type Session } from '../engines/engine.js';
import { atomicWrite, removeTemporaries, type HeldLock } from '../files/index.js';
import { StepProfiler } from '../profiling/index.js';
import { initialState } from '../random/index.js';
import { augmenterFor } from './augmentation.js';
import { BestKeeper } from './best-keeper.js';
import { Checkpoints } from './checkpoints.js';
import { completeRun } from './complete-run.js';
import { busyError, RunError } from './errors.js';
import { checkFinite } from './finite-state.js';
import { loadData } from './load-data.js';
import { beginning, type LoopState } from './loop-state.js';
import { MetricsLog } from './metrics-log.js';
import { explainStop, goesOn, halveRate } from './on-nan.js';
import { trainingSource } from './program-source.js';
import { recordRun } from './record-run.js';
import { files, type RunFolder } from './run-folder.js';
import type { RunResult } from './run-record.js';
import { matchWeights } from './starting-weights.js';
import { dataFolderOf, identityOf, type TrainRequest } from './train-request.js';
import { trainSteps } from './train-steps.js';
import { Validation } from './validation.js';
import { writeProfile } from './write-profile.js';

const CHECKPOINT_SECONDS = 30;

/** One training run while it goes on, in a folder that is locked. */
export class TrainingRun {
  private readonly folder: RunFolder;
  private readonly checkpoints: Checkpoints;
  private readonly best: BestKeeper;
  private began = { at: performance.now(), step: 0 };
  private savedAt = performance.now();
  private savedStep: number | undefined;
  private profiler: StepProfiler | undefined;
  private metrics: MetricsLog | undefined;

  private constructor(
    private readonly request: TrainRequest,
    private readonly lock: HeldLock,
    private readonly session: Session,
    private readonly dataset: Dataset,
    readonly steps: number,
  ) {
    this.folder = request.plan.folder;
    const { program } = session;
    const drawing = { graph: program.graphs.train!, batch: program.batch, examples: dataset.train.count };
    this.checkpoints = new Checkpoints(this.folder.checkpoints, program.state, drawing, identityOf(request));
    this.best = new BestKeeper(this.checkpoints);
  }

  /** Loads data and program. */
  static async open(request: TrainRequest, lock: HeldLock): Promise<TrainingRun> {
    const { experiment, engine, hash } = request;
    const dataset = await loadData(experiment, dataFolderOf(request));
    const steps = stepsOf(experiment, dataset.train.count);
    const source = trainingSource(experiment, hash, steps);
    const session = await (request.profileSteps === undefined || !engine.loadProfiled
      ? loadSource(engine, source)
      : engine.loadProfiled(source.compile()));
    return new TrainingRun(request, lock, session, dataset, steps);
  }

  dispose(): Promise<void> {
    return this.session.dispose();
  }

  /**
   * Trains until the last step or an interruption, and saves.
   * @returns where the run is
   */
  async train(): Promise<LoopState> {
    const from = await this.begin();
    const { train, test } = this.dataset;
    this.request.report({ kind: 'start', from: from.step, steps: this.steps, train: train.count, test: test.count });
    const metrics = await MetricsLog.open(this.folder, from.step);
    this.metrics = metrics;
    try {
      const loop = await this.takeSteps(from, metrics);
      await this.endProfiling();
      await this.save(loop);
      return loop;
    } finally {
      metrics.close();
    }
  }

  /** @throws the signal's reason when it is aborted meanwhile */
  complete(loop: LoopState): Promise<RunResult> {
    const { request, session, dataset, steps, checkpoints, began } = this;
    return completeRun({ request, session, dataset, steps, checkpoints, best: loop.best, began });
  }

  /** Writes what the run is, and the state that it starts from into the engine. */
  private async begin(): Promise<LoopState> {
    const { request, folder, session, checkpoints } = this;
    const { plan } = request;
    await removeTemporaries(folder.path);
    const found =
      plan.kind === 'resume'
        ? await checkpoints.newest((refused) => request.report({ kind: 'refused', ...refused }))
        : undefined;
    const loop = found?.loop ?? beginning;
    this.began = { ...this.began, step: loop.step };
    this.prepareProfiler(loop.step);
    const state = found?.state ?? this.firstState();
    if (!found) await folder.clear();
    await session.writeState(state);
    await recordRun(request, this.dataset, this.steps);
    await checkpoints.prepare();
    await folder.remove(files.notFinite);
    this.savedStep = found?.loop.step;
    return this.best.resume(loop, request.report);
  }

  private firstState(): HostTensors {
    const { request, session } = this;
    const { state } = session.program;
    const initial = initialState({ state }, request.seed);
    const { from } = request;
    if (!from) return initial;
    const match = matchWeights(from, state);
    request.report({ kind: 'from', run: from.run, ...match });
    return { ...initial, ...Object.fromEntries(match.taken.map((name) => [name, from.weights.get(name)!.data])) };
  }

  private takeSteps(from: LoopState, metrics: MetricsLog): Promise<LoopState> {
    const { request, session, steps, dataset } = this;
    const { train, validation } = dataset;
    return trainSteps({
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
      onValidation: async (loop, evaluation) => {
        const next = await this.best.consider(loop, evaluation, () => this.stateAt(loop.step));
        request.report({ kind: 'validation', step: loop.step, evaluation, isBest: next !== loop });
        return next;
      },
      onNotFinite: (loop, batch, feeds) => this.meetNotFinite(loop, batch, feeds),
      afterStep: async (loop) => {
        if (this.profiler?.isComplete) await this.endProfiling();
        const { keepEvery } = request;
        if (keepEvery !== undefined && loop.step % keepEvery === 0) {
          await this.checkpoints.keep({ state: await this.stateAt(loop.step), loop });
        }
        const seconds = request.checkpointSeconds ?? CHECKPOINT_SECONDS;
        if (performance.now() - this.savedAt >= seconds * 1000) await this.save(loop);
      },
    });
  }

  /** @throws {TrainingError} where training is to stop */
  private async meetNotFinite(loop: LoopState, batch: readonly number[], feeds: HostTensors): Promise<void> {
    const { request, session, steps } = this;
    const { experiment, engine } = request;
    const { onNan } = experiment;
    const step = loop.step + 1;
    if (goesOn(onNan, loop.skippedInARow)) {
      const rate = onNan === 'halve_lr' ? { rateFactor: await halveRate(session) } : {};
      return request.report({ kind: 'skipped', step, batch, ...rate });
    }
    const state = await session.readState();
    await this.save(loop);
    const { skippedInARow } = loop;
    const kept = `What the run was before this step is kept in ${this.checkpoints.path('last')}.`;
    const { error, record } = await explainStop(
      { experiment, engine, steps, step, batch, state, feeds, skippedInARow },
      kept,
    );
    await atomicWrite(this.folder.file(files.notFinite), formatJson(record));
    throw error;
  }

  /** Saves a checkpoint, unless the last one is of this step. */
  private async save(loop: LoopState): Promise<void> {
    if (this.savedStep === loop.step) return;
    const thief = await this.lock.stolenBy();
    if (thief !== undefined) throw busyError(this.folder.path, thief);
    const state = await this.stateAt(loop.step);
    this.metrics?.flush();
    await this.checkpoints.save({ state, loop });
    this.savedAt = performance.now();
    this.savedStep = loop.step;
  }

  /** @throws {TrainingError} where a number of it is not finite, so that no checkpoint ever holds one */
  private async stateAt(step: number): Promise<HostTensors> {
    const state = await this.session.readState();
    checkFinite(state, step, this.request.experiment);
    return state;
  }

  /** @throws {RunError} when there are too few steps */
  private prepareProfiler(from: number): void {
    const { profileSteps: count } = this.request;
    if (count === undefined) return;
    const left = this.steps - from;
    if (count > left) {
      throw new RunError(`--profile-steps ${count} asks for more steps than the ${left} that the run has left to do.`);
    }
    this.profiler = new StepProfiler(this.session, from, this.steps, count);
  }

  /** Writes what was profiled, if anything was, and ends profiling. */
  private async endProfiling(): Promise<void> {
    const { request, folder, profiler } = this;
    this.profiler = undefined;
    if (!profiler || profiler.steps.length === 0) return;
    const written = await writeProfile(folder, request.experiment, request.engine.name, profiler);
    request.report({ kind: 'profile', ...written });
  }
}

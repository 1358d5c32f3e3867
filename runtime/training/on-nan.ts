import { rateFactor } from '../../compiler/phases/5-differentiate/training-step.js';
import type { NanPolicy } from '../../compiler/experiments/nan-policy.js';
import type { NotFiniteFinding } from '../../compiler/diagnosis/first-not-finite.js';
import type { Session } from '../engines/engine.js';
import { EngineError } from '../engines/engine.js';
import { diagnose, type DiagnosisRequest } from './diagnose.js';
import { TrainingError } from './errors.js';
import { advice, describeBatch, describeBeginning, notFiniteRecord, type NotFiniteRecord } from './not-finite.js';

/** So many skipped batches in a row mean that it isn't the batch. */
const MOST_IN_A_ROW = 10;

/** Whether `on_nan` lets training go on. */
export function goesOn(policy: NanPolicy, skippedInARow: number): boolean {
  return policy !== 'stop' && skippedInARow < MOST_IN_A_ROW;
}

/** Halves the learning rate of all later steps, in the state of a program that has it there. */
export async function halveRate(session: Session): Promise<number> {
  const { [rateFactor.name]: factor } = await session.readState();
  const halved = factor![0]! / 2;
  await session.writeState({ [rateFactor.name]: Float32Array.of(halved) });
  return halved;
}

export interface StoppedStep extends DiagnosisRequest {
  /** The step that was not done, 1 at the first. */
  readonly step: number;
  /** Numbers of the training examples of its batch. */
  readonly batch: readonly number[];
  readonly skippedInARow: number;
}

/**
 * Finds out what a step stumbled over.
 * @param kept a sentence that says what of the run is kept
 * @returns the error to stop with, and what a file keeps of it
 */
export async function explainStop(
  stopped: StoppedStep,
  kept: string,
): Promise<{ readonly error: TrainingError; readonly record: NotFiniteRecord }> {
  const { experiment, step, steps, batch, skippedInARow } = stopped;
  const finding = await findingOf(stopped);
  const record = notFiniteRecord(step, batch, finding, experiment);
  const what = finding?.what === 'loss' ? 'the loss is' : finding ? 'the gradients are' : 'the loss or a gradient is';
  const before = skippedInARow > 0 ? ` The ${skippedInARow} steps before were skipped for the same reason.` : '';
  const message =
    `Training stopped: ${what} not finite at step ${step} of ${steps}, which has changed nothing.${before} ` +
    describeBeginning(record, finding) +
    describeBatch(record) +
    `${advice(record, finding, experiment)} ${kept}`;
  return { error: new TrainingError(message.trimEnd()), record };
}

/** An engine that has no room for the diagnosis must not hide what it was for. */
async function findingOf(stopped: StoppedStep): Promise<NotFiniteFinding | undefined> {
  try {
    return await diagnose(stopped);
  } catch (cause) {
    if (cause instanceof EngineError) return undefined;
    throw cause;
  }
}

import { existsSync } from 'node:fs';
import { readJsonLines, type JsonRecord } from '../files/index.js';
import type { CurvePoint } from '../report/index.js';
import { files, type RunFolder } from './run-folder.js';
import type { RunResult } from './run-record.js';

/**
 * What a run has measured so far, step by step, and at the end on the test data; nothing before its first step.
 * @throws {FileError}
 */
export async function readCurve(
  folder: RunFolder,
  result: Pick<RunResult, 'steps' | 'test'> | undefined,
): Promise<readonly CurvePoint[]> {
  const metrics = folder.file(files.metrics);
  if (!existsSync(metrics)) return [];
  const records = await readJsonLines(metrics);
  // Steps that were skipped have no loss.
  const points = records.filter(({ skipped }) => skipped !== true).map(pointOf);
  if (!result) return points;
  const { steps, test } = result;
  return [...points, { step: steps, testLoss: test.loss, testAccuracy: test.accuracy }];
}

function pointOf(record: JsonRecord): CurvePoint {
  const { step, loss, accuracy, validation_loss: validationLoss, validation_accuracy: validationAccuracy } = record;
  return { step, loss, accuracy, validationLoss, validationAccuracy } as CurvePoint;
}

import { readFile } from 'node:fs/promises';
import { fileError, formatError } from '../files/error.js';
import { formatJson } from '../format-json.js';
import type { Configuration } from '../../compiler/index.js';
import type { AngularMetrics } from '../evaluation/angular-metrics.js';
import type { LayerAngles } from '../evaluation/collectors.js';
import type { DataRecord } from './data-record.js';
import type { Evaluation } from './evaluate.js';

/** What a run is: written when it starts, read by every later command on its folder. */
export interface RunRecord {
  readonly schema: 1;
  readonly experiment: string;
  /** The spec to compile, within the run's folder. */
  readonly spec: string;
  /** The profile and the settings that it was trained with; absent where there were none. */
  readonly configuration?: Configuration;
  /** Where relative paths of the spec's data start, relative to the run's folder. */
  readonly dataFolder: string;
  /** The files of the data; absent in records of earlier versions. */
  readonly data?: readonly DataRecord[];
  /** Of the canonical text. */
  readonly hash: string;
  readonly seed: number;
  readonly steps: number;
  /** Whose weights it began with; absent where it began with initial ones. */
  readonly from?: { readonly run: string; readonly sha256: string };
  readonly engine: { readonly name: string; readonly detail: string };
  readonly versions: Readonly<Record<string, string>>;
}

/** What a finished run came to. */
export interface RunResult {
  readonly schema: 1;
  readonly experiment: string;
  readonly hash: string;
  readonly seed: number;
  readonly steps: number;
  readonly engine: string;
  /** After the last step. */
  readonly test: Evaluation;
  /** On the held-out training examples, where there are some. */
  readonly validation?: Evaluation;
  /** How the test examples' features lie; absent in results of earlier versions. */
  readonly features?: FeatureRecord;
  /** How the angles of angular layers are distributed, on test examples; absent in results of earlier versions. */
  readonly angles?: readonly LayerAngles[];
  /** What `checkpoints/best.safetensors` comes to: the best on held-out examples, where there are some. */
  readonly best?: BestResult;
  /** File names within the run's folder. */
  readonly pictures: readonly string[];
}

export interface FeatureRecord extends AngularMetrics {
  /** What the layer is called. */
  readonly layer: string;
  readonly dimensions: number;
}

export interface BestResult {
  /** How many steps were done. */
  readonly step: number;
  readonly test: Evaluation;
  readonly validation: Evaluation;
}

/** The last call of `train`. It is a file of its own, so that equal runs have equal results to the byte. */
export interface RunTime {
  readonly schema: 1;
  readonly hash: string;
  /** When the run was finished, ISO 8601. */
  readonly finished: string;
  /** What the last call of `train` took for its steps, evaluation and pictures. */
  readonly seconds: number;
  /** How many steps that call took; fewer than the run's where it was resumed. */
  readonly steps: number;
}

/** A record, result or time as the text of its file. */
export function formatRecord(record: RunRecord | RunResult | RunTime): string {
  return formatJson(record);
}

/**
 * Reads run.json, result.json or time.json; undefined where there is none.
 * @throws {FileError}
 */
export async function readRecord<R extends RunRecord | RunResult | RunTime>(path: string): Promise<R | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fileError('read', path, cause);
  }
  const record = parse(text);
  const { schema, hash } = record ?? {};
  if (schema !== 1 || typeof hash !== 'string')
    throw formatError(path, 'is damaged, or was written by another version; a run is started anew with --force');
  return record as unknown as R;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

import { createHash } from 'node:crypto';
import { gpuFiles } from '../../machine/gpus.js';
import { findProcessor } from '../../machine/processor.js';
import { versions } from '../../version.js';
import type { Contender } from '../probe.js';

/** All that an examination depends on: as long as it stays the same, so do the results. */
export interface Conditions {
  readonly versions: Readonly<Record<string, string>>;
  readonly processor: string;
  readonly cores: number;
  readonly gpus: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What each says of itself: the native engine its library and version. */
  readonly engines: readonly Contender[];
}

/** What users set to change how TensorFlow computes; not what the native engine sets by itself. */
const VARIABLES = [
  'CUDA_VISIBLE_DEVICES',
  'OMP_NUM_THREADS',
  'TF_ENABLE_ONEDNN_OPTS',
  'TF_NUM_INTEROP_THREADS',
  'TF_NUM_INTRAOP_THREADS',
];

export function conditionsOf(engines: readonly Contender[], environment: NodeJS.ProcessEnv = process.env): Conditions {
  const { model, usableCores } = findProcessor();
  const names = VARIABLES.filter((name) => environment[name] !== undefined);
  return {
    versions: versions(),
    processor: model,
    cores: usableCores,
    gpus: gpuFiles(),
    environment: Object.fromEntries(names.map((name) => [name, environment[name]!])),
    engines: engines.map(({ name, detail }) => ({ name, detail })),
  };
}

/** A name for them, in hexadecimal digits. */
export function digestOf(conditions: Conditions): string {
  return createHash('sha256').update(JSON.stringify(conditions)).digest('hex').slice(0, 16);
}

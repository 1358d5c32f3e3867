import type { StateVariable } from '../../compiler/graph/graph.js';
import { sameShape } from '../../compiler/graph/types.js';
import type { HostTensor, HostTensors } from '../engines/engine.js';
import { encodeSafetensors, parseSafetensors, readBytes, type StoredTensor } from '../files/index.js';
import { RunError } from './errors.js';
import { counterTensors, loopStateOf, loopTensors, type Drawing, type LoopState } from './loop-state.js';

/** Whose weights a file holds. */
export interface Identity {
  /** Of the canonical text. */
  readonly hash: string;
  readonly seed: number;
  /** SHA-256 of the weights that the run began with, where it took another run's. */
  readonly from?: string | undefined;
}

/** All that a run needs to go on as if it had never stopped. */
export interface Checkpoint {
  /** The program's state: weights, what optimizers and losses keep, statistics, counters. */
  readonly state: HostTensors;
  readonly loop: LoopState;
}

/** Of the layout of files with weights; it goes up when an older angnet could misread a file. */
const SCHEMA = '1';

/** The bytes of state variables under their names; they depend on the state alone: no times, no paths. */
export function encodeWeights(
  state: HostTensors,
  variables: readonly StateVariable[],
  identity: Identity,
): Uint8Array<ArrayBuffer> {
  return encodeSafetensors({ tensors: stateTensors(state, variables), metadata: metadataOf(identity) }, true);
}

/** The bytes of a checkpoint; equal checkpoints give equal bytes. */
export function encodeCheckpoint(
  { state, loop }: Checkpoint,
  variables: readonly StateVariable[],
  drawing: Drawing,
  identity: Identity,
): Uint8Array<ArrayBuffer> {
  const tensors = {
    ...stateTensors(state, variables),
    ...loopTensors(loop),
    ...counterTensors(drawing, loop.step),
  };
  return encodeSafetensors({ tensors, metadata: metadataOf(identity) }, true);
}

/**
 * Reads the state variables that a program needs; others in the file are passed over.
 * @throws {FileError | RunError} when one is missing or has another shape, the file is damaged, was written by a newer
 * angnet, or belongs to another experiment
 */
export async function readWeights(
  path: string,
  variables: readonly StateVariable[],
  hash: string,
): Promise<Record<string, HostTensor>> {
  const { tensors } = await readIdentified(path, hash);
  return stateOf(tensors, variables, path);
}

/**
 * Reads a checkpoint.
 * @throws {FileError | RunError} as `readWeights`, and when it belongs to another run of the experiment
 */
export async function readCheckpoint(
  path: string,
  variables: readonly StateVariable[],
  drawing: Drawing,
  identity: Identity,
): Promise<Checkpoint> {
  const { tensors, metadata } = await readIdentified(path, identity.hash);
  const expected = metadataOf(identity);
  for (const key of ['seed', 'from'] as const) {
    if (metadata[key] !== expected[key]) {
      throw new RunError(
        `${path} belongs to another run of this experiment: its ${key} is ${metadata[key] ?? 'none'}.`,
      );
    }
  }
  const loop = loopStateOf(tensors);
  if (!loop) throw new RunError(`${path} is not a checkpoint: it doesn't say how many steps were done.`);
  for (const [name, { data }] of Object.entries(counterTensors(drawing, loop.step))) {
    const found = tensors[name]?.data[0];
    if (found === data[0]) continue;
    throw new RunError(
      `${path} doesn't fit the run: ${name} is ${found ?? 'missing'} after step ${loop.step}, and should be ${data[0]}.`,
    );
  }
  return { state: stateOf(tensors, variables, path), loop };
}

/** The tensors of any file with weights of this format, and what it says of itself. */
async function readIdentified(path: string, hash: string) {
  const { tensors, metadata } = parseSafetensors(await readBytes(path), path);
  const { schema, hash: found, sha256 } = metadata;
  if (schema === undefined || found === undefined || sha256 === undefined) {
    throw new RunError(`${path} was not written by this angnet: it doesn't say what it belongs to.`);
  }
  if (schema !== SCHEMA) {
    throw new RunError(
      `${path} was written by another version of angnet, in layout ${schema}; this one reads ${SCHEMA}.`,
    );
  }
  if (found !== hash) {
    throw new RunError(`${path} belongs to another experiment than its folder.`);
  }
  return { tensors, metadata };
}

function metadataOf({ hash, seed, from }: Identity): Record<string, string> {
  return { schema: SCHEMA, hash, seed: String(seed), ...(from !== undefined && { from }) };
}

function stateTensors(state: HostTensors, variables: readonly StateVariable[]): Record<string, StoredTensor> {
  return Object.fromEntries(variables.map(({ name, type }) => [name, { shape: type.shape, data: state[name]! }]));
}

function stateOf(
  tensors: Readonly<Record<string, StoredTensor>>,
  variables: readonly StateVariable[],
  path: string,
): Record<string, HostTensor> {
  return Object.fromEntries(
    variables.map(({ name, type }) => {
      const stored = tensors[name];
      if (!stored || !sameShape(stored.shape, type.shape)) {
        const problem = stored ? `has ${name} with the shape [${stored.shape.join(', ')}]` : `lacks ${name}`;
        throw new RunError(`${path} ${problem}; the spec needs it with the shape [${type.shape.join(', ')}].`);
      }
      return [name, hostTensor(stored.data, path, name)];
    }),
  );
}

function hostTensor(data: StoredTensor['data'], path: string, name: string): HostTensor {
  if (data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array) return data;
  throw new RunError(`${path} holds ${name} in a type that no state has.`);
}

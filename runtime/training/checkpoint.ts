import type { Program } from '../../compiler/graph/graph.js';
import { sameShape } from '../../compiler/graph/types.js';
import type { HostTensor, HostTensors } from '../engines/engine.js';
import { atomicWrite, encodeSafetensors, parseSafetensors, readBytes, type StoredTensor } from '../files/index.js';
import { RunError } from './errors.js';

export type CheckpointIdentity = Readonly<Record<'hash' | 'seed', string>>;

/**
 * Writes state variables under their names. The bytes depend on the state alone: no times, no paths.
 * @throws {FileError}
 */
export async function writeTensors(
  path: string,
  state: HostTensors,
  variables: Program['state'],
  identity: CheckpointIdentity,
): Promise<void> {
  const tensors = variables.map(({ name, type }): [string, StoredTensor] => [
    name,
    { shape: type.shape, data: state[name]! },
  ]);
  await atomicWrite(path, encodeSafetensors({ tensors: Object.fromEntries(tensors), metadata: identity }, true));
}

/**
 * Reads the state variables that a program needs; others in the file are passed over.
 * @throws {FileError | RunError} when one is missing, has another shape, or the file belongs to another experiment
 */
export async function readTensors(
  path: string,
  variables: Program['state'],
  hash: string,
): Promise<Record<string, HostTensor>> {
  const { tensors, metadata } = parseSafetensors(await readBytes(path), path);
  if (metadata['hash'] !== hash) {
    throw new RunError(
      `${path} belongs to another experiment than its folder: put back the right file, or start anew.`,
    );
  }
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

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StateVariable } from '../../compiler/graph/graph.js';
import { atomicWrite, FileError, makeFolder, removeTemporaries } from '../files/index.js';
import { encodeCheckpoint, readCheckpoint, type Checkpoint, type Identity } from './checkpoint.js';
import { RunError } from './errors.js';
import type { Drawing } from './loop-state.js';

/** A file that should have held a checkpoint and can't be used. */
export interface RefusedCheckpoint {
  readonly path: string;
  /** A sentence. */
  readonly reason: string;
}

export interface FoundCheckpoint extends Checkpoint {
  readonly path: string;
}

/** Names within the folder. */
export const checkpointFiles = {
  last: 'last.safetensors',
  previous: 'previous.safetensors',
  best: 'best.safetensors',
} as const;

/** The checkpoints of a run: the last and the one before it, the best, and those of some steps that are kept for good. */
export class Checkpoints {
  constructor(
    private readonly folder: string,
    private readonly variables: readonly StateVariable[],
    private readonly drawing: Drawing,
    private readonly identity: Identity,
  ) {}

  path(name: keyof typeof checkpointFiles): string {
    return join(this.folder, checkpointFiles[name]);
  }

  /** Makes the folder, and removes what writes that were cut off have left. */
  async prepare(): Promise<void> {
    await makeFolder(this.folder);
    await removeTemporaries(this.folder);
  }

  /** Saves the last checkpoint; the one before stays as `previous`. */
  async save(checkpoint: Checkpoint): Promise<void> {
    await atomicWrite(this.path('last'), this.encode(checkpoint), this.path('previous'));
  }

  async saveBest(checkpoint: Checkpoint): Promise<void> {
    await atomicWrite(this.path('best'), this.encode(checkpoint));
  }

  /** Saves a checkpoint that stays. */
  async keep(checkpoint: Checkpoint): Promise<void> {
    await atomicWrite(join(this.folder, keptName(checkpoint.loop.step)), this.encode(checkpoint));
  }

  /** @throws {FileError | RunError} */
  readBest(): Promise<Checkpoint> {
    return readCheckpoint(this.path('best'), this.variables, this.drawing, this.identity);
  }

  /**
   * The newest checkpoint that is whole and of this run.
   * @param refuse told of each newer one
   * @returns undefined where there are no checkpoints
   * @throws {RunError} where there are some and none can be used
   */
  async newest(refuse: (refused: RefusedCheckpoint) => void): Promise<FoundCheckpoint | undefined> {
    const refused: RefusedCheckpoint[] = [];
    for (const name of await this.newestFirst()) {
      const path = join(this.folder, name);
      try {
        const checkpoint = await readCheckpoint(path, this.variables, this.drawing, this.identity);
        refused.forEach(refuse);
        return { ...checkpoint, path };
      } catch (cause) {
        if (!(cause instanceof RunError || cause instanceof FileError)) throw cause;
        refused.push({ path, reason: cause.message });
      }
    }
    if (refused.length === 0) return undefined;
    const reasons = refused.map(({ reason }) => reason).join(' ');
    throw new RunError(`No checkpoint can be used. ${reasons} Start anew with --force.`);
  }

  private async newestFirst(): Promise<string[]> {
    const kept = (await readdir(this.folder).catch(() => [])).filter((name) => KEPT.test(name));
    const { last, previous } = checkpointFiles;
    return [...[last, previous].filter((name) => existsSync(join(this.folder, name))), ...kept.sort().reverse()];
  }

  private encode(checkpoint: Checkpoint): Uint8Array<ArrayBuffer> {
    return encodeCheckpoint(checkpoint, this.variables, this.drawing, this.identity);
  }
}

const KEPT = /^step-\d{8}\.safetensors$/;

/** Names sort as steps do; a run has at most 16 million. */
function keptName(step: number): string {
  return `step-${String(step).padStart(8, '0')}.safetensors`;
}

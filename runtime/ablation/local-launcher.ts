import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { makeFolder } from '../files/index.js';
import type { AblationFolder } from './ablation-folder.js';
import { forgetFailure, recordFailure } from './failures.js';
import type { Launcher } from './launcher.js';
import { stateOf } from './run-state.js';

/** How often a run is tried whose process crashes. What ends with a message would end with it again. */
const ATTEMPTS = 3;

/** Between two looks at a run that a process of somebody else trains. */
const LOOK_MILLISECONDS = 2000;

export interface LocalOptions {
  readonly ablation: AblationFolder;
  /** How many processes there are at a time. */
  readonly jobs: number;
  /** The command line that executes an index; it must end in an orderly way on SIGINT, and when its parent goes away. */
  readonly command: (index: number) => readonly [string, ...string[]];
  /** Added to the environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly lookMilliseconds?: number;
}

/** How a process ended. */
interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Executes runs in processes of this machine, some at a time. */
export class LocalLauncher implements Launcher {
  constructor(private readonly options: LocalOptions) {}

  async execute(indices: readonly number[], signal: AbortSignal): Promise<void> {
    const queue = [...indices];
    const worker = async () => {
      for (let index = queue.shift(); index !== undefined && !signal.aborted; index = queue.shift()) {
        const isElsewhere = await this.executeOne(index, signal);
        if (!isElsewhere) continue;
        // Others first; where there are none, there is nothing to do but wait.
        if (queue.length === 0) await this.pause(signal);
        queue.push(index);
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.options.jobs, indices.length) }, worker));
  }

  private pause(signal: AbortSignal): Promise<void> {
    return setTimeout(this.options.lookMilliseconds ?? LOOK_MILLISECONDS, undefined, { signal }).catch(() => undefined);
  }

  /** @returns whether another process trains it, so that it has to be looked at again */
  private async executeOne(index: number, signal: AbortSignal): Promise<boolean> {
    const { ablation } = this.options;
    const run = ablation.plan.runs[index]!;
    const failure = ablation.failure(run);
    await forgetFailure(failure);
    for (let attempt = 1; ; attempt++) {
      const before = await stateOf(ablation, run);
      if (before.kind === 'done') return false;
      if (before.kind === 'running') return true;
      const end = await this.spawn(index, signal);
      if (signal.aborted) return false;
      const { kind } = await stateOf(ablation, run);
      if (kind === 'done' || kind === 'failed') return false;
      if (kind === 'running') return true;
      if (attempt < ATTEMPTS) continue;
      await recordFailure(failure, { reason: `${describe(end)} See ${ablation.log(run)}.`, attempts: attempt });
      return false;
    }
  }

  private async spawn(index: number, signal: AbortSignal): Promise<End> {
    const { ablation, command, environment } = this.options;
    const [program, ...args] = command(index);
    const path = ablation.log(ablation.plan.runs[index]!);
    await makeFolder(dirname(path));
    // A file rather than a pipe, so that a process outlives this one for as long as it takes to save.
    const log = await open(path, 'a');
    try {
      const child = spawn(program, args, {
        env: { ...process.env, ...environment },
        // By the channel to it, the child sees when this process goes away.
        stdio: ['ignore', log.fd, log.fd, 'ipc'],
      });
      const stop = () => void child.kill('SIGINT');
      signal.addEventListener('abort', stop);
      if (signal.aborted) stop();
      return await new Promise<End>((resolve) => {
        child.on('error', () => resolve({ code: null, signal: null }));
        child.on('exit', (code, ending) => resolve({ code, signal: ending }));
      }).finally(() => signal.removeEventListener('abort', stop));
    } finally {
      await log.close();
    }
  }
}

function describe({ code, signal }: End): string {
  const often = `each of ${ATTEMPTS} times`;
  if (signal !== null) return `Its process was ended by ${signal}, ${often}: it crashed or lacked memory.`;
  return code === null
    ? `No process could be started, ${often}.`
    : `Its process ended with exit code ${code}, ${often}.`;
}

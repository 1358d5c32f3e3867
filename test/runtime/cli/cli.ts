import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import picocolors from 'picocolors';
import { run } from '../../../runtime/cli/run.js';
import type { Channel } from '../../../runtime/cli/io.js';

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The events that `train --json` has written, one a line. */
export function eventsIn(out: string): readonly (Readonly<Record<string, unknown>> & { readonly event: string })[] {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly event: string });
}

/** Carries out a command line within this process, in a folder. */
export async function angnet(folder: string, ...args: readonly string[]): Promise<Outcome> {
  const texts = { out: '', err: '' };
  const channel = (name: 'out' | 'err'): Channel => ({
    write: (text) => void (texts[name] += text),
    isTerminal: false,
    colors: picocolors.createColors(false),
  });
  const before = process.cwd();
  process.chdir(folder);
  try {
    const code = await run(args, { out: channel('out'), err: channel('err') });
    return { code, ...texts };
  } finally {
    process.chdir(before);
  }
}

const MAIN = fileURLToPath(new URL('../../../runtime/cli/main.ts', import.meta.url));
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

interface Surroundings {
  /** A module that is run before the program. */
  readonly preload?: string;
  /** A file descriptor to write to instead of a pipe. */
  readonly stdout?: number;
  /** Whether it is the first of a group of processes, which can be killed together. */
  readonly detached?: boolean;
}

/** Starts the program as a process of its own. */
export function startAngnet(
  folder: string,
  args: readonly string[],
  { preload, stdout, detached = false }: Surroundings = {},
): ChildProcess {
  const modules = [LOADER, ...(preload === undefined ? [] : [preload])].flatMap((each) => ['--import', each]);
  return spawn(process.execPath, [...modules, MAIN, ...args], {
    cwd: folder,
    detached,
    stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
  });
}

/** What a process came to. */
export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const texts = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (texts.out += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (texts.err += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...texts })));
}

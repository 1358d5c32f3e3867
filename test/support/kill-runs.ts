import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** How to train: a program and its arguments, in a folder. */
export interface TrainingCommand {
  readonly folder: string;
  readonly program: string;
  readonly args: readonly string[];
}

/** What comes of a run only when nothing of it was lost or done twice. */
const compared = [
  'weights.safetensors',
  'metrics.jsonl',
  'checkpoints/last.safetensors',
  'checkpoints/best.safetensors',
  'result.json',
];

/**
 * Starts a training run and kills it, again and again, each time after a moment drawn from [0, longest), then lets it
 * come to its end. Killed runs are continued with `--resume`.
 * @param moments in [0, 1): when to kill, as shares of `longest`
 * @returns how many of the kills hit the process before it had ended by itself
 */
export async function killAndResume(
  { folder, program, args }: TrainingCommand,
  out: string,
  moments: readonly number[],
  longest: number,
): Promise<number> {
  const command = [...args, '--out', out, '--resume'];
  let killed = 0;
  for (const moment of moments) {
    const child = spawn(program, command, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    const code = await Promise.race([ended, setTimeout(moment * longest, undefined)]);
    if (code === undefined) {
      child.kill('SIGKILL');
      if ((await ended) === null) killed++;
    } else if (code !== 0) throw new Error(`exit code ${code}: ${complaint}`);
    if (code === 0) break;
  }
  await runToEnd({ folder, program, args: command });
  return killed;
}

/** @throws {Error} with what the program complained of, where it didn't exit with 0 */
export async function runToEnd({ folder, program, args }: TrainingCommand): Promise<void> {
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`exit code ${code}: ${complaint}`);
}

/** The names of files in which two runs differ, or that only one of them has. */
export function differences(folder: string, a: string, b: string): string[] {
  const read = (run: string, name: string) => {
    const path = join(folder, run, name);
    return existsSync(path) ? readFileSync(path).toString('latin1') : undefined;
  };
  const known = compared.filter((name) => read(a, name) !== undefined || read(b, name) !== undefined);
  if (!known.includes('result.json')) throw new Error(`Neither ${a} nor ${b} has a result.`);
  return known.filter((name) => read(a, name) !== read(b, name));
}

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/runtime/cli/main.js', import.meta.url));

/** Calls the built angnet in this terminal, and ends this process with its exit code where that isn't among the good ones. */
export function angnet(args: readonly string[], good: readonly number[] = [0]): void {
  const { status, error } = spawnSync(process.execPath, [MAIN, ...args], { stdio: 'inherit' });
  if (error) throw error;
  if (status === null || !good.includes(status)) process.exit(status ?? 1);
}

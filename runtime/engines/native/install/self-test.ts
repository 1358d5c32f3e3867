import { scriptArguments } from '../../script.js';
import type { Installation } from '../installation.js';
import { failureLine, runCommand } from './run-command.js';
import type { SelfTestReport } from './self-test-worker.js';

export type SelfTestResult =
  | { readonly passed: true; readonly report: SelfTestReport }
  /** `reason` is a part of a sentence. */
  | { readonly passed: false; readonly reason: string };

/**
 * Loads an installation in a process of its own, where a crash harms nobody, and trains a few steps there.
 */
export async function selfTest(installation: Installation): Promise<SelfTestResult> {
  // Here messages of the libraries are wanted: they tell why loading failed.
  const { quiet: _, ...loud } = installation;
  const script = scriptArguments(import.meta.url, 'self-test-worker');
  const result = await runCommand(process.execPath, [...script, JSON.stringify(loud)]);
  if (result.code === null) return { passed: false, reason: `the process was killed: ${failureLine(result)}` };
  if (result.code !== 0) return { passed: false, reason: failureLine(result) };
  return { passed: true, report: JSON.parse(result.stdout.trim().split('\n').at(-1)!) as SelfTestReport };
}

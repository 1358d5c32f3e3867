import { lastLevelCache, findProcessor } from '../../machine/processor.js';
import type { EngineName } from '../engine.js';
import { failureLine, runCommand, type CommandResult } from '../native/install/run-command.js';
import { scriptArguments } from '../script.js';
import type { Examination, Examined } from './examination.js';
import type { WorkerReport, WorkerTask } from './worker.js';
import { tensorBytes } from './workload.js';

/** An engine takes one or two seconds; one that starts a GPU, or on a busy machine, several. */
const LIMIT_MS = 30_000;

/**
 * Tries engines one after another, each in a process of its own: whether they compute what they should, and how fast.
 * @param limit milliseconds after which an engine is given up
 */
export async function examineEngines(names: readonly EngineName[], limit = LIMIT_MS): Promise<Examination> {
  const bytes = tensorBytes(lastLevelCache(), findProcessor().memoryBytes);
  const engines: Examined[] = [];
  for (const name of names) engines.push({ name, ...(await examineOne({ name, bytes }, limit)) } as Examined);
  return { date: new Date().toISOString(), bytes, engines };
}

/** What becomes of an {@link Examined}, less its name. */
type Outcome = Examined extends infer One ? (One extends Examined ? Omit<One, 'name'> : never) : never;

async function examineOne(task: WorkerTask, limit: number): Promise<Outcome> {
  const start = performance.now();
  let result: CommandResult;
  try {
    const args = [...scriptArguments(import.meta.url, 'worker'), JSON.stringify(task)];
    result = await runCommand(process.execPath, args, { limit });
  } catch (cause) {
    return untried(`No process could be started: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  if (result.code === undefined) return untried(`No process could be started: ${result.stderr}.`);
  const killed = result.code === null;
  if (killed && performance.now() - start >= limit) return untried(`It took longer than ${limit / 1000} s.`);
  if (killed) return { outcome: 'failed', reason: 'Its process was ended by the system: it crashed or lacked memory.' };
  const report = parseReport(result.stdout);
  if (!report) return { outcome: 'failed', reason: `Its process failed: ${failureLine(result)}` };
  return 'failure' in report ? { outcome: 'failed', reason: report.failure } : { outcome: 'passed', ...report };
}

function untried(reason: string): Outcome {
  return { outcome: 'untried', reason };
}

/** Engines' libraries may have printed before it. */
function parseReport(stdout: string): WorkerReport | undefined {
  try {
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as WorkerReport;
  } catch {
    return undefined;
  }
}

/**
 * A process that examines one engine, where neither a crash nor what the engine loads matters to anybody else. Takes
 * the engine's name and the bytes for the bandwidth as JSON; its last line is a WorkerReport.
 */
import type { EngineName } from '../engine.js';
import { engines } from '../registry.js';
import { checkCorrectness } from './correctness.js';
import type { Device, Speed } from './examination.js';
import { measureSpeed } from './speed.js';

export interface WorkerTask {
  readonly name: EngineName;
  readonly bytes: number;
}

/** `failure` is a sentence. */
export type WorkerReport = { readonly failure: string } | { readonly device: Device; readonly speed: Speed };

async function examine({ name, bytes }: WorkerTask): Promise<WorkerReport> {
  try {
    const engine = await engines[name]();
    const failure = await checkCorrectness(engine);
    if (failure !== undefined) return { failure };
    const speed = await measureSpeed(engine, bytes);
    return { device: (await engine.usesGpu?.()) ? 'GPU' : 'CPU', speed };
  } catch (cause) {
    return { failure: cause instanceof Error ? cause.message : String(cause) };
  }
}

const report = await examine(JSON.parse(process.argv[2]!) as WorkerTask);
process.stdout.write(`${JSON.stringify(report)}\n`);

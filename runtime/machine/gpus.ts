import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';

/** A graphics processor that TensorFlow could compute on. */
export interface Gpu {
  readonly name: string;
  /** Absent where it shares the processor's. */
  readonly memoryBytes?: number;
  /** Version of NVIDIA's driver. */
  readonly driver: string;
}

/** Waking a GPU that sleeps takes seconds. */
const LIMIT_MS = 10_000;
const QUERY = ['--query-gpu=name,memory.total,driver_version', '--format=csv,noheader,nounits'];

/** NVIDIA's GPUs as their driver's own tool lists them; none where there is no such tool or it fails. */
export async function findGpus(tool = 'nvidia-smi'): Promise<readonly Gpu[]> {
  try {
    return parseGpus((await promisify(execFile)(tool, QUERY, { timeout: LIMIT_MS })).stdout);
  } catch {
    return [];
  }
}

/** @param text a line each: name, memory in MiB, version of the driver */
export function parseGpus(text: string): readonly Gpu[] {
  return text.split('\n').flatMap((line) => {
    const [name, mebibytes, driver] = line.split(',').map((part) => part.trim());
    if (!name || !mebibytes || !driver) return [];
    const memory = Number(mebibytes) * 2 ** 20;
    return [{ name, ...(memory > 0 && { memoryBytes: memory }), driver }];
  });
}

/** Linux's device files of NVIDIA's GPUs: at once, where asking the driver would take its time. */
export function gpuFiles(folder = '/dev'): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^nvidia\d+$/.test(name))
      .sort();
  } catch {
    return [];
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** What computes here, GPUs apart. */
export interface Processor {
  /** As its maker calls it, such as `AMD EPYC`. */
  readonly model: string;
  /** How many cores the system has. */
  readonly cores: number;
  /** On how many of them this process may run: tools and containers can withhold some. */
  readonly usableCores: number;
  readonly memoryBytes: number;
}

export function findProcessor(): Processor {
  const all = cpus();
  return {
    model: all[0]?.model.trim().replace(/\s+/g, ' ') || process.arch,
    cores: all.length,
    usableCores: availableParallelism(),
    memoryBytes: totalmem(),
  };
}

const CACHES = '/sys/devices/system/cpu/cpu0/cache';
const UNITS: Readonly<Record<string, number>> = { K: 2 ** 10, M: 2 ** 20 };

/**
 * Bytes of the largest cache of the first core, as Linux tells it; undefined where the system doesn't.
 * @param folder with a folder `index…` for each cache, whose file `size` says `32768K`
 */
export function lastLevelCache(folder: string = CACHES): number | undefined {
  try {
    const sizes = readdirSync(folder)
      .filter((name) => name.startsWith('index'))
      .map((name) => bytesOf(readFileSync(join(folder, name, 'size'), 'utf8')));
    const largest = Math.max(0, ...sizes);
    return largest > 0 ? largest : undefined;
  } catch {
    return undefined;
  }
}

function bytesOf(text: string): number {
  const [, digits, unit] = /^(\d+)([KM])$/.exec(text.trim()) ?? [];
  return digits && unit ? Number(digits) * UNITS[unit]! : 0;
}

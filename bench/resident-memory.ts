import { readFileSync, writeFileSync } from 'node:fs';

/**
 * A line of this process's status, in bytes: what lies in memory now, or the most that did so.
 * @throws {Error} on systems other than Linux
 */
export function residentMemory(field: 'VmRSS' | 'VmHWM'): number {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'));
  if (!found) throw new Error(`This system says nothing of ${field}.`);
  return Number(found[1]) * 1024;
}

/** Makes the most that was held so far forgotten. */
export function forgetPeak(): void {
  writeFileSync('/proc/self/clear_refs', '5');
}

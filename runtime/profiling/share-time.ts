import type { OpTiming } from '../engines/profiled-call.js';

/**
 * How long each op was what the clock waited for: wherever several ran at the same time, that time is divided equally
 * between them. All together it is the time in which at least one ran.
 * @returns milliseconds, one number for each op
 */
export function shareTime(ops: readonly Pick<OpTiming, 'start' | 'end'>[]): number[] {
  const shares = new Array<number>(ops.length).fill(0);
  const running = new Set<number>();
  let since = 0;
  for (const { time, op, begins } of changes(ops)) {
    for (const index of running) shares[index]! += (time - since) / running.size;
    since = time;
    if (begins) running.add(op);
    else running.delete(op);
  }
  return shares;
}

/** Beginnings and ends in order of time. */
function changes(ops: readonly Pick<OpTiming, 'start' | 'end'>[]) {
  return ops
    .flatMap(({ start, end }, op) => [
      { time: start, op, begins: true },
      { time: end, op, begins: false },
    ])
    .sort((a, b) => a.time - b.time || Number(b.begins) - Number(a.begins));
}

/**
 * Rows for a picture, so that no two ops of a row run at the same time: each op goes to the first row that is free.
 * Engines don't say which thread an op ran on; as many rows are taken as ops ever ran at the same time.
 * @param ops in order of their starts
 * @returns the row of each op, from 0
 */
export function rowsOf(ops: readonly Pick<OpTiming, 'start' | 'end'>[]): number[] {
  const freeAt: number[] = [];
  return ops.map(({ start, end }) => {
    const free = freeAt.findIndex((time) => time <= start);
    const row = free < 0 ? freeAt.length : free;
    freeAt[row] = end;
    return row;
  });
}

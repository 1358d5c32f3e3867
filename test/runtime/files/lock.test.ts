import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { lockHolder, withLock } from '../../../runtime/files/index.js';
import { temporaryFolder } from './folder.js';

const refused = (holder: number) => new Error(`held by ${holder}`);

it('a lock left by a dead process is taken over by one of those that want it', async () => {
  const path = join(temporaryFolder(), '.lock');
  writeFileSync(path, '4194305 99');
  let [inside, most] = [0, 0];
  const attempts = Array.from({ length: 8 }, () =>
    withLock(path, refused, async () => {
      most = Math.max(most, ++inside);
      await setTimeout(30);
      inside--;
    }).then(
      () => 'done',
      (failure: Error) => failure.message,
    ),
  );
  const outcomes = await Promise.all(attempts);
  expect(most).toBe(1);
  expect(outcomes.filter((outcome) => outcome === 'done').length).toBeGreaterThan(0);
  expect(
    outcomes.filter((outcome) => outcome !== 'done').every((outcome) => outcome === `held by ${process.pid}`),
  ).toBe(true);
});

it('a process that was given the id of a dead one does not hold its lock', async () => {
  const path = join(temporaryFolder(), '.lock');
  writeFileSync(path, `${process.ppid} 1`);
  expect(await lockHolder(path)).toBeUndefined();
  writeFileSync(path, String(process.ppid));
  expect(await lockHolder(path)).toBe(process.ppid);
});

it('a holder notices that its lock was taken, and leaves the other one its own', async () => {
  const path = join(temporaryFolder(), '.lock');
  await withLock(path, refused, async (lock) => {
    expect(await lock.stolenBy()).toBeUndefined();
    writeFileSync(path, String(process.ppid));
    expect(await lock.stolenBy()).toBe(process.ppid);
  });
  expect(readFileSync(path, 'utf8')).toBe(String(process.ppid));
});

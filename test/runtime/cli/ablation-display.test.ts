import picocolors from 'picocolors';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AblationFolder } from '../../../runtime/ablation/ablation-folder.js';
import { statesOf } from '../../../runtime/ablation/run-state.js';
import { AblationDisplay } from '../../../runtime/cli/ablate/ablation-display.js';
import type { Channel } from '../../../runtime/cli/io.js';

vi.mock('../../../runtime/ablation/run-state.js', () => ({ statesOf: vi.fn(() => Promise.resolve([])) }));

const looks = vi.mocked(statesOf);
const ablation = { plan: { name: 'A', runs: [], experiments: {} } } as unknown as AblationFolder;
const channel: Channel = {
  write: () => undefined,
  isTerminal: false,
  columns: undefined,
  colors: picocolors.createColors(false),
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  looks.mockClear();
});

it('looks no more once it has ended, though a look was under way', async () => {
  const display = await AblationDisplay.start(ablation, channel);
  let read = (): void => undefined;
  looks.mockImplementationOnce(() => new Promise((resolve) => (read = () => resolve([]))));
  await vi.advanceTimersByTimeAsync(1000);
  expect(looks).toHaveBeenCalledTimes(2);
  const end = display.end();
  read();
  await end;
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(5000);
  // At the start, the one that was under way, and the last one.
  expect(looks).toHaveBeenCalledTimes(3);
});

it('goes on looking where a folder could not be read once', async () => {
  const display = await AblationDisplay.start(ablation, channel);
  looks.mockImplementationOnce(() => Promise.reject(new Error('busy')));
  await vi.advanceTimersByTimeAsync(1000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(looks).toHaveBeenCalledTimes(3);
  await display.end();
});

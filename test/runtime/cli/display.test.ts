import picocolors from 'picocolors';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { processIo, type Channel } from '../../../runtime/cli/io.js';
import { LiveLine } from '../../../runtime/cli/live-line.js';
import { describeEngine } from '../../../runtime/cli/describe-engine.js';
import { formatBytes, formatDuration, formatTable } from '../../../runtime/cli/text.js';
import { drawBar, formatProgress, formatProgressBar } from '../../../runtime/cli/progress-text.js';
import type { ChosenEngine } from '../../../runtime/engines/index.js';
import { RETEST_COMMAND } from '../../../runtime/engines/chosen.js';
import { referenceEngine } from '../../../runtime/engines/reference/index.js';

const colors = picocolors.createColors(false);

describe('a live line', () => {
  /** What is written for texts shown at times in milliseconds. */
  function written(
    isTerminal: boolean,
    shown: readonly (readonly [number, ...string[]])[],
    columns?: number,
  ): string[] {
    let now = 0;
    const writes: string[] = [];
    const channel: Channel = { write: (text) => void writes.push(text), isTerminal, columns, colors };
    const line = new LiveLine(channel, () => now);
    for (const [time, text, ...shorter] of shown) {
      now = time;
      line.show(text!, ...shorter);
    }
    line.end();
    line.end();
    return writes;
  }

  it('is written over on a terminal, ten times a second at most', () => {
    const writes = written(true, [
      [0, 'a'],
      [50, 'b'],
      [100, 'c'],
      [150, 'd'],
    ]);
    expect(writes).toEqual(['\r\x1b[2Ka', '\r\x1b[2Kc', '\r\x1b[2Kd', '\n']);
  });

  it('never reaches the last column, so that it does not wrap', () => {
    const texts = ['longest text', 'shorter', 'short'] as const;
    const drawn = (columns: number) => written(true, [[0, ...texts]], columns);
    expect(drawn(13)).toEqual(['\r\x1b[2Klongest text', '\n']);
    expect(drawn(12)).toEqual(['\r\x1b[2Kshorter', '\n']);
    expect(drawn(7)).toEqual(['\r\x1b[2Kshort', '\n']);
    expect(drawn(4)).toEqual(['\r\x1b[2Ksho', '\n']);
    expect(written(true, [[0, 'x'.repeat(200)]])).toEqual([`\r\x1b[2K${'x'.repeat(79)}`, '\n']);
    expect(written(false, [[0, 'x'.repeat(200)]], 20)).toEqual([`${'x'.repeat(200)}\n`]);
  });

  it('is a plain line every few seconds elsewhere', () => {
    expect(
      written(false, [
        [0, 'a'],
        [4999, 'b'],
        [5000, 'c'],
        [9000, 'd'],
      ]),
    ).toEqual(['a\n', 'c\n', 'd\n']);
    expect(written(false, [])).toEqual([]);
  });
});

it('a terminal that knows no escapes is written to like a file', () => {
  const before = process.stdout.isTTY;
  process.stdout.isTTY = true;
  onTestFinished(() => {
    process.stdout.isTTY = before;
    vi.unstubAllEnvs();
  });
  const seen = ['xterm', 'dumb'].map((name) => {
    vi.stubEnv('TERM', name);
    return processIo().out.isTerminal;
  });
  expect(seen).toEqual([true, false]);
});

const progress = {
  step: 20,
  steps: 2344,
  loss: 0.41236,
  accuracy: 0.961,
  learningRate: 0.00031623,
  imagesPerSecond: 2310.4,
  secondsLeft: 64.4,
};

it('progress tells step, loss, accuracy, learning rate, speed and time left', () => {
  expect(formatProgress(progress)).toEqual([
    'step    20 of 2,344  loss 0.4124  accuracy 96.1 %  lr 0.000316  2,310 images/s  1 min 4 s left',
    'step    20 of 2,344  loss 0.4124  accuracy 96.1 %  lr 0.000316  1 min 4 s left',
    'step    20 of 2,344  loss 0.4124  accuracy 96.1 %  1 min 4 s left',
    'step    20 of 2,344  loss 0.4124  accuracy 96.1 %',
    'step    20 of 2,344  loss 0.4124',
  ]);
  const first = { ...progress, imagesPerSecond: undefined, secondsLeft: undefined };
  expect(formatProgress(first)[0]).toBe('step    20 of 2,344  loss 0.4124  accuracy 96.1 %  lr 0.000316');
});

it('on a terminal progress has a bar in front, as long as there is room', () => {
  const half = { ...progress, step: 1172 };
  const [wide, narrow, ...rest] = formatProgressBar(half);
  expect(wide).toBe(`▕████████████            ▏ ${formatProgress(half)[0]}`);
  expect(narrow).toBe(`▕██████      ▏ ${formatProgress(half)[0]}`);
  expect(rest.map((text) => text.length)).toEqual([...rest.map((text) => text.length)].sort((a, b) => b - a));
  expect([0, 1 / 24, 0.5, 2 / 3, 1].map((share) => drawBar(share, 3))).toEqual([
    '▕   ▏',
    '▕▏  ▏',
    '▕█▌ ▏',
    '▕██ ▏',
    '▕███▏',
  ]);
});

it('an engine is named with why it was taken, and the way to a faster one', () => {
  const text = (faster: ChosenEngine['faster'], why?: string) =>
    describeEngine({ engine: referenceEngine, detail: 'slow', ...(why && { why }), faster }, colors);
  expect(text([], 'the fastest that works here')).toBe('engine reference (slow), the fastest that works here\n');
  expect(text([{ name: 'native' }, { name: 'wasm' }])).toBe(
    'engine reference (slow)\n  native is faster and works here: --engine native\n',
  );
  expect(
    text([{ name: 'native', reason: 'It is not installed.', remedy: 'npx x' }], 'the fastest that works here'),
  ).toBe(
    'engine reference (slow), the fastest that works here\n  native would be faster. It is not installed. To set it up: npx x\n',
  );
  expect(text([{ name: 'native', reason: 'It failed.', remedy: RETEST_COMMAND }])).toBe(
    'engine reference (slow)\n  native would be faster. It failed. To test it again: npx angnet doctor --fresh\n',
  );
});

it('numbers are written for people', () => {
  expect([0.4, 59.6, 61, 3599.6, 7500].map(formatDuration)).toEqual([
    '0 s',
    '1 min 0 s',
    '1 min 1 s',
    '1 h 0 min',
    '2 h 5 min',
  ]);
  expect([0, 999, 1000, 5_131_920, 3e12].map(formatBytes)).toEqual([
    '0 bytes',
    '999 bytes',
    '1.0 kB',
    '5.1 MB',
    '3.0 TB',
  ]);
  expect(
    formatTable(
      ['a', 'count'],
      [
        ['long', '1'],
        ['x', '12345'],
      ],
      [1],
    ),
  ).toBe('a     count\nlong      1\nx     12345\n');
});

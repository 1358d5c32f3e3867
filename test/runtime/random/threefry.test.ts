import { describe, expect, it } from 'vitest';
import { fillBlocks } from '../../../runtime/random/threefry.js';

describe('Threefry-2x32-20', () => {
  // The known-answer vectors that Random123 publishes for `threefry2x32 20`.
  it.each([
    { counter: [0, 0], key: [0, 0], answer: [0x6b200159, 0x99ba4efe] },
    { counter: [0xffffffff, 0xffffffff], key: [0xffffffff, 0xffffffff], answer: [0x1cb996fc, 0xbb002be7] },
    { counter: [0x243f6a88, 0x85a308d3], key: [0x13198a2e, 0x03707344], answer: [0xc4923a9c, 0x483df7a0] },
  ])('gives the published answer for counter $counter', ({ counter, key, answer }) => {
    const words = new Uint32Array(2);
    fillBlocks(words, { low: key[0]!, high: key[1]! }, { low: counter[0]!, high: counter[1]! });
    expect([...words]).toEqual(answer);
  });

  it('counts on across the carry of the low word', () => {
    const key = { low: 1, high: 2 };
    const together = new Uint32Array(6);
    fillBlocks(together, key, { low: 0xfffffffe, high: 8 });
    const counters = [
      { low: 0xfffffffe, high: 8 },
      { low: 0xffffffff, high: 8 },
      { low: 0, high: 9 },
    ];
    const alone = counters.flatMap((counter) => {
      const words = new Uint32Array(2);
      fillBlocks(words, key, counter);
      return [...words];
    });
    expect([...together]).toEqual(alone);
  });
});

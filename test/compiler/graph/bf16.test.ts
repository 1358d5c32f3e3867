import { describe, expect, it } from 'vitest';
import { BF16_ROUNDOFF, bitsOfBf16, roundToBf16 } from '../../../compiler/graph/bf16.js';
import { Random } from '../primitives/random.js';

const view = new DataView(new ArrayBuffer(4));

/** The bf16 with these 16 bits. */
function fromBits(bits: number): number {
  view.setUint32(0, bits * 2 ** 16);
  return view.getFloat32(0);
}

describe('rounding to bf16', () => {
  it('keeps every number that is one', () => {
    for (let bits = 0; bits < 2 ** 16; bits++) {
      const number = fromBits(bits);
      expect(roundToBf16(number)).toBe(number);
      if (!Number.isNaN(number)) expect(bitsOfBf16(number)).toBe(bits);
    }
  });

  it('takes the nearest, of two equally near ones the even one', () => {
    for (let bits = 0x3f00; bits < 0x4100; bits++) {
      const [low, high] = [fromBits(bits), fromBits(bits + 1)];
      const middle = (low + high) / 2;
      const even = bits % 2 === 0 ? low : high;
      for (const sign of [1, -1]) {
        expect(roundToBf16(sign * middle)).toBe(sign * even);
        expect(roundToBf16(sign * Math.fround(middle - (high - low) / 1000))).toBe(sign * low);
        expect(roundToBf16(sign * Math.fround(middle + (high - low) / 1000))).toBe(sign * high);
      }
    }
  });

  it('changes a number by no more than the unit roundoff', () => {
    const random = new Random('bf16');
    let largest = 0;
    for (let index = 0; index < 10_000; index++) {
      const x = random.between(1, 4);
      largest = Math.max(largest, Math.abs(roundToBf16(x) - x) / x);
    }
    expect(largest).toBeLessThanOrEqual(BF16_ROUNDOFF);
    expect(largest).toBeGreaterThan(0.95 * BF16_ROUNDOFF);
  });

  it('keeps infinities, NaN and the sign of 0, and overflows to infinity', () => {
    for (const x of [Infinity, -Infinity, NaN, 0, -0]) expect(roundToBf16(x)).toBe(x);
    expect(roundToBf16(3.4e38)).toBe(Infinity);
    expect(Number.isNaN(fromBits(bitsOfBf16(NaN)))).toBe(true);
  });
});

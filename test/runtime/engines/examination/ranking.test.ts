import { describe, expect, it } from 'vitest';
import {
  formatRate,
  gainOfBf16,
  isConclusive,
  layerMilliseconds,
  meanRate,
  ranked,
  whyFirst,
  type Passed,
} from '../../../../runtime/engines/examination/ranking.js';
import type { Examined } from '../../../../runtime/engines/examination/index.js';
import { examination, failed, passed, speed, untried } from './made-up.js';

/** Multiplications and additions of one pass: 3 · 3 · 32 · 32 taps at 64 · 16 · 16 pixels. */
const FLOP = 2 * 9 * 32 * 32 * 64 * 16 * 16;
/** What the convolution gives, in f32. */
const BYTES = 4 * 64 * 16 * 16 * 32;

describe('ranking engines', () => {
  it('adds up three convolutions and the passes over what the first one gives', () => {
    const seconds = (3 * FLOP) / 100e9 + (14 * BYTES) / 20e9;
    expect(layerMilliseconds(speed(100, 20))).toBeCloseTo(seconds * 1e3, 9);
  });

  it('puts the one first whose layer takes least', () => {
    const order = (...engines: readonly Examined[]) => ranked(examination(...engines)).map(({ name }) => name);
    expect(order(passed('native', 200), passed('wasm', 20))).toEqual(['native', 'wasm']);
    expect(order(passed('native', 5), passed('wasm', 20))).toEqual(['wasm', 'native']);
  });

  it('lets memory decide where convolutions are alike', () => {
    expect(ranked(examination(passed('native', 100, 10), passed('wasm', 99, 40)))[0]!.name).toBe('wasm');
  });

  it('leaves out what failed or is unknown', () => {
    expect(ranked(examination(failed('native'), passed('wasm', 20)))).toEqual([passed('wasm', 20)]);
    expect(ranked(examination(failed('native'), untried('wasm')))).toEqual([]);
  });

  it('averages rates over the time that the passes take, not over the passes', () => {
    const convolution = { forward: 40, inputGradient: 20, filterGradient: 10 };
    expect(meanRate(convolution)).toBeCloseTo(3 / (1 / 40 + 1 / 20 + 1 / 10), 9);
  });

  it('compares bf16 with f32', () => {
    expect(gainOfBf16(speed(100))).toBeUndefined();
    expect(gainOfBf16({ ...speed(100), bf16: speed(150).convolution })).toBeCloseTo(1.5, 9);
  });

  it('says why the first was taken', () => {
    const why = (...engines: [Passed, ...Passed[]]) => whyFirst(engines);
    expect(why(passed('native', 1234.5) as Passed, passed('wasm', 20.449) as Passed)).toBe(
      'fastest in the self-test: 1,235 GFLOP/s in convolutions, wasm 20.4',
    );
    expect(why(passed('wasm', 20) as Passed)).toBe('fastest in the self-test: 20.0 GFLOP/s in convolutions');
  });

  it('writes rates with three digits, or as many as there are', () => {
    expect([0.1234, 9.876, 99.949, 99.96, 421.4, 98_765.4].map(formatRate)).toEqual([
      ...['0.123', '9.88', '99.9', '100', '421', '98,765'],
    ]);
  });

  it('keeps only what says of every engine whether it works', () => {
    expect(isConclusive(examination(failed('native'), passed('wasm', 20)))).toBe(true);
    expect(isConclusive(examination(untried('native'), passed('wasm', 20)))).toBe(false);
  });
});

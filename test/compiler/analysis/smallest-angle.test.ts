import { describe, expect, it } from 'vitest';
import { cosineError, smallestAngle, type Product } from '../../../compiler/analysis/smallest-angle.js';
import { anglePrecisions, bf16Layers } from '../../../compiler/cost/precisions.js';
import { compileNetwork } from '../../../compiler/index.js';
import type { Engine } from '../../../runtime/engines/engine.js';
import { nativeEngine } from '../../../runtime/engines/native/index.js';
import { referenceEngine } from '../../../runtime/engines/reference/index.js';
import { describeNative } from '../../support/needs.js';
import { modelText, networkOf } from '../../support/spec.js';
import { Random } from '../primitives/random.js';

const NORM = { epsilon: 0, clip: 1e-7 };
const EXAMPLES = 400;

const bf16 = (terms: number, kept = false): Product => ({ precision: 'bf16', terms, kept });
const f32 = (terms: number): Product => ({ precision: 'f32', terms, kept: false });

/** The largest angle that parallel vectors come out with, over many random ones, in angfc or a 1x1 angconv. */
async function largestAngleAtZero(engine: Engine, { precision, terms, kept }: Product): Promise<number> {
  const [shape, layer] = kept ? [[terms], 'angfc(1)'] : [[1, 1, terms], 'angconv(1, 1x1)'];
  const text = `angle itself(theta: rad) = theta / 1rad
${modelText(shape, `head: ${layer} @angle(itself) @precision(${precision}) @norm(eps: 0, clip: 1e-7)`)}`;
  const session = await engine.load(compileNetwork(networkOf(text), EXAMPLES));
  const random = new Random(`angles ${precision} ${terms}`);
  let largest = 0;
  for (let trial = 0; trial < 5; trial++) {
    const filter = Float32Array.from({ length: terms }, () => random.between(-1, 1));
    const features = new Float32Array(EXAMPLES * terms);
    for (let example = 0; example < EXAMPLES; example++) {
      // A power of 2 keeps the vectors parallel to the last bit; the others leave rounding of the input.
      const length = example % 2 === 0 ? 2 ** random.integer(-3, 3) : random.between(0.1, 10);
      features.set(
        filter.map((weight) => weight * length),
        example * terms,
      );
    }
    await session.writeState({ 'head/filter': filter, step: new Int32Array(1) });
    const { output } = await session.run('predict', { features });
    largest = Math.max(largest, ...output!);
  }
  await session.dispose();
  return largest;
}

describe('the smallest angle that can be told from 0', () => {
  it.each([2, 27, 576])('bounds what bf16 makes of parallel vectors of %i numbers, and not by far', async (terms) => {
    const largest = await largestAngleAtZero(referenceEngine, bf16(terms));
    const bound = smallestAngle(bf16(terms), NORM);
    expect(largest).toBeLessThan(bound);
    // Products rounded to bf16 alone reach sqrt(2u), of the bound's sqrt(6u).
    expect(largest).toBeGreaterThan(bound / 2);
  });

  it.each([2, 27, 576])('is much smaller where products of %i numbers are kept', async (terms) => {
    const largest = await largestAngleAtZero(referenceEngine, bf16(terms, true));
    expect(largest).toBeLessThan(smallestAngle(bf16(terms, true), NORM));
    expect(largest).toBeGreaterThan(0.001);
    expect(smallestAngle(bf16(terms, true), NORM)).toBeLessThan(smallestAngle(bf16(terms), NORM) / 7);
  });

  it('is the root of twice the error of the cosine, and never below what the clip leaves', () => {
    expect(cosineError(bf16(0))).toBeCloseTo(3 / 256, 5);
    expect(smallestAngle(bf16(144), NORM)).toBeCloseTo(Math.sqrt(2 * cosineError(bf16(144))), 3);
    expect(smallestAngle(f32(2), { epsilon: 0, clip: 0.01 })).toBeCloseTo(Math.acos(0.99), 6);
  });

  it('is reported for each precision in use, of the layer where it is largest', () => {
    const lines = `conv(4, 3x3) @precision(bf16)  angconv(4, 1x1)  angconv(8, 3x3)
      angconv(4, 1x1) @precision(bf16)  flatten  angfc(3)  angfc(3) @precision(bf16)`;
    const network = networkOf(modelText([4, 4, 2], lines));
    const [wide, narrow, ...more] = anglePrecisions(network);
    expect(more).toEqual([]);
    expect(wide).toMatchObject({ precision: 'f32', layers: 3, cosineError: cosineError(f32(64)) });
    expect(narrow).toMatchObject({ precision: 'bf16', layers: 2, cosineError: cosineError(bf16(8)) });
    expect(narrow!.smallestAngle).toBe(smallestAngle(bf16(8), NORM));
    expect(bf16Layers(network)).toBe(3);
    expect(anglePrecisions(networkOf(modelText([4], 'fc(3)')))).toEqual([]);
  });
});

describeNative('the smallest angle on the native engine', () => {
  it.each([f32(27), f32(576), bf16(27), bf16(576), bf16(27, true), bf16(576, true)])(
    'is within its bound: %j',
    async (product) => {
      const largest = await largestAngleAtZero(nativeEngine, product);
      const bound = smallestAngle(product, NORM);
      expect(largest).toBeLessThan(bound);
      if (product.precision === 'bf16' && !product.kept) expect(largest).toBeGreaterThan(bound / 2);
    },
  );
});

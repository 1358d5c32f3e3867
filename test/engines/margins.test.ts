import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import type { Engine } from '../../runtime/engines/engine.js';
import { nativeEngine } from '../../runtime/engines/native/index.js';
import { referenceEngine } from '../../runtime/engines/reference/index.js';
import { wasmEngine } from '../../runtime/engines/wasm/index.js';
import { initialState } from '../../runtime/random/index.js';
import { describeNative } from '../support/needs.js';
import { experimentOf, experimentText, modelText } from '../support/spec.js';

const [FEATURES, CLASSES] = [4, 5];

const HEADS = [
  ['arcface', '@angle(cos) @scale(8)'],
  ['arcface(0.3rad)', '@angle(cos) @scale(8) @grad(detached)'],
  ['arcface_easy', '@angle(cos) @scale(8)'],
  ['cosface', '@angle(cos) @scale(8)'],
  ['combined', '@angle(cos) @scale(8)'],
  ['l_softmax', '@angle(cos) @magnitude(linear_weighted)'],
  ['a_softmax(3, least: 0, base: 1)', '@angle(cos) @magnitude(linear)'],
  ['additive', '@angle(log) @grad(detached)'],
  ['additive', '@angle(inverse(eps: 0.1rad)) @magnitude(tanh)'],
] as const;

/** One training step on features that lie along their own class's filter, against it, and anywhere. */
async function step(engine: Engine, margin: string, annotations: string) {
  const loss = `softmax(of: classifier, margin: ${margin})`;
  const optimizer = 'sgd(lr: 0.001)';
  const model = modelText([FEATURES], `classifier: angfc(${CLASSES}) ${annotations}`);
  const text = model + experimentText({ classes: CLASSES, batch: 3 * CLASSES, loss, optimizer });
  const program = compile(experimentOf(text), { steps: 10 });
  const session = await engine.load(program);
  const state = initialState(program, 5);
  await session.writeState(state);
  const filter = state['classifier/filter']!;
  const labels = Int32Array.from({ length: 3 * CLASSES }, (_, index) => index % CLASSES);
  const features = Float32Array.from({ length: 3 * CLASSES * FEATURES }, (_, index) => {
    const [example, axis] = [Math.floor(index / FEATURES), index % FEATURES];
    const own = filter[axis * CLASSES + labels[example]!]!;
    return [1000 * own, -own, Math.sin(index)][Math.floor(example / CLASSES)]!;
  });
  const { loss: value, gradient_norm: norm } = await session.run('train', { features, labels });
  const after = await session.readState();
  await session.dispose();
  return { loss: value![0]!, norm: norm![0]!, filter: Array.from(after['classifier/filter']!) };
}

function holds(engine: Engine): void {
  describe(`margins on the ${engine.name} engine where the angle is 0 or pi`, () => {
    it.each(HEADS)('%s over %s', async (margin, annotations) => {
      const actual = await step(engine, margin, annotations);
      const expected = await step(referenceEngine, margin, annotations);
      // Float32 knows an angle of 0 or pi to 1e-3 only, and the functions that are steep there grow the difference.
      expect(Math.abs(actual.loss - expected.loss) / expected.loss).toBeLessThan(1e-3);
      expect(Number.isFinite(actual.norm)).toBe(true);
      expect(actual.filter.every(Number.isFinite)).toBe(true);
    });
  });
}

holds(wasmEngine);
describeNative('natively', () => holds(nativeEngine));

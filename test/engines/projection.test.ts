import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import type { Engine } from '../../runtime/engines/engine.js';
import { nativeEngine } from '../../runtime/engines/native/index.js';
import { referenceEngine } from '../../runtime/engines/reference/index.js';
import { wasmEngine } from '../../runtime/engines/wasm/index.js';
import { initialState } from '../../runtime/random/index.js';
import { deviation } from '../compiler/primitives/close.js';
import { describeNative } from '../support/needs.js';
import { experimentOf, experimentText, modelText } from '../support/spec.js';

const spec = readFileSync(join(import.meta.dirname, '../oracles/weights.ang'), 'utf8');

/** The state after some training steps on features that are the same for every engine. */
async function trained(engine: Engine, text: string, steps: number, start = 0) {
  const program = compile(experimentOf(text), { steps: 10 });
  const session = await engine.load(program);
  await session.writeState({ ...initialState(program, 5), step: Float32Array.of(start) });
  const input = program.graphs.train!.inputs.find(({ name }) => name === 'features')!;
  const size = input.value.type.shape.reduce((product, length) => product * length, 1);
  for (let step = 0; step < steps; step++) {
    const features = Float32Array.from({ length: size }, (_, index) => Math.sin(index * (step + 1)));
    await session.run('train', { features, labels: Int32Array.from({ length: program.batch }, (_, one) => one % 3) });
  }
  const state = await session.readState();
  await session.dispose();
  return state;
}

/** √(w · w) of the first of two filters [2, 2] under `@project` after a step from there. */
async function lengthAfter(engine: Engine, every: number, step: number): Promise<number> {
  const model = modelText([2], `classifier: fc(3) @project(every: ${every}, eps: 1e-12)`);
  const text = model + experimentText({ classes: 3, batch: 3, optimizer: 'sgd(lr: 1e-6)' });
  const filter = (await trained(engine, text, 1, step - 1))['classifier/filter']!;
  return Math.hypot(filter[0]!, filter[3]!);
}

function holds(engine: Engine): void {
  describe(`on the ${engine.name} engine`, () => {
    it('normalised weights and projected filters go where they go on the reference engine', async () => {
      const [actual, expected] = [await trained(engine, spec, 5), await trained(referenceEngine, spec, 5)];
      for (const [name, value] of Object.entries(expected)) {
        expect(deviation(actual[name]!, value).error, name).toBeLessThan(1e-5);
      }
    });

    it.each([
      [1, 16_000_000],
      [2, 2],
      [3, 3],
      [3, 15_999_999],
      [100, 100],
      [100, 15_999_900],
    ])('filters have length 1 after each %i steps, as at step %i', async (every, step) => {
      expect(await lengthAfter(engine, every, step)).toBeCloseTo(1, 5);
      if (every > 1) expect(await lengthAfter(engine, every, step - 1)).not.toBeCloseTo(1, 2);
      if (every > 2) expect(await lengthAfter(engine, every, step + 1)).not.toBeCloseTo(1, 2);
    });
  });
}

holds(referenceEngine);
holds(wasmEngine);
describeNative('natively', () => holds(nativeEngine));

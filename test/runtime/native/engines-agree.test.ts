import { afterEach, expect, it } from 'vitest';
import type { HostTensor, Session } from '../../../runtime/engines/engine.js';
import { nativeEngine } from '../../../runtime/engines/native/index.js';
import { referenceEngine } from '../../../runtime/engines/reference/index.js';
import { initialState } from '../../../runtime/random/index.js';
import { describeNative } from '../../support/needs.js';
import { batchFor, smallNetwork } from '../../support/small-network.js';

const sessions: Session[] = [];

async function bothEngines(optimizer: string): Promise<[native: Session, reference: Session]> {
  const program = smallNetwork(optimizer);
  const pair: [Session, Session] = [await nativeEngine.load(program), await referenceEngine.load(program)];
  sessions.push(...pair);
  for (const session of pair) await session.writeState(initialState(program, 3));
  return pair;
}

/** Largest difference, relative to the largest number. */
function difference(a: HostTensor, b: HostTensor): number {
  const scale = Math.max(1e-6, ...b.map(Math.abs));
  return Math.max(...Array.from(a, (value, index) => Math.abs(value - b[index]!))) / scale;
}

afterEach(async () => {
  for (const session of sessions.splice(0)) await session.dispose();
});

const OPTIMIZERS = [
  'adam(lr: 0.01)',
  'sgd(lr: 0.05, momentum: 0.9)',
  'sgd(lr: 0.05, momentum: 0.9, nesterov: true)',
  'sgd(lr: 0.05)',
];

describeNative('the native engine beside the reference engine', () => {
  for (const optimizer of OPTIMIZERS) {
    it(`trains alike with ${optimizer}`, async () => {
      const [native, reference] = await bothEngines(optimizer);
      for (let step = 0; step < 5; step++) {
        const batch = batchFor(native.program, 'train', step);
        const [found, expected] = [await native.run('train', batch), await reference.run('train', batch)];
        // Steps compound the rounding of those before.
        const tolerance = step === 0 ? 1e-5 : 1e-3;
        for (const name of Object.keys(expected)) {
          expect(difference(found[name]!, expected[name]!), `${name} of step ${step}`).toBeLessThan(tolerance);
        }
      }
      const [found, expected] = [await native.readState(), await reference.readState()];
      for (const name of Object.keys(expected)) {
        expect(difference(found[name]!, expected[name]!), name).toBeLessThan(5e-3);
      }
    });
  }

  it('evaluates alike, without changing a bit of the state', async () => {
    const [native, reference] = await bothEngines('adam(lr: 0.01)');
    for (const session of [native, reference]) await session.run('train', batchFor(session.program, 'train', 0));
    const before = await native.readState();
    const batch = batchFor(native.program, 'evaluate', 1);
    const [found, expected] = [await native.run('evaluate', batch), await reference.run('evaluate', batch)];
    for (const name of Object.keys(expected))
      expect(difference(found[name]!, expected[name]!), name).toBeLessThan(1e-4);
    expect(await native.readState()).toEqual(before);
  });

  it('computes the same bits each time', async () => {
    const program = smallNetwork();
    const runs = [];
    for (let run = 0; run < 3; run++) {
      const session = await nativeEngine.load(program);
      sessions.push(session);
      await session.writeState(initialState(program, 3));
      for (let step = 0; step < 20; step++) await session.run('train', batchFor(program, 'train', step));
      runs.push(await session.readState());
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
  });
});

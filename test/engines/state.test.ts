import { describe, expect, it } from 'vitest';
import { compile, compileNetwork } from '../../compiler/index.js';
import { cpuEngine } from '../../runtime/engines/cpu/index.js';
import type { Engine, HostTensors } from '../../runtime/engines/engine.js';
import { nativeEngine } from '../../runtime/engines/native/index.js';
import { wasmEngine } from '../../runtime/engines/wasm/index.js';
import { initialState } from '../../runtime/random/index.js';
import { Random } from '../compiler/primitives/random.js';
import { describeNative } from '../support/needs.js';
import { randomFeeds } from '../support/random-state.js';
import { experimentOf, experimentText, modelText, networkOf } from '../support/spec.js';

const model = (layer: string) =>
  modelText(
    [8, 7, 2],
    `${layer} bn prelu add { { angconv(3, 3x3) bn } { } } dropout(20%)
  maxpool(2x2) flatten classifier: angfc(4) @scale(5)`,
  );

async function start(engine: Engine, optimizer: string) {
  const fields = { classes: 4, batch: 5, optimizer, more: 'regularize: l2(0.01)' };
  const program = compile(experimentOf(model('conv(3, 3x3)') + experimentText(fields)), { steps: 10 });
  const session = await engine.load(program);
  await session.writeState(initialState(program, 1));
  const random = new Random('feeds');
  const feeds = (graph: 'train' | 'evaluate' | 'predict'): HostTensors =>
    randomFeeds(program.graphs[graph]!, random, 4);
  return { program, session, feeds };
}

function keepsState(engine: Engine): void {
  describe(`the ${engine.name} engine`, () => {
    it('leaves every bit of the state alone when it evaluates and predicts', async () => {
      const { session, feeds } = await start(engine, 'adam(lr: 0.01)');
      await session.run('train', feeds('train'));
      const before = await session.readState();
      await session.run('evaluate', feeds('evaluate'));
      await session.run('predict', feeds('predict'));
      expect(await session.readState()).toEqual(before);
      await session.dispose();
    });

    it.each(['adam(lr: 0)', 'sgd(lr: 0)', 'sgd(lr: 0, momentum: 0.9)'])(
      'leaves every bit of the weights alone under %s',
      async (optimizer) => {
        const { program, session, feeds } = await start(engine, optimizer);
        const before = await session.readState();
        for (let step = 0; step < 3; step++) await session.run('train', feeds('train'));
        const after = await session.readState();
        const weights = program.state.filter(({ role }) => role === 'weight');
        for (const { name } of weights) expect(after[name], name).toEqual(before[name]);
        expect(after['step']![0]).toBe(3);
        await session.dispose();
      },
    );

    it('begins with the same bits in every layer but the one that was replaced', async () => {
      const states = ['angconv(3, 3x3)', 'conv(3, 5x5)'].map(async (layer) => {
        const program = compileNetwork(networkOf(model(layer)), 2);
        const session = await engine.load(program);
        await session.writeState(initialState(program, 9));
        const { '0/filter': replaced, ...others } = await session.readState();
        await session.dispose();
        return { size: replaced!.length, others };
      });
      const [angular, plain] = await Promise.all(states);
      expect([angular!.size, plain!.size]).toEqual([54, 150]);
      expect(plain!.others).toEqual(angular!.others);
    });
  });
}

keepsState(wasmEngine);
keepsState(cpuEngine);
describeNative('natively', () => keepsState(nativeEngine));

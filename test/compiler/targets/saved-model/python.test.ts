import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { emitSavedModel } from '../../../../compiler/targets/saved-model/index.js';
import { referenceEngine } from '../../../../runtime/engines/reference/index.js';
import { encodeSafetensors } from '../../../../runtime/files/index.js';
import { initialState } from '../../../../runtime/random/index.js';
import { describePythonTensorflow, ORACLE_PYTHON } from '../../../support/needs.js';
import { batchFor, smallNetwork } from '../../../support/small-network.js';

const TRAIN = fileURLToPath(new URL('./train_saved_model.py', import.meta.url));
const OPTIMIZE = fileURLToPath(new URL('./optimized_operations.py', import.meta.url));
const STEPS = 5;

const folder = mkdtempSync(join(tmpdir(), 'angnet-python-'));
afterAll(() => rmSync(folder, { recursive: true }));

describePythonTensorflow("a saved model in Python's TensorFlow", () => {
  for (const optimizer of ['adam(lr: 0.01)', 'sgd(lr: 0.05, momentum: 0.9, nesterov: true)']) {
    it(`trains with the same losses and weights as the reference engine: ${optimizer}`, async () => {
      const program = smallNetwork(optimizer);
      const state = initialState(program, 3);
      const batches = Array.from({ length: STEPS }, (_, step) => batchFor(program, 'train', step));
      for (const [name, bytes] of emitSavedModel(program).files) writeFileSync(join(folder, name), bytes);
      const tensors = program.state.map(({ name, type }) => [name, { shape: type.shape, data: state[name]! }] as const);
      writeFileSync(
        join(folder, 'weights.safetensors'),
        encodeSafetensors({ tensors: Object.fromEntries(tensors), metadata: {} }),
      );
      const feeds = join(folder, 'feeds.json');
      const plain = batches.map((batch) =>
        Object.fromEntries(Object.entries(batch).map(([name, data]) => [name, [...data]])),
      );
      writeFileSync(feeds, JSON.stringify(plain));

      const output = execFileSync(ORACLE_PYTHON, [TRAIN, folder, feeds], { stdio: ['ignore', 'pipe', 'ignore'] });
      const python = JSON.parse(output.toString()) as { losses: number[]; state: Record<string, number> };

      const session = await referenceEngine.load(program);
      await session.writeState(state);
      for (const [step, batch] of batches.entries()) {
        const { loss } = await session.run('train', batch, ['loss']);
        expect(python.losses[step], `step ${step}`).toBeCloseTo(loss![0]!, 4);
      }
      const trained = await session.readState();
      expect(Object.keys(python.state).sort()).toEqual(Object.keys(trained).sort());
      for (const [name, data] of Object.entries(trained)) {
        const total = [...data].reduce((sum, value) => sum + value, 0);
        expect(python.state[name], name).toBeCloseTo(total, 2);
      }
    }, 60_000);
  }

  it('keeps the order of sums, without which runs are not the same to the bit', () => {
    for (const [name, bytes] of emitSavedModel(smallNetwork()).files) writeFileSync(join(folder, name), bytes);
    const output = execFileSync(ORACLE_PYTHON, [OPTIMIZE, folder], { stdio: ['ignore', 'pipe', 'ignore'] });
    const operations = JSON.parse(output.toString()) as string[];
    expect(operations).toContain('ResourceApplyAdam');
    expect(operations).not.toContain('AddN');
    expect(operations).not.toContain('AssignAdd');
  }, 60_000);
});

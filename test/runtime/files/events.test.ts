import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { crc32c } from '../../../runtime/files/crc32c.js';
import { EventFile } from '../../../runtime/files/index.js';
import { encodeRecord, recordsIn } from '../../../runtime/files/tf-records.js';
import { describePythonReaders, ORACLE_PYTHON } from '../../support/needs.js';
import { tinyFolder } from '../training/tiny.js';
import { trainTiny } from '../training/train-tiny.js';

const text = (value: string) => new TextEncoder().encode(value);

it('checksums are those of RFC 3720, appendix B.4', () => {
  expect(crc32c(text('123456789'))).toBe(0xe3069283);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, index) => index))).toBe(0x46dd794e);
});

it('records are read up to the first that is cut off or damaged', () => {
  const data = ['', 'a', 'some more'].map(text);
  const whole = Buffer.concat(data.map(encodeRecord));
  expect([...recordsIn(whole)].map((record) => Buffer.from(record).toString())).toEqual(['', 'a', 'some more']);
  expect([...recordsIn(whole.subarray(0, -1))]).toHaveLength(2);
  for (const at of [16, 24, 30]) {
    const torn = Buffer.from(whole);
    torn[at]! ^= 1;
    expect([...recordsIn(torn)], `byte ${at}`).toHaveLength(1);
  }
});

/** What TensorBoard's own reader finds in a folder: steps and values by tag. */
function readByTensorboard(folder: string): Record<string, readonly (readonly [number, number])[]> {
  const script = `
import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
events = EventAccumulator(sys.argv[1], size_guidance={'scalars': 0})
events.Reload()
print(json.dumps({tag: [[e.step, e.value] for e in events.Scalars(tag)] for tag in events.Tags()['scalars']}))`;
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' };
  return JSON.parse(execFileSync(ORACLE_PYTHON, ['-c', script, folder], { encoding: 'utf8', env })) as never;
}

describePythonReaders('the events of a run', () => {
  it('are read by TensorBoard, and go on after a stop without steps twice', async () => {
    const folder = tinyFolder();
    const overrides = ['data.validation=12'];
    await trainTiny({ folder, out: 'run', overrides, stopAt: 7 });
    const path = join(folder, 'run', 'events.out.tfevents.0.angnet');
    // What a crash leaves: steps after the last checkpoint, and half a record.
    const events = await EventFile.open(path, 7);
    events.append(8, { 'train/loss': 99 });
    events.close();
    writeFileSync(path, Buffer.concat([readFileSync(path), encodeRecord(text('half')).subarray(0, 9)]));
    await trainTiny({ folder, out: 'run', overrides, resume: true });
    const found = readByTensorboard(join(folder, 'run'));
    const lines = readFileSync(join(folder, 'run', 'metrics.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const metrics = lines.map((line) => JSON.parse(line) as Record<string, number>);
    const expected = (name: string) =>
      metrics.flatMap((line) => (name in line ? [[line['step'], Math.fround(line[name]!)]] : []));
    expect(Object.keys(found).sort()).toEqual([
      ...['train/accuracy', 'train/gradient_norm', 'train/learning_rate', 'train/loss'],
      ...['validation/accuracy', 'validation/loss'],
    ]);
    expect(metrics).toHaveLength(12);
    for (const name of ['loss', 'accuracy', 'learning_rate', 'gradient_norm']) {
      expect(found[`train/${name}`]).toEqual(expected(name));
    }
    for (const name of ['loss', 'accuracy'])
      expect(found[`validation/${name}`]).toEqual(expected(`validation_${name}`));
  }, 120_000);
});

describePythonReaders("a run's checkpoints and weights", () => {
  it("are opened by Python's safetensors", async () => {
    const folder = tinyFolder();
    await trainTiny({ folder, out: 'run', overrides: ['data.validation=12'] });
    const script = `
import json, sys
from safetensors import safe_open
with safe_open(sys.argv[1], 'np') as f:
    print(json.dumps({'metadata': f.metadata(), 'tensors': {k: [str(f.get_tensor(k).dtype), list(f.get_tensor(k).shape), float(f.get_tensor(k).sum())] for k in f.keys()}}))`;
    const opened = (name: string) =>
      JSON.parse(execFileSync(ORACLE_PYTHON, ['-c', script, join(folder, 'run', name)], { encoding: 'utf8' })) as {
        metadata: Record<string, string>;
        tensors: Record<string, [string, number[], number]>;
      };
    const last = opened('checkpoints/last.safetensors');
    expect(last.metadata).toMatchObject({
      schema: '1',
      seed: '0',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(last.tensors).toMatchObject({
      '0/filter': ['float32', [3, 3, 1, 4], expect.any(Number)],
      '0/filter/adam_m': ['float32', [3, 3, 1, 4], expect.any(Number)],
      '1/mean': ['float32', [4], expect.any(Number)],
      step: ['float32', [], 12],
      '(run)/step': ['float64', [], 12],
      '(data)/examples_drawn': ['float64', [], 96],
      '(generator)/2/random': ['float64', [], 12 * 8 * 6 * 6 * 4],
    });
    expect(opened('checkpoints/best.safetensors').tensors['(run)/step']![2]).toBeGreaterThan(0);
    expect(Object.keys(opened('weights.safetensors').tensors)).not.toContain('0/filter/adam_m');
  }, 120_000);
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { conditionsOf, digestOf } from '../../../../runtime/engines/examination/conditions.js';
import type { Examination, Examined } from '../../../../runtime/engines/examination/index.js';
import { canRemember, recall, remember } from '../../../../runtime/engines/examination/remembered.js';
import { FileError } from '../../../../runtime/files/index.js';
import { examination, failed, passed, speed } from './made-up.js';

const engines = [
  { name: 'native', detail: 'TensorFlow 2.21.0' },
  { name: 'wasm', detail: 'XNNPACK' },
] as const;
const conditions = conditionsOf(engines, {});
const native = { ...passed('native', 200), speed: { ...speed(200), bf16: speed(300).convolution } } as Examined;
const found = examination(native, failed('wasm'));

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'angnet-remembered-'));
});

afterEach(() => rmSync(cache, { recursive: true }));

const folder = () => join(cache, 'self-tests');

describe('what is remembered', () => {
  it('comes back as it was', async () => {
    await remember(join(cache, 'new', 'folder'), conditions, found);
    expect(await recall(join(cache, 'new', 'folder'), conditions)).toEqual(found);
  });

  it('is not there for other conditions, which have a file of their own', async () => {
    await remember(cache, conditions, found);
    const others = [
      { ...conditions, processor: 'Another' },
      { ...conditions, cores: conditions.cores + 1 },
      { ...conditions, gpus: ['nvidia0'] },
      { ...conditions, versions: { ...conditions.versions, angnet: '99.0.0' } },
      conditionsOf([{ ...engines[0], detail: 'TensorFlow 2.22.0' }, engines[1]], {}),
      conditionsOf(engines, { TF_NUM_INTRAOP_THREADS: '1' }),
    ];
    for (const other of others) expect(await recall(cache, other)).toBeUndefined();
    expect(new Set([conditions, ...others].map(digestOf)).size).toBe(others.length + 1);
    await remember(cache, others[0]!, examination(passed('native', 1), passed('wasm', 2)));
    expect(await recall(cache, conditions)).toEqual(found);
    expect(readdirSync(folder())).toHaveLength(2);
  });

  it('does not depend on variables that the native engine sets', () => {
    expect(conditionsOf(engines, { TF_CPP_MIN_LOG_LEVEL: '2', TF_FORCE_GPU_ALLOW_GROWTH: 'true', HOME: '/x' })).toEqual(
      conditions,
    );
  });

  const wrong: Readonly<Record<string, unknown>> = {
    'another schema': { schema: 2, conditions, examination: found },
    'other conditions': { schema: 1, conditions: { ...conditions, cores: 99 }, examination: found },
    'no examination': { schema: 1, conditions },
    'no date': { schema: 1, conditions, examination: { ...found, date: 'yesterday' } },
    'no size': { schema: 1, conditions, examination: { ...found, bytes: '64' } },
    'too few engines': { schema: 1, conditions, examination: examination(passed('native', 200)) },
    'another engine': { schema: 1, conditions, examination: examination(passed('cpu', 200), failed('wasm')) },
    'an unknown outcome': {
      schema: 1,
      conditions,
      examination: examination({ ...failed('native'), outcome: 'won' } as never, failed('wasm')),
    },
    'a speed of 0': { schema: 1, conditions, examination: examination(passed('native', 0), failed('wasm')) },
    'a speed without a pass': {
      schema: 1,
      conditions,
      examination: {
        ...found,
        engines: [{ ...passed('native', 1), speed: { ...speed(1), convolution: { forward: 1 } } }, failed('wasm')],
      },
    },
    'a speed in bf16 without a pass': {
      schema: 1,
      conditions,
      examination: {
        ...found,
        engines: [{ ...passed('native', 1), speed: { ...speed(1), bf16: { forward: 1 } } }, failed('wasm')],
      },
    },
    'a number': 7,
    nothing: null,
  };

  it.each(Object.entries(wrong))('is not taken from a file with %s', async (_, content) => {
    await remember(cache, conditions, found);
    const [name] = readdirSync(folder());
    writeFileSync(join(folder(), name!), JSON.stringify(content));
    expect(await recall(cache, conditions)).toBeUndefined();
  });

  it('is not taken from a file that was cut off, and is written anew', async () => {
    await remember(cache, conditions, found);
    const path = join(folder(), readdirSync(folder())[0]!);
    writeFileSync(path, readFileSync(path).subarray(0, 40));
    expect(await recall(cache, conditions)).toBeUndefined();
    await remember(cache, conditions, found);
    expect(await recall(cache, conditions)).toEqual<Examination>(found);
  });

  it('needs a folder that can be written', async () => {
    expect(await canRemember(cache)).toBe(true);
    const file = join(cache, 'file');
    writeFileSync(file, '');
    expect(await canRemember(file)).toBe(false);
    await expect(remember(file, conditions, found)).rejects.toThrow(FileError);
  });

  it('survives a folder in the place of its file', async () => {
    mkdirSync(join(folder(), `${digestOf(conditions)}.json`), { recursive: true });
    expect(await recall(cache, conditions)).toBeUndefined();
    await expect(remember(cache, conditions, found)).rejects.toThrow(FileError);
  });
});

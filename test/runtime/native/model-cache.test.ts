import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { interfaceOf } from '../../../compiler/graph/interface.js';
import { emitSavedModel } from '../../../compiler/targets/saved-model/index.js';
import { ModelCache } from '../../../runtime/engines/native/model-cache/cache.js';
import { decodeEntry, encodeEntry, type CachedModel } from '../../../runtime/engines/native/model-cache/entry.js';
import { smallNetwork } from '../../support/small-network.js';
import { temporaryFolder } from '../files/folder.js';

function model(): CachedModel {
  const program = smallNetwork();
  const { files, manifest } = emitSavedModel(program);
  return { interface: interfaceOf(program), manifest, graph: files.get('saved_model.pb')! };
}

const small = model();
const root = temporaryFolder();
let folders = 0;

function newFolder(): string {
  return join(root, String(folders++));
}

describe('an entry of the model cache', () => {
  it('comes back as it was', () => {
    const found = decodeEntry(encodeEntry(small))!;
    expect(found.interface).toEqual(small.interface);
    expect(found.manifest).toEqual(small.manifest);
    expect(Buffer.compare(found.graph, small.graph)).toBe(0);
  });

  it('is refused when a byte is changed, anywhere, or the end is missing', () => {
    const bytes = encodeEntry(small);
    for (const at of [0, 63, 64, 200, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const changed = Uint8Array.from(bytes);
      changed[at]! ^= 1;
      expect(decodeEntry(changed), `byte ${at}`).toBeUndefined();
    }
    for (const length of [0, 10, 64, 65, bytes.length - 1]) {
      expect(decodeEntry(bytes.subarray(0, length)), `${length} bytes`).toBeUndefined();
    }
  });
});

describe('the model cache', () => {
  it('gives what was written under a key, and nothing for others', async () => {
    const cache = new ModelCache(newFolder());
    expect(await cache.read('one')).toBeUndefined();
    await cache.write('one', small);
    expect((await cache.read('one'))?.manifest).toEqual(small.manifest);
    expect(await cache.read('two')).toBeUndefined();
  });

  it('replaces a damaged entry', async () => {
    const folder = newFolder();
    const cache = new ModelCache(folder);
    await cache.write('one', small);
    const path = join(folder, readdirSync(folder)[0]!);
    writeFileSync(path, readFileSync(path).subarray(0, 1000));
    expect(await cache.read('one')).toBeUndefined();
    await cache.write('one', small);
    expect(await cache.read('one')).toBeDefined();
  });

  it('keeps the models that were used last, within its bounds', async () => {
    const folder = newFolder();
    const cache = new ModelCache(folder, { entries: 2, bytes: Number.POSITIVE_INFINITY });
    await cache.write('old', small);
    await cache.write('used', small);
    for (const [index, name] of ['old', 'used'].entries()) {
      const time = new Date(Date.now() - (2 - index) * 60_000);
      utimesSync(join(folder, `${name}.model`), time, time);
    }
    await cache.read('old');
    await cache.write('new', small);
    expect(readdirSync(folder).sort()).toEqual(['new.model', 'old.model']);
  });

  it('keeps within a number of bytes, but always the newest', async () => {
    const folder = newFolder();
    const size = encodeEntry(small).length;
    for (const [bytes, kept] of [
      [3 * size, 3],
      [2.5 * size, 2],
      [1, 1],
    ] as const) {
      const cache = new ModelCache(folder, { entries: 10, bytes });
      for (const key of ['a', 'b', 'c', 'd']) await cache.write(key, small);
      expect(readdirSync(folder), `${bytes} bytes`).toHaveLength(kept);
    }
  });

  it('removes what writes have left that were cut off, but not what is being written', async () => {
    const folder = newFolder();
    mkdirSync(folder);
    const [abandoned, fresh] = ['.a.model.1.tmp', '.b.model.2.tmp'].map((name) => join(folder, name)) as [
      string,
      string,
    ];
    for (const path of [abandoned, fresh]) writeFileSync(path, 'half');
    const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000);
    utimesSync(abandoned, yesterday, yesterday);
    await new ModelCache(folder).write('one', small);
    expect(readdirSync(folder).sort()).toEqual(['.b.model.2.tmp', 'one.model']);
  });

  it('does without a folder where none can be made', async () => {
    const file = newFolder();
    writeFileSync(file, '');
    const cache = new ModelCache(join(file, 'models'));
    await cache.write('one', small);
    expect(await cache.read('one')).toBeUndefined();
    expect(statSync(file).size).toBe(0);
  });

  it('is shared by writers and readers of one key', async () => {
    const folder = newFolder();
    const work = Array.from({ length: 12 }, async (_, index) => {
      const cache = new ModelCache(folder, { entries: 1, bytes: Number.POSITIVE_INFINITY });
      await cache.write(index % 3 === 0 ? 'other' : 'one', small);
      const found = await cache.read('one');
      // Another may have removed it, but what is read is whole.
      return found === undefined || Buffer.compare(found.graph, small.graph) === 0;
    });
    expect(await Promise.all(work)).toEqual(Array.from(work, () => true));
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

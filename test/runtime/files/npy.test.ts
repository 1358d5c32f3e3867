import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { encodeNpy, FileError, readNumpy } from '../../../runtime/files/index.js';
import { parseNpy } from '../../../runtime/files/npy.js';
import { parseNpz } from '../../../runtime/files/npz.js';
import { golden, goldenPath, temporaryFolder } from './folder.js';

const range24 = Array.from({ length: 24 }, (_, i) => i);
const load = (name: string) => parseNpy(golden(name), name);

describe('a .npy file of NumPy', () => {
  it.each([
    ['f4', 'float32'],
    ['f8', 'float64'],
    ['u1', 'uint8'],
    ['i1', 'int8'],
    ['u2', 'uint16'],
    ['i2', 'int16'],
    ['u4', 'uint32'],
    ['i4', 'int32'],
    ['u8', 'uint64'],
    ['i8', 'int64'],
  ])('of %s is read, and written again to the same bytes', (name, dtype) => {
    const array = load(`${name}.npy`);
    expect(array.dtype).toBe(dtype);
    expect(array.shape).toEqual([2, 3, 4]);
    expect(Array.from(array.data, Number)).toEqual(range24);
    expect(encodeNpy(array.data, array.shape)).toEqual(golden(`${name}.npy`));
  });

  it.each(['big-endian.npy', 'column-major.npy', 'version-2.npy'])('%s gives the same values', (name) => {
    const array = load(name);
    expect(array.shape).toEqual([2, 3, 4]);
    expect(Array.from(array.data, Number)).toEqual(range24);
  });

  it('of booleans, one axis, no axis, or no element is read', () => {
    expect([...load('bool.npy').data]).toEqual(range24.map((i) => 1 - (i % 2)));
    expect(load('vector.npy')).toEqual({ dtype: 'float32', shape: [2], data: new Float32Array([0.5, -0.25]) });
    expect(load('scalar.npy')).toEqual({ dtype: 'int32', shape: [], data: new Int32Array([3]) });
    expect(load('empty.npy')).toEqual({ dtype: 'float32', shape: [0, 3], data: new Float32Array(0) });
    const { data, shape } = load('vector.npy');
    expect(encodeNpy(data, shape)).toEqual(golden('vector.npy'));
  });

  it('is read from the middle of a buffer, aligned or not', () => {
    const shifted = new Uint8Array(golden('f8.npy').length + 3);
    shifted.set(golden('f8.npy'), 3);
    expect(Array.from(parseNpy(shifted.subarray(3), 'x').data, Number)).toEqual(range24);
  });
});

describe('a .npy file that cannot be read', () => {
  it.each([
    ['half.npy', "half.npy holds 'f2'; arrays of float32, float64"],
    ['text.npy', "text.npy holds 'U1'; arrays of"],
    ['records.npy', 'records.npy holds records; arrays of'],
  ])('%s: its type is named', (name, message) => {
    expect(() => load(name)).toThrow(message);
  });

  it('may be cut off anywhere', () => {
    const whole = golden('f4.npy');
    for (const length of [0, 3, 7, 9, 50, 128, 130, whole.length - 1]) {
      expect(() => parseNpy(whole.slice(0, length), 'x.npy'), `${length}`).toThrow(FileError);
    }
    expect(() => parseNpy(whole.slice(0, -1), 'x.npy')).toThrow(
      'x.npy is cut off: [2, 3, 4] of float32 takes 96 bytes, and it has 95.',
    );
  });

  it('may be too long, of an unknown version, or have a foreign header', () => {
    const whole = golden('f4.npy');
    expect(() => parseNpy(Uint8Array.of(...whole, 0), 'x.npy')).toThrow('x.npy is too long');
    expect(() => parseNpy(whole.with(6, 9), 'x.npy')).toThrow('x.npy is an .npy file of version 9');
    const foreign = whole.slice();
    foreign.set(new TextEncoder().encode('{"json": true}'.padEnd(118)), 10);
    expect(() => parseNpy(foreign, 'x.npy')).toThrow('x.npy has a header that is not that of an .npy file');
  });

  it('may claim an absurd size', () => {
    const text = "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999999, 999999999999), }";
    const huge = golden('f4.npy');
    huge.set(new TextEncoder().encode(text.padEnd(118)), 10);
    expect(() => parseNpy(huge, 'x.npy')).toThrow('x.npy is cut off');
  });
});

describe('a .npz file', () => {
  const folder = temporaryFolder();

  it('is refused when a byte of its data has changed', () => {
    const whole = golden('several.npz');
    // The first entry's stored data end right before the next entry's header.
    const next = Buffer.from(whole).indexOf(Buffer.of(0x50, 0x4b, 3, 4), 4);
    const damaged = Uint8Array.from(whole);
    damaged[next - 1]! ^= 1;
    const read = (bytes: Uint8Array<ArrayBuffer>) => parseNpz(bytes, 'x', 'a.npz');
    expect(read(Uint8Array.from(whole)).shape).not.toHaveLength(0);
    expect(() => read(damaged)).toThrow('a.npz is damaged: the checksum of its array x does not match.');
  });

  it('gives an array by its key, or its only one', async () => {
    const x = await readNumpy(`${goldenPath('several.npz')}#x`);
    expect(x.shape).toEqual([2, 3, 4]);
    expect([...x.data]).toEqual(range24);
    const y = await readNumpy(`${goldenPath('several.npz')}#y`);
    expect([...y.data]).toEqual([1n, 0n]);
    const zeros = await readNumpy(goldenPath('single.npz'));
    expect(zeros.shape).toEqual([100, 100]);
  });

  it('names its keys when there is no such array or no key was given', async () => {
    await expect(readNumpy(`${goldenPath('several.npz')}#z`)).rejects.toThrow('has no array called z; it holds: x, y.');
    await expect(readNumpy(goldenPath('several.npz'))).rejects.toThrow(
      'holds several arrays or none (x, y): say which',
    );
  });

  it('is refused when it is cut off', () => {
    const whole = golden('several.npz');
    for (const length of [10, 300, whole.length - 30, whole.length - 1]) {
      expect(() => parseNpz(whole.slice(0, length), 'x', 'a.npz'), `${length}`).toThrow(
        'a.npz is not a whole .npz file',
      );
    }
  });

  it('is refused before it unpacks to more than is allowed', () => {
    expect(() => parseNpz(golden('single.npz'), undefined, 'a.npz', 10_000)).toThrow('a.npz unpacks to 40128 bytes');
  });

  it('is refused when it lies about its size', () => {
    const zip = zipSync({ 'x.npy': encodeNpy(new Float32Array(100_000), [100_000]) });
    const view = new DataView(zip.buffer);
    const directory = view.getUint32(zip.length - 6, true);
    view.setUint32(directory + 24, 1000, true);
    expect(() => parseNpz(zip, 'x', 'a.npz')).toThrow(FileError);
  });

  it.each([
    ['empty', '', 'is empty.'],
    ['text', 'hello', 'is neither an .npy nor an .npz file.'],
    ['junk.npz', 'PK junk', 'is not a whole .npz file'],
  ])('is told from %s', async (name, content, message) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    await expect(readNumpy(path)).rejects.toThrow(`${path} ${message}`);
  });

  it('is missed by a sentence', async () => {
    const path = join(folder, 'missing.npy');
    await expect(readNumpy(path)).rejects.toThrow(`Can't read ${path}: there is no such file or folder.`);
    await expect(readNumpy(folder)).rejects.toThrow(`Can't read ${folder}: it is a folder.`);
  });
});

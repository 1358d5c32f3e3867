import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileError } from '../../../runtime/files/error.js';
import {
  atomicWrite,
  FileError,
  JsonLinesWriter,
  makeFolder,
  readBytes,
  readJsonLines,
} from '../../../runtime/files/index.js';
import { temporaryFolder } from './folder.js';

const folder = temporaryFolder();

describe('atomicWrite', () => {
  it('writes and replaces, and leaves nothing beside the file', async () => {
    const home = join(folder, 'write');
    mkdirSync(home);
    const path = join(home, 'a.txt');
    await atomicWrite(path, 'one');
    await atomicWrite(path, new Uint8Array([116, 119, 111]));
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(home)).toEqual(['a.txt']);
  });

  it('removes its temporary file and keeps the old one when it fails', async () => {
    const home = join(folder, 'fail');
    // A folder that isn't empty can't be replaced by renaming, so the failure comes after the writing.
    mkdirSync(join(home, 'target', 'inner'), { recursive: true });
    await expect(atomicWrite(join(home, 'target'), 'x')).rejects.toThrow(FileError);
    expect(readdirSync(home)).toEqual(['target']);
    expect(existsSync(join(home, 'target', 'inner'))).toBe(true);
  });

  it('says that a folder is missing', async () => {
    const path = join(folder, 'nowhere', 'a.txt');
    await expect(atomicWrite(path, 'x')).rejects.toMatchObject({
      message: `Can't write ${path}: there is no such file or folder.`,
      path,
      code: 'ENOENT',
    });
  });

  it('says that part of the path is a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(atomicWrite(join(folder, 'file', 'a.txt'), 'x')).rejects.toThrow('a part of its path is a file');
    await expect(makeFolder(join(folder, 'file', 'a'))).rejects.toThrow('a part of its path is a file');
  });
});

describe('makeFolder', () => {
  it('makes every level that is missing, and takes what is there', async () => {
    const path = join(folder, 'levels', 'a', 'b');
    await Promise.all([makeFolder(path), makeFolder(path)]);
    await makeFolder(path);
    expect(readdirSync(join(folder, 'levels'), { recursive: true }).sort()).toEqual(['a', join('a', 'b')]);
  });

  it.runIf(process.platform === 'linux')('ends where no folder can be made', async () => {
    await expect(makeFolder('/proc/angnet/runs')).rejects.toThrow(
      "Can't write /proc/angnet: no folder can be made in /proc.",
    );
  });
});

describe('errors of the file system', () => {
  it.each([
    ['ENOSPC', "Can't write a: the disk is full; free some space and try again."],
    ['EACCES', "Can't write a: permission is denied."],
    ['EROFS', "Can't write a: the file system is read-only."],
    ['EDQUOT', "Can't write a: the disk quota is used up; free some space and try again."],
  ])('%s becomes a sentence', (code, message) => {
    expect(fileError('write', 'a', Object.assign(new Error('x'), { code }))).toMatchObject({
      message,
      code,
      path: 'a',
    });
  });

  it('of an unknown kind keep their own words', () => {
    expect(fileError('read', 'a', new Error('strange')).message).toBe("Can't read a: strange.");
  });

  it('that are sentences already stay as they are', () => {
    const error = new FileError('x', 'a', 'FORMAT');
    expect(fileError('read', 'b', error)).toBe(error);
  });
});

describe('readBytes', () => {
  it('reads the whole file', async () => {
    writeFileSync(join(folder, 'bytes'), new Uint8Array([1, 2, 3]));
    expect(await readBytes(join(folder, 'bytes'))).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('refuses what is not a file', async () => {
    await expect(readBytes('/dev/null')).rejects.toThrow('it is not a regular file');
  });
});

describe('JSON lines', () => {
  it('are appended and read back', async () => {
    const path = join(folder, 'a.jsonl');
    for (const steps of [[0, 1], [2]]) {
      const writer = await JsonLinesWriter.open(path);
      for (const step of steps) writer.append({ step, loss: step / 2 });
      writer.close();
    }
    expect(readFileSync(path, 'utf8')).toBe('{"step":0,"loss":0}\n{"step":1,"loss":0.5}\n{"step":2,"loss":1}\n');
    expect(await readJsonLines(path)).toEqual([0, 1, 2].map((step) => ({ step, loss: step / 2 })));
  });

  it('lose a line that a crash cut off, and those that are not to be kept', async () => {
    const path = join(folder, 'b.jsonl');
    writeFileSync(path, '{"step":1}\n{"step":2}\n{"step":3}\n{"st');
    const writer = await JsonLinesWriter.open(path, (record) => Number(record['step']) <= 2);
    writer.append({ step: 3, loss: NaN });
    writer.close();
    expect(readFileSync(path, 'utf8')).toBe('{"step":1}\n{"step":2}\n{"step":3,"loss":null}\n');
  });

  it('that cannot be written are a FileError', async () => {
    const writer = await JsonLinesWriter.open(join(folder, 'c.jsonl'));
    writer.close();
    expect(() => writer.append({ step: 1 })).toThrow(FileError);
  });
});

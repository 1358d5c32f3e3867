import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LARGEST_SPEC, readSpec } from '../../../runtime/spec/index.js';
import { tinyFolder, tinySpec } from '../training/tiny.js';

function reading(content: string | Uint8Array): () => string {
  const path = join(tinyFolder(), 'other.ang');
  writeFileSync(path, content);
  return () => readSpec(path);
}

it('reads text as it is', () => {
  expect(reading(tinySpec)()).toBe(tinySpec);
  expect(reading('\ufeff// ä\r\n')()).toBe('\ufeff// ä\r\n');
  expect(reading(`//${'x'.repeat(LARGEST_SPEC - 2)}`)()).toHaveLength(LARGEST_SPEC);
});

it.skipIf(process.platform === 'win32')('does not wait at a named pipe', () => {
  const path = join(tinyFolder(), 'pipe.ang');
  execFileSync('mkfifo', [path]);
  expect(() => readSpec(path)).toThrow(/pipe\.ang is not a regular file\.$/);
});

it('says in a sentence why it cannot be read', () => {
  const folder = tinyFolder();
  mkdirSync(join(folder, 'folder.ang'));
  expect(() => readSpec(join(folder, 'missing.ang'))).toThrow(
    /^Can't read .*missing\.ang: there is no such file or folder\.$/,
  );
  expect(() => readSpec(join(folder, 'folder.ang'))).toThrow(/folder\.ang is a folder: name a \.ang file in it\.$/);
  expect(reading('')).toThrow(/is empty: a spec declares models and experiments\.$/);
  expect(reading(' \n')).toThrow('is empty');
  expect(reading('x'.repeat(LARGEST_SPEC + 1))).toThrow(/has 1,000,001 bytes, and at most 1,000,000 are read\.$/);
  expect(reading(Uint8Array.of(0x6d, 0xff, 0xfe))).toThrow('holds bytes that are not text');
  expect(reading('model\0')).toThrow('holds bytes that are not text');
});

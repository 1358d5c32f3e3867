import { describe, expect, it } from 'vitest';
import { check, memoryHost } from '../../compiler/api.js';

const host = memoryHost(new Map([['parts/block.ang', 'block part() {\n  relu\n}\n']]));

describe('a host for texts in memory', () => {
  it.each([
    ['main.ang', './parts/block.ang', 'parts/block.ang'],
    ['nets/deep/main.ang', '../../parts/./block.ang', 'parts/block.ang'],
    ['parts/main.ang', './block.ang', 'parts/block.ang'],
    ['main.ang', '../parts/block.ang', undefined],
    ['nets/main.ang', '../../../etc/block.ang', undefined],
  ])('%s imports %s', (from, specifier, path) => {
    expect(host.resolve(from, specifier)).toBe(path);
  });

  it('gives the texts that it has', () => {
    const text = 'import { part } from "./parts/block.ang"\n\nblock all() {\n  part\n}\n';
    const files = new Map([
      ['main.ang', text],
      ['parts/block.ang', host.read('parts/block.ang')!],
    ]);
    expect(check('main.ang', memoryHost(files)).diagnostics).toEqual([]);
    expect(host.read('parts/other.ang')).toBeUndefined();
  });
});

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSpec, SpecHost } from '../../../runtime/spec/index.js';
import { projectFolder } from '../../../runtime/spec/spec-host.js';
import { tinyFolder } from '../training/tiny.js';

const block = 'block stem(width: int) {\n  conv(width, 3x3)\n}\n';
const importing = (from: string) =>
  `import { stem } from "${from}"\n\nmodel M {\n  image: input([6, 6, 1])\n  stem(2)\n}\n`;

/** A project with specs/main.ang, which imports from the path given, and a file outside of the project. */
function codes(specifier: string): string[] {
  const folder = tinyFolder();
  for (const name of ['project', 'project/specs', 'project/blocks']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'project/package.json'), '{}');
  writeFileSync(join(folder, 'project/blocks/stem.ang'), block);
  writeFileSync(join(folder, 'outside.ang'), block);
  symlinkSync(join(folder, 'outside.ang'), join(folder, 'project/specs/link.ang'));
  const main = join(folder, 'project/specs/main.ang');
  writeFileSync(main, importing(specifier));
  return openSpec(main).checked.diagnostics.map(({ code }) => code);
}

describe('imports', () => {
  it('reach everything in the project', () => {
    expect(codes('../blocks/stem.ang')).toEqual([]);
  });

  it("can't leave it, by dots or by links", () => {
    expect(codes('../../outside.ang')).toEqual(['import-outside']);
    expect(codes('./link.ang')).toEqual(['import-outside']);
  });

  it('that are missing are reported at their place', () => {
    expect(codes('./missing.ang')).toEqual(['missing-file']);
  });
});

it('a spec outside of any project may import from its own folder only', () => {
  const folder = tinyFolder();
  const spec = join(folder, 'tiny.ang');
  expect(projectFolder(spec)).toBe(folder);
  const host = new SpecHost(spec);
  expect(host.resolve(spec, './other.ang')).toBe(join(folder, 'other.ang'));
  expect(host.resolve(spec, '../other.ang')).toBeUndefined();
});

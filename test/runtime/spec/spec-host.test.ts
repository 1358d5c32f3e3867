import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../compiler/index.js';
import { openSpec, SpecHost } from '../../../runtime/spec/index.js';
import { projectFolder } from '../../../runtime/spec/spec-host.js';
import { tinyFolder } from '../training/tiny.js';

const block = 'block stem(width: int) {\n  conv(width, 3x3)\n}\n';
const importing = (from: string) =>
  `import { stem } from "${from}"\n\nmodel M {\n  image: input([6, 6, 1])\n  stem(2)\n}\n`;

/** A project with specs/main.ang, which imports from the path given, and a file outside of the project. */
function diagnosticsOf(specifier: string): readonly Diagnostic[] {
  const folder = tinyFolder();
  for (const name of ['project', 'project/specs', 'project/blocks']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'project/package.json'), '{}');
  writeFileSync(join(folder, 'project/blocks/stem.ang'), block);
  writeFileSync(join(folder, 'outside.ang'), block);
  symlinkSync(join(folder, 'outside.ang'), join(folder, 'project/specs/link.ang'));
  const main = join(folder, 'project/specs/main.ang');
  writeFileSync(main, importing(specifier));
  return openSpec(main).checked.diagnostics;
}

function codes(specifier: string): string[] {
  return diagnosticsOf(specifier).map(({ code }) => code);
}

describe('imports', () => {
  it('reach everything in the project', () => {
    expect(codes('../blocks/stem.ang')).toEqual([]);
  });

  it("can't leave it, by dots or by links", () => {
    expect(codes('../../outside.ang')).toEqual(['import-outside']);
    expect(codes('./link.ang')).toEqual(['import-outside']);
  });

  it('that leave it are answered with the folder that they can reach, and why that one', () => {
    const [outside] = diagnosticsOf('../../outside.ang');
    expect(outside!.hint).toMatch(/project: the nearest folder above the spec with a package\.json or \.git\.$/);
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
  expect(host.reach).toBe(
    `Imports can reach the files in ${folder}: the spec's own folder, as no folder above it has a package.json or .git.`,
  );
});

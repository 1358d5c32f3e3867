import { describe, expect, it } from 'vitest';
import { Reporter } from '../../../compiler/diagnostics/reporter.js';
import { limits } from '../../../compiler/phases/1-resolve/limits.js';
import { resolve } from '../../../compiler/phases/1-resolve/resolve.js';
import { examine, examineText, hostOf, type Files } from '../support/examine.js';

function run(files: Files) {
  const reporter = new Reporter();
  return { resolved: resolve('input.ang', hostOf(files), reporter), reporter };
}

function codes(reporter: Reporter): string[] {
  return reporter.diagnostics.map(({ code }) => code);
}

describe('resolve', () => {
  it('gives each file the names that it declares and imports, and the library', () => {
    const { resolved, reporter } = run(
      new Map([
        ['input.ang', 'import { steep, twice } from "./sub/a.ang"\nblock twice2() { twice @angle(steep) }'],
        [
          'sub/a.ang',
          'import { relay } from "../b.ang"\nblock twice() { relay relay }\nangle steep(theta: rad) = theta / pi',
        ],
        ['b.ang', 'block relay() { relu }'],
      ]),
    );
    expect(codes(reporter)).toEqual([]);
    expect([...resolved.modules.keys()].sort()).toEqual(['b.ang', 'input.ang', 'sub/a.ang']);
    const { scope } = resolved.root;
    expect([...scope.blocks.keys()].sort()).toEqual(['twice', 'twice2']);
    expect(scope.blocks.get('twice')!.module.path).toBe('sub/a.ang');
    expect(scope.blocks.get('twice')!.module.scope.blocks.has('relay')).toBe(true);
    expect([...scope.angles.keys()]).toEqual(expect.arrayContaining(['steep', 'log', 'cos']));
    expect(scope.angles.get('steep')!.module.path).toBe('sub/a.ang');
  });

  it('keeps the library reachable where a file shadows it', () => {
    const { resolved } = run(new Map([['input.ang', 'angle log(theta: rad) = theta / pi']]));
    expect(resolved.root.scope.angles.get('log')!.module).toBe(resolved.root);
    expect(resolved.root.scope.standard.angles.get('log')!.module.path).toBe('angnet:std/angles.ang');
  });

  it('takes nets of the library from itself, whatever the host has under their names', () => {
    const asked: string[] = [];
    const files = new Map([['input.ang', 'import { residual } from "angnet/resnet.ang"\nblock a() { residual(8) }']]);
    const host = {
      resolve: (_: string, specifier: string) => (asked.push(specifier), specifier),
      read: (path: string) => (asked.push(path), files.get(path) ?? 'block residual() { relu }'),
    };
    const reporter = new Reporter();
    const { root, modules } = resolve('input.ang', host, reporter);
    expect(codes(reporter)).toEqual([]);
    expect(asked).toEqual(['input.ang']);
    expect(root.scope.blocks.get('residual')!.module.path).toBe('angnet:std/resnet.ang');
    expect([...modules.keys()]).toEqual(['angnet:std/resnet.ang', 'input.ang']);
  });

  it('reports a missing root and goes on with nothing', () => {
    const { resolved, reporter } = run(new Map());
    expect(codes(reporter)).toEqual(['missing-file']);
    expect(resolved.root.file.declarations).toEqual([]);
  });

  it('reads a file only once, however it is spelt', () => {
    const files = new Map([
      ['input.ang', 'import { a } from "./a.ang"\nimport { b } from "./sub/../a.ang"\nblock c() { a b }'],
      ['a.ang', 'block a() { relu }\nblock b() { relu }'],
    ]);
    let reads = 0;
    const host = { ...hostOf(files), read: (path: string) => (path === 'a.ang' && reads++, files.get(path)) };
    const reporter = new Reporter();
    expect(resolve('input.ang', host, reporter).modules.size).toBe(2);
    expect(reads).toBe(1);
  });
});

describe('bounds', () => {
  it('refuses ten million characters in one sentence, without parsing them', () => {
    const { diagnostics } = examineText('block a() { relu }\n'.repeat(600_000));
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['too-large', 'There are too many characters in the spec: 11,400,000, where at most 2,000,000 are allowed.'],
    ]);
  });

  it('refuses a chain of too many files, once', () => {
    const files = new Map<string, string>();
    for (let i = 0; i <= limits.files + 5; i++) {
      const name = i === 0 ? 'input' : `f${i}`;
      files.set(`${name}.ang`, `import { b${i + 1} } from "./f${i + 1}.ang"\nblock b${i}() { relu }\n`);
    }
    const { diagnostics } = examine(files);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code }) => code)).toEqual(['too-large']);
    expect(errors[0]!.message).toMatch(/files in the spec: 257/);
  });

  it.each([
    ['parentheses', `angle a(theta: rad) = ${'('.repeat(50_000)}theta${')'.repeat(50_000)} / pi`],
    ['a long sum', `angle a(theta: rad) = theta / pi${' + 1'.repeat(20_000)}`],
    ['braces', `block a() { ${'repeat 2 { '.repeat(20_000)} relu ${'}'.repeat(20_000)} }`],
    ['else if', `block a(b: bool) { ${'if b { relu } else '.repeat(5_000)} if b { relu } }`],
    ['prefixes', `angle a(theta: rad) = ${'- '.repeat(20_000)}theta / pi`],
  ])('answers nesting without end: %s', (_, text) => {
    const { diagnostics } = examineText(text);
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
    expect(diagnostics.length).toBeLessThan(60);
  });

  it('answers binary junk', () => {
    let state = 12345;
    const junk = Array.from({ length: 50_000 }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return String.fromCharCode((state >>> 8) & 0xffff);
    }).join('');
    const { diagnostics, rendered } = examineText(junk);
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
    expect(rendered.length).toBeLessThan(100_000);
  });
});

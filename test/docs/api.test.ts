import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/api.md'), 'utf8');

function block(language: string): string {
  return new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)![1]!;
}

describe('the example of docs/api.md', () => {
  it('prints what stands below it', () => {
    const api = pathToFileURL(join(root, 'compiler/api.ts')).href;
    const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const program = block('js').replace("from 'angnet'", `from ${JSON.stringify(api)}`);
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', loader, '--input-type=module'], {
      input: program,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toBe(block('text'));
  }, 30_000);
});

interface Exports {
  readonly [path: string]: string | { readonly types: string; readonly default: string };
}

const { exports, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly exports: Exports;
  readonly dependencies: Readonly<Record<string, string>>;
};

/** The source of a compiled file of the package. */
function sourceOf(compiled: string): string {
  return compiled.replace('./dist/', root).replace(/(?:\.d)?\.[jt]s$/, '.ts');
}

/** What a file and everything that it imports import from elsewhere, types aside. */
function packagesOf(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return new Set();
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const found = new Set<string>();
  for (const [, specifier] of text.matchAll(/^(?:import|export)(?! type\b)[^'"]*?from '([^']+)'/gm)) {
    if (!specifier!.startsWith('.')) found.add(specifier!);
    else for (const each of packagesOf(join(dirname(file), specifier!.replace(/\.js$/, '.ts')), seen)) found.add(each);
  }
  return found;
}

describe('the exports of the package', () => {
  const modules = Object.entries(exports).filter(([, target]) => typeof target !== 'string');

  it.each(modules)('%s has a source, and types beside it', (_, target) => {
    if (typeof target === 'string') return;
    expect(existsSync(sourceOf(target.default))).toBe(true);
    expect(sourceOf(target.types)).toBe(sourceOf(target.default));
  });

  it.each(modules)('%s needs nothing but pure packages', (_, target) => {
    if (typeof target === 'string') return;
    const needed = [...packagesOf(sourceOf(target.default))];
    const pure = ['chevrotain', 'prettier', 'protobufjs', '@noble/hashes'];
    for (const specifier of needed) {
      const name = pure.find((each) => specifier === each || specifier.startsWith(`${each}/`));
      expect({ specifier, isPure: name !== undefined }).toEqual({ specifier, isPure: true });
      expect(dependencies).toHaveProperty([name!]);
    }
  });

  it('give the functions that docs/api.md lists', async () => {
    const api: Readonly<Record<string, unknown>> = await import('../../compiler/api.js');
    const listed = [...page.matchAll(/^\| ((?:`\w+(?:\([^)]*\))?`(?:, )?)+)/gm)].flatMap((row) =>
      [...row[1]!.matchAll(/`(\w+)/g)].map((match) => match[1]!),
    );
    expect(listed).toContain('check');
    for (const name of listed) expect(api[name]).toBeTypeOf('function');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalog, type Code } from '../../../compiler/diagnostics/catalog.js';
import { examineExample } from '../../../compiler/reference/index.js';

describe('the examples of the catalog', () => {
  for (const code of Object.keys(catalog) as Code[]) {
    it(`${code}: the wrong one gets it, with its severity`, () => {
      const { diagnostics } = examineExample(code, 'wrong');
      const severities = diagnostics.filter((diagnostic) => diagnostic.code === code).map(({ severity }) => severity);
      expect(severities).toEqual([catalog[code].severity]);
    });

    it(`${code}: the right one does not, and has no error`, () => {
      const { diagnostics } = examineExample(code, 'right');
      expect(diagnostics.filter((diagnostic) => diagnostic.code === code || diagnostic.severity === 'error')).toEqual(
        [],
      );
    });
  }
});

describe('the catalog', () => {
  it('explains everything in sentences', () => {
    for (const { explanation, wrong, right } of Object.values(catalog)) {
      expect(explanation).toMatch(/^[A-Z`'].*[.]$/s);
      expect(wrong).not.toBe(right);
      expect(wrong).toMatch(/\n$/);
    }
  });

  it('has codes that are slugs', () => {
    for (const code of Object.keys(catalog)) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('has no code that is seen in no fixture', () => {
    const seen = allExpected().flatMap((text) =>
      [...text.matchAll(/^(?:error|warning|note)\[([\w-]+)\]/gm)].map((match) => match[1]),
    );
    expect(Object.keys(catalog).filter((code) => !seen.includes(code))).toEqual([]);
  });
});

/** What a person sees in every fixture. */
function allExpected(): string[] {
  const root = join(import.meta.dirname, '..');
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('expected.txt')).map((name) => readFileSync(join(root, name), 'utf8'));
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../compiler/diagnostics/catalog.js';
import { layers } from '../../compiler/layers/index.js';
import { generatedPages } from '../../compiler/reference/index.js';
import { generatedFiles } from '../../scripts/generated-files.js';

describe('the generated files', () => {
  it.each([...generatedFiles()])('%s is current: npm run docs makes it so', (path, text) => {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text);
  });

  it('describe every diagnostic with the frame that its author sees', () => {
    const page = generatedPages().get('diagnostics.md')!;
    for (const [code, { severity }] of Object.entries(catalog)) {
      expect(page).toContain(`\n## ${code}\n`);
      expect(page).toContain(`${severity}[${code}]: `);
    }
  });

  it('describe every layer with its parameters', () => {
    const page = generatedPages().get('reference.md')!;
    for (const { name, parameters, doc } of layers.values()) {
      const entry = page.slice(page.indexOf(`\n### ${name}\n`)).split('\n#')[1]!;
      expect(entry).toContain(doc);
      for (const parameter of parameters) expect(entry).toContain(`| \`${parameter.name}\` |`);
    }
  });
});

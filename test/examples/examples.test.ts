import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { format } from '../../grammar/printer/format.js';
import { openSpec } from '../../runtime/spec/index.js';

const folder = fileURLToPath(new URL('../../examples/', import.meta.url));
const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ang'));

describe.each(examples)('the example %s', (name) => {
  const path = join(folder, name);

  it('has no mistakes, and nothing to warn of', () => {
    expect(openSpec(path).checked.diagnostics).toEqual([]);
  });

  it('is formatted', async () => {
    const text = readFileSync(path, 'utf8');
    expect(await format(text)).toBe(text);
  });

  it('tells what it is for', () => {
    const { file } = openSpec(path).checked.resolved.root;
    for (const { name: declared, doc } of file.declarations) expect(doc, declared.name).toBeTruthy();
  });
});

it('there are examples', () => {
  expect(examples.length).toBeGreaterThanOrEqual(4);
});

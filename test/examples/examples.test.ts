import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { format } from '../../grammar/printer/format.js';
import { openSpec } from '../../runtime/spec/index.js';

const folder = fileURLToPath(new URL('../../examples/', import.meta.url));
const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ang'));

/** The paper's own angle functions have poles, which are warned of. */
function isOfThePaper(name: string, code: string): boolean {
  return name.startsWith('paper') && code === 'singular-function';
}

describe.each(examples)('the example %s', (name) => {
  const path = join(folder, name);

  it('has no mistakes, and nothing to warn of', () => {
    const { diagnostics } = openSpec(path).checked;
    expect(diagnostics.filter((each) => each.severity !== 'note' && !isOfThePaper(name, each.code))).toEqual([]);
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

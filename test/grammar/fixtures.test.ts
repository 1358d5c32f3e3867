/**
 * Each folder of `fixtures/` holds a text, `input.ang`, and what is made of it: `tree.txt` and `formatted.ang`, or
 * `problems.txt` where the text has mistakes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from '../../grammar/index.js';
import { format } from '../../grammar/printer/format.js';
import { commentTexts, misplacedNodes, renderProblems, renderTree, withoutSpans } from './support.js';

const folder = fileURLToPath(new URL('./fixtures/', import.meta.url));

describe.each(readdirSync(folder))('%s', (name) => {
  const text = readFileSync(`${folder}${name}/input.ang`, 'utf8');
  const { file, problems } = parse(text);

  it('is read', async () => {
    expect(misplacedNodes(text, file)).toEqual([]);
    if (problems.length > 0) {
      await expect(renderProblems(text, problems)).toMatchFileSnapshot(`${folder}${name}/problems.txt`);
    } else {
      await expect(renderTree(file)).toMatchFileSnapshot(`${folder}${name}/tree.txt`);
    }
  });

  it.runIf(problems.length === 0)('is formatted', async () => {
    const formatted = await format(text);
    await expect(formatted).toMatchFileSnapshot(`${folder}${name}/formatted.ang`);
    expect(await format(formatted)).toBe(formatted);
    const after = parse(formatted).file;
    expect(withoutSpans(after)).toEqual(withoutSpans(file));
    expect(commentTexts(after)).toEqual(commentTexts(file));
  });
});

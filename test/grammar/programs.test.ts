import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, visit } from '../../grammar/index.js';
import { format } from '../../grammar/printer/format.js';
import { keys } from '../../grammar/printer/keys.js';
import { program } from './programs.js';
import { commentTexts, disorderedNodes, misplacedNodes, withoutSpans } from './support.js';

const runs = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 60) };

describe('generated programs', { timeout: 60_000 + 100 * runs.numRuns }, () => {
  it('have no problems, and every node stands inside of its parent, in the order of the text', () => {
    fc.assert(
      fc.property(program, (text) => {
        const { file, problems } = parse(text);
        expect(problems).toEqual([]);
        expect(misplacedNodes(text, file)).toEqual([]);
        expect(disorderedNodes(file)).toEqual([]);
      }),
      runs,
    );
  });

  it('hold every kind of node', () => {
    const kinds = new Set<string>();
    for (const text of fc.sample(program, { numRuns: 300, seed: 1 })) {
      visit(parse(text).file, ({ kind }) => kinds.add(kind));
    }
    expect([...kinds].sort()).toEqual(
      Object.keys(keys)
        .filter((kind) => kind !== 'comment')
        .sort(),
    );
  });

  it('keep their tree and their comments when they are formatted, and stay as they are the second time', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (text) => {
        const before = parse(text).file;
        const once = await format(text);
        const { file: after, problems } = parse(once);
        expect(problems).toEqual([]);
        expect(withoutSpans(after)).toEqual(withoutSpans(before));
        expect(commentTexts(after)).toEqual(commentTexts(before));
        expect(once).not.toMatch(/\r|\ufeff|[ \t]\n|\n\n\n/);
        expect(await format(once)).toBe(once);
      }),
      runs,
    );
  });
});

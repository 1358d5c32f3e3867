import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../grammar/index.js';
import { format } from '../../grammar/printer/format.js';
import { program } from './programs.js';
import { commentTexts, misplacedNodes, withoutSpans } from './support.js';

const runs = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 60) };

describe('generated programs', { timeout: 60_000 + 100 * runs.numRuns }, () => {
  it('have no problems, and every node stands inside of its parent', () => {
    fc.assert(
      fc.property(program, (text) => {
        const { file, problems } = parse(text);
        expect(problems).toEqual([]);
        expect(misplacedNodes(text, file)).toEqual([]);
      }),
      runs,
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

import { describe, expect, it } from 'vitest';
import { catalog } from '../../../compiler/diagnostics/catalog.js';
import { diagnosticsToJson } from '../../../compiler/diagnostics/json.js';
import { diagnosticsToSarif } from '../../../compiler/diagnostics/sarif.js';
import { sourcesOf } from '../../../compiler/phases/1-resolve/sources.js';
import { examineText } from '../support/examine.js';

const text = 'block stem(width: int, width: int) {\n  conv(widht, 3x3)\n}\n';

describe('diagnostics as JSON', () => {
  it('holds codes, places from 1, related places and edits', () => {
    const { diagnostics, resolved } = examineText(text);
    expect(diagnosticsToJson(diagnostics, sourcesOf(resolved))).toEqual({
      schema: 1,
      diagnostics: [
        {
          code: 'duplicate-name',
          severity: 'error',
          message: 'There is already a parameter called `width` here.',
          file: 'input.ang',
          range: { start: { line: 1, column: 24 }, end: { line: 1, column: 29 } },
          hint: 'Give one of the two another name.',
          related: [
            {
              file: 'input.ang',
              range: { start: { line: 1, column: 12 }, end: { line: 1, column: 17 } },
              message: 'the first one is here',
            },
          ],
          fixes: [],
        },
        {
          code: 'unknown-name',
          severity: 'error',
          message: 'Nothing called `widht` can be used here.',
          file: 'input.ang',
          range: { start: { line: 2, column: 8 }, end: { line: 2, column: 13 } },
          hint: 'Did you mean `width`?',
          related: [],
          fixes: [
            {
              title: 'Write `width`',
              edits: [
                {
                  file: 'input.ang',
                  range: { start: { line: 2, column: 8 }, end: { line: 2, column: 13 } },
                  text: 'width',
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('leaves the range out where a file has no text', () => {
    const place = { file: 'gone.ang', span: { start: 0, end: 0 } };
    const { diagnostics } = diagnosticsToJson(
      [{ code: 'missing-file', severity: 'error', message: 'Gone.', place, related: [], fixes: [] }],
      () => undefined,
    );
    expect(diagnostics[0]).toEqual({
      code: 'missing-file',
      severity: 'error',
      message: 'Gone.',
      file: 'gone.ang',
      related: [],
      fixes: [],
    });
  });
});

describe('diagnostics as SARIF', () => {
  it('is a 2.1.0 log with a rule for each code and a result for each diagnostic', () => {
    const { diagnostics, resolved } = examineText(text);
    const log = JSON.parse(JSON.stringify(diagnosticsToSarif(diagnostics, sourcesOf(resolved), '1.2.3')));
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    expect(run.tool.driver).toMatchObject({ name: 'angnet', version: '1.2.3' });
    expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(Object.keys(catalog));
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.results[1]).toEqual({
      ruleId: 'unknown-name',
      level: 'error',
      message: { text: 'Nothing called `widht` can be used here. Did you mean `width`?' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'input.ang' },
            region: { startLine: 2, startColumn: 8, endLine: 2, endColumn: 13 },
          },
        },
      ],
      relatedLocations: [],
      fixes: [
        {
          description: { text: 'Write `width`' },
          artifactChanges: [
            {
              artifactLocation: { uri: 'input.ang' },
              replacements: [
                {
                  deletedRegion: { startLine: 2, startColumn: 8, endLine: 2, endColumn: 13 },
                  insertedContent: { text: 'width' },
                },
              ],
            },
          ],
        },
      ],
    });
    expect(run.results[0].relatedLocations[0].message.text).toBe('the first one is here');
  });

  it('writes paths as relative references', () => {
    const place = { file: 'my specs/ä.ang', span: { start: 0, end: 0 } };
    const diagnostic = { code: 'syntax', severity: 'error', message: 'x', place, related: [], fixes: [] } as const;
    const log = JSON.stringify(diagnosticsToSarif([diagnostic], () => '', '1'));
    expect(log).toContain('"uri":"my%20specs/%C3%A4.ang"');
  });
});

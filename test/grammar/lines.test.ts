import { describe, expect, it } from 'vitest';
import { isFirstOnLine, lineOf, lineTable, lineText, offsetAt, positionAt } from '../../grammar/lines.js';

describe('lines', () => {
  const text = '\ufeffab\r\n\tc\n\nlast\rend';
  const table = lineTable(text);

  it('are counted from 1, whatever ends them; a byte order mark has no column', () => {
    const at = (part: string) => positionAt(table, text.indexOf(part));
    expect(at('a')).toEqual({ line: 1, column: 1 });
    expect(at('b')).toEqual({ line: 1, column: 2 });
    expect(at('\r\n')).toEqual({ line: 1, column: 3 });
    expect(at('\t')).toEqual({ line: 2, column: 1 });
    expect(at('c')).toEqual({ line: 2, column: 2 });
    expect(at('last')).toEqual({ line: 4, column: 1 });
    expect(at('end')).toEqual({ line: 5, column: 1 });
  });

  it('hold any offset', () => {
    expect(positionAt(table, -1)).toEqual({ line: 1, column: 1 });
    expect(positionAt(table, 0)).toEqual({ line: 1, column: 1 });
    expect(positionAt(table, 1000)).toEqual({ line: 5, column: 4 });
    expect(positionAt(lineTable(''), 0)).toEqual({ line: 1, column: 1 });
    expect(lineOf(text, text.indexOf('last'))).toBe(4);
  });

  it('lead back to offsets', () => {
    for (let offset = 1; offset <= text.length; offset++) {
      const inBreak = text.slice(offset - 1, offset + 1) === '\r\n';
      if (!inBreak) {
        expect(offsetAt(table, positionAt(table, offset))).toBe(offset);
      }
    }
    expect(offsetAt(table, { line: 1, column: 99 })).toBe(text.indexOf('\r\n'));
    expect(offsetAt(table, { line: 99, column: 2 })).toBe(text.indexOf('end') + 1);
  });

  it('have a text without their ends', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((line) => lineText(table, line))).toEqual([
      '',
      'ab',
      '\tc',
      '',
      'last',
      'end',
      '',
    ]);
  });

  it('begin with their first word', () => {
    expect(['ab', 'b', 'c', 'end'].map((word) => isFirstOnLine(text, text.indexOf(word)))).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });
});

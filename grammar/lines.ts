/** Lines and columns of offsets into a text. */

/** Both count from 1. */
export interface Position {
  readonly line: number;
  /** In UTF-16 units, as editors count; a tab is one column, a byte order mark none. */
  readonly column: number;
}

/** Where the lines of a text begin and end. */
export interface LineTable {
  readonly text: string;
  /** Offset of the first character of each line. */
  readonly starts: readonly number[];
}

/** Splits a text into lines; `\n`, `\r\n` and a lone `\r` end one. */
export function lineTable(text: string): LineTable {
  const starts = [text.startsWith('\ufeff') ? 1 : 0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) {
    starts.push(end.index + end[0].length);
  }
  return { text, starts };
}

/** Line and column of an offset; one outside of the text counts as its nearest end. */
export function positionAt(table: LineTable, offset: number): Position {
  const place = Math.min(Math.max(offset, 0), table.text.length);
  let low = 0;
  let high = table.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (table.starts[middle]! <= place) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return { line: low + 1, column: Math.max(place - table.starts[low]!, 0) + 1 };
}

/** The offset of a line and column; a column past the end of its line is the end of the line. */
export function offsetAt(table: LineTable, position: Position): number {
  const line = Math.min(Math.max(position.line, 1), table.starts.length);
  const start = table.starts[line - 1]!;
  return Math.min(start + Math.max(position.column - 1, 0), start + lineText(table, line).length);
}

/** The text of a line, counted from 1, without its line break; empty where there is no such line. */
export function lineText(table: LineTable, line: number): string {
  const start = table.starts[line - 1];
  if (start === undefined) {
    return '';
  }
  return table.text.slice(start, table.starts[line] ?? table.text.length).replace(/(?:\r\n|\n|\r)$/, '');
}

/** The line of an offset, counted from 1, where one lookup isn't worth a table. */
export function lineOf(text: string, offset: number): number {
  return positionAt(lineTable(text.slice(0, Math.max(offset, 0))), offset).line;
}

/** Does only white space stand before an offset on its line? */
export function isFirstOnLine(text: string, offset: number): boolean {
  let before = offset - 1;
  while (text[before] === ' ' || text[before] === '\t' || text[before] === '\ufeff') {
    before--;
  }
  return before < 0 || text[before] === '\n' || text[before] === '\r';
}

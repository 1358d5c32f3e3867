import { lineTable, lineText, positionAt, type LineTable } from '../../grammar/lines.js';
import type { Span } from '../../grammar/index.js';
import { printable } from './display-width.js';
import { excerpt } from './excerpt.js';

/** A place to underline in a frame. */
export interface Mark {
  readonly span: Span;
  readonly label: string;
  /** The character of the underline. */
  readonly underline: '^' | '-';
  readonly paint: (text: string) => string;
}

interface PlacedMark extends Mark {
  readonly line: number;
  /** From 0, in UTF-16 units of the line. */
  readonly from: number;
  readonly to: number;
}

/** The lines of one text that have marks, the line before the first of them, and the marks below them. */
export class Frame {
  private readonly table: LineTable;
  private readonly marks: readonly PlacedMark[];
  private readonly shown: readonly number[];

  constructor(text: string, marks: readonly Mark[]) {
    this.table = lineTable(text);
    this.marks = marks.map((mark) => this.place(mark)).sort((a, b) => a.line - b.line || a.from - b.from);
    this.shown = this.linesToShow();
  }

  /** Columns that the line numbers take. */
  get gutter(): number {
    return String(this.shown.at(-1) ?? 1).length;
  }

  /** The frame as lines of text, with line numbers right-aligned in `gutter` columns. */
  render(gutter: number, paintFrame: (text: string) => string): string[] {
    const margin = (number: string) => paintFrame(`${number.padStart(gutter)} |`);
    const rows = [margin('')];
    let previous = this.shown[0] ?? 1;
    for (const line of this.shown) {
      if (line > previous + 1) rows.push(paintFrame('...'));
      previous = line;
      const marks = this.marks.filter((mark) => mark.line === line);
      const part = excerpt(lineText(this.table, line), marks[0]?.from ?? 0);
      rows.push(`${margin(String(line))} ${part.text}`.trimEnd());
      for (const mark of marks) rows.push(`${margin('')} ${underline(mark, part.screenColumn)}`);
    }
    return rows;
  }

  private place(mark: Mark): PlacedMark {
    const start = positionAt(this.table, mark.span.start);
    const end = positionAt(this.table, mark.span.end);
    const lineEnd = lineText(this.table, start.line).trimEnd().length;
    const from = start.column - 1;
    const to = end.line === start.line ? end.column - 1 : lineEnd;
    return { ...mark, line: start.line, from, to: Math.max(to, from) };
  }

  private linesToShow(): readonly number[] {
    const lines = new Set(this.marks.map((mark) => mark.line));
    const first = Math.min(...lines);
    if (first > 1 && lineText(this.table, first - 1).trim() !== '') lines.add(first - 1);
    // A gap of one line costs as much as the line itself.
    for (const line of [...lines]) if (lines.has(line + 2)) lines.add(line + 1);
    return [...lines].sort((a, b) => a - b);
  }
}

function underline(mark: PlacedMark, screenColumn: (column: number) => number): string {
  const from = screenColumn(mark.from);
  const length = Math.max(1, screenColumn(mark.to) - from);
  const label = mark.label === '' ? '' : ` ${printable(mark.label)}`;
  return ' '.repeat(from) + mark.paint(mark.underline.repeat(length) + label);
}

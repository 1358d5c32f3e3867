import { displayWidth, printable } from './display-width.js';

/** The part of a source line that is shown, and where UTF-16 columns of the line stand in it. */
export interface Excerpt {
  readonly text: string;
  /** Columns on the screen from the left edge to a column of the line (from 0); outside of the part, its nearest edge. */
  readonly screenColumn: (column: number) => number;
}

const MAX_LENGTH = 110;
/** How much of a long line is shown before the place of interest. */
const LEAD = 40;
const TAB = '    ';

/** Cuts a long line around the column of interest (from 0), expands tabs, and replaces what a terminal can't show. */
export function excerpt(line: string, focus: number): Excerpt {
  const start = line.length <= MAX_LENGTH ? 0 : Math.max(0, Math.min(focus - LEAD, line.length - MAX_LENGTH));
  const end = Math.min(line.length, start + MAX_LENGTH);
  const [before, after] = [start > 0 ? '…' : '', end < line.length ? '…' : ''];
  const show = (to: number) => before + printable(line.slice(start, to)).replaceAll('\t', TAB);
  return {
    text: (show(end) + after).trimEnd(),
    screenColumn: (column) => displayWidth(show(Math.max(start, Math.min(column, end)))),
  };
}

export { formatJson, formatJsonLine } from '../format-json.js';
export { formatBytes, formatCount, formatDuration, formatLarge, formatMemory, plural } from '../format-numbers.js';

/** Rows as aligned columns; `right` columns hold numbers. Ends with a newline. */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[],
): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const cell = (text: string, column: number) =>
    right.includes(column) ? text.padStart(widths[column]!) : text.padEnd(widths[column]!);
  return all.map((row) => `${row.map(cell).join('  ').trimEnd()}\n`).join('');
}

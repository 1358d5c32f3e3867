import { mergeRounds, tableOf } from '../profiling/index.js';
import type { WrittenProfile } from '../training/index.js';
import { formatTable } from './text.js';

/** A profile as people read it on a terminal: rounds of a `repeat` that have the same layers are one row. */
export function formatProfile({ profile, files }: WrittenProfile): string {
  const merged = mergeRounds(profile.rows);
  const { intro, header, right, rows, legend, costly, sums } = tableOf(profile, merged);
  const note = merged.length < profile.rows.length ? ['Rounds of a repeat that are alike are one row: their sum.'] : [];
  return [
    ['', ...intro, ...note].join('\n'),
    formatTable(header, rows, right).trimEnd(),
    [legend, 'Most expensive:', ...costly.map((text) => `  ${text}`), ...sums].join('\n'),
    `${files.join(', ')}\n`,
  ].join('\n\n');
}

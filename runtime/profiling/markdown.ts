import type { Profile } from './profile.js';
import { tableOf } from './table.js';

/** A profile as a page of Markdown: every layer has a row. */
export function markdownOf(profile: Profile): string {
  const { intro, header, right, rows, legend, costly, sums } = tableOf(profile);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = header.map((_, column) => (right.includes(column) ? '---:' : '---'));
  const parts = [
    `# Where the time of a training step goes: ${profile.experiment}`,
    intro.join('\n'),
    [header, rule, ...rows].map(line).join('\n'),
    legend,
    'Most expensive:',
    costly.map((text) => `- ${text}`).join('\n'),
    ...sums,
  ];
  return `${parts.join('\n\n')}\n`;
}

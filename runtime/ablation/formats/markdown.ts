import type { Section, Table } from './document.js';

/** Sections as Markdown with tables in the manner of GitHub. */
export function toMarkdown(sections: readonly Section[]): string {
  return `${sections.map(formatSection).join('\n\n')}\n`;
}

function formatSection({ title, tables, notes }: Section): string {
  const parts = [
    `## ${escape(title)}`,
    ...tables.flatMap(formatTable),
    notes.map((note) => `- ${escape(note)}`).join('\n'),
  ];
  return parts.join('\n\n');
}

function formatTable({ caption, columns, rows }: Table): string[] {
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  const table = [
    line(columns.map(({ title }) => escape(title))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(escape))),
  ];
  return [`${escape(caption)}:`, table.join('\n')];
}

/** Characters that mean something in Markdown or HTML; code spans stay. */
function escape(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part.replaceAll('|', '\\|') : part.replace(/[\\`*_[\]<>|#~&]/g, '\\$&')))
    .join('')
    .replace(/\s+/g, ' ');
}

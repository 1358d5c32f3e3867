import type { Section, Table } from './document.js';

/** Sections as LaTeX tables in the manner of booktabs, to be read in by `\\input`. */
export function toLatex(sections: readonly Section[]): string {
  const head = '% Needs \\usepackage{booktabs} and \\usepackage{graphicx}.\n';
  return head + sections.map(formatSection).join('\n');
}

function formatSection({ title, tables, notes }: Section): string {
  const remarks = notes.map((note) => `  \\item ${escape(note)}\n`).join('');
  const list = remarks === '' ? '' : `\\paragraph{${escape(title)}}\n\\begin{itemize}\n${remarks}\\end{itemize}\n`;
  return `% ${title.replace(/\s+/g, ' ')}\n${tables.map(formatTable).join('')}${list}`;
}

function formatTable({ caption, columns, rows }: Table): string {
  const line = (texts: readonly string[]) => `      ${texts.map(escape).join(' & ')} \\\\\n`;
  return [
    '\\begin{table}\n',
    '  \\centering\n',
    // Captions that stand above touch the table in the standard classes.
    '  \\setlength{\\belowcaptionskip}{6pt}\n',
    `  \\caption{${escape(caption)}.}\n`,
    // Wide tables are made as small as it takes, others stay as they are.
    '  \\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n',
    `    \\begin{tabular}{${columns.map(({ align }) => (align === 'right' ? 'r' : 'l')).join('')}}\n`,
    '      \\toprule\n',
    line(columns.map(({ title }) => title)),
    '      \\midrule\n',
    ...rows.map(line),
    '      \\bottomrule\n',
    '    \\end{tabular}}\n',
    '\\end{table}\n',
  ].join('');
}

/** What stands for characters that mean something, or that fonts lack. */
const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '[': '{[}',
  ']': '{]}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '$<$',
  '>': '$>$',
  '|': '\\textbar{}',
  '`': '{`}',
  '±': '$\\pm$',
  '−': '$-$',
  '–': '--',
};

function escape(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? `\\texttt{${escapeCharacters(part)}}` : escapeCharacters(part)))
    .join('');
}

function escapeCharacters(text: string): string {
  return text.replace(/[\\{}[\]$&#%_^~<>|±−–`]/g, (character) => special[character]!);
}

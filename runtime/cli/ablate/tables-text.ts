import { files } from '../../ablation/ablation-folder.js';
import { sectionOf, type Section } from '../../ablation/formats/document.js';
import type { AblationReport } from '../../ablation/report.js';
import type { Colors } from '../io.js';
import { formatTable } from '../text.js';

/** The tables of ablations for a terminal. */
export function formatReports(reports: readonly AblationReport[], colors: Colors): string {
  return reports.map((report) => formatSection(sectionOf(report), colors)).join('\n');
}

function formatSection({ title, tables, notes }: Section, { bold, dim }: Colors): string {
  const parts = tables.map(({ columns, rows }) => {
    const right = columns.flatMap(({ align }, index) => (align === 'right' ? [index] : []));
    return `${formatTable(
      columns.map((column) => column.title),
      rows,
      right,
    )}\n`;
  });
  return `${bold(title)}\n\n${parts.join('')}${notes.map((note) => `${dim(note)}\n`).join('')}`;
}

/** Which files the tables are in. */
export function formatFiles(path: string): string {
  const { markdown, latex, html, json, cells, runs } = files;
  return `${path}: ${[markdown, latex, html, json, cells, runs].join(', ')}\n`;
}

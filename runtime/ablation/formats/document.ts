import type { AblationReport } from '../report.js';
import { cellTable } from './cell-table.js';
import { notesOf } from './notes.js';
import { twoWayTables } from './two-way.js';

/** Tables with what has to be said about them, before it is known in which format. All text is plain. */
export interface Section {
  readonly title: string;
  readonly tables: readonly Table[];
  /** Sentences that belong to the tables. */
  readonly notes: readonly string[];
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  /** One text a column. */
  readonly rows: readonly (readonly string[])[];
}

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** What to show of an ablation. */
export function sectionOf(report: AblationReport): Section {
  return {
    title: `${report.name} of ${report.experiment}`,
    tables: [...twoWayTables(report), cellTable(report)],
    notes: notesOf(report),
  };
}

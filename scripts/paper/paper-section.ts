import type { Section, Table } from '../../runtime/ablation/formats/document.js';
import { sectionOf } from '../../runtime/ablation/formats/document.js';
import { formatValue } from '../../runtime/ablation/formats/numbers.js';
import type { Plan } from '../../runtime/ablation/plan.js';
import type { AblationReport } from '../../runtime/ablation/report.js';

/**
 * An ablation with the paper's numbers. Those of a profile aren't comparable with them: then they stand in a column of their
 * own that says so, and what is compared is the order of the cells.
 */
export function paperSection(plan: Plan, report: AblationReport): Section {
  if (report.incomparable === undefined) return sectionOf(report);
  const { incomparable, ...comparable } = report;
  const { title, tables, notes } = sectionOf(comparable);
  const { expectations } = plan.ablations.find(({ name }) => name === report.name)!;
  const { values, source } = expectations.find(({ metric }) => metric === 'accuracy')!;
  // Before the last column, that of remarks.
  const withPaper = (table: Table): Table => ({
    ...table,
    columns: table.columns.toSpliced(-1, 0, { title: `${source}, full recipe %`, align: 'right' }),
    rows: table.rows.map((row, cell) => row.toSpliced(-1, 0, formatValue('accuracy', values[cell]!))),
  });
  return {
    title: `${source}: ${title}`,
    // The last one has a line for each cell.
    tables: tables.with(-1, withPaper(tables.at(-1)!)),
    notes: [
      ...notes,
      `The numbers of ${source} belong to a wide net and 42,500 steps, these to ${incomparable}: no number here confirms or refutes one there.`,
      orderNote(report, values),
    ],
  };
}

/** How far the cells come in the paper's order, by pairs of different cells whose numbers the paper tells apart. */
function orderNote({ cells }: AblationReport, expected: readonly number[]): string {
  const measured = cells.flatMap(({ metrics, sameAs }, index) =>
    metrics && sameAs === undefined ? [{ here: metrics.accuracy.mean, paper: expected[index]! }] : [],
  );
  const pairs = measured.flatMap((a, index) => measured.slice(index + 1).map((b) => [a, b] as const));
  const same = pairs.filter(([a, b]) => (a.here - b.here) * (a.paper - b.paper) > 0);
  return `${same.length} of ${pairs.length} pairs of cells are in the paper's order.`;
}

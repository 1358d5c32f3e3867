import type { AblationReport, CellReport } from '../report.js';
import type { Table } from './document.js';
import { formatSample, formatValue, NOTHING, whatIsShown } from './numbers.js';

/**
 * Rows and columns as a table of two ways: one for each choice of the other axes, as far as there are any. Empty for
 * ablations without both.
 */
export function twoWayTables({ name, axes, cells, expectations, seeds }: AblationReport): readonly Table[] {
  const [rows, columns] = (['rows', 'columns'] as const).map((kind) => axes.findIndex((axis) => axis.kind === kind));
  if (rows! < 0 || columns! < 0) return [];
  const others = axes.map((_, axis) => axis).filter((axis) => axis !== rows && axis !== columns);
  const groups = new Map<string, CellReport[]>();
  for (const cell of cells) {
    const rest = others.map((axis) => `${axes[axis]!.title} ${cell.labels[axis]!}`).join(', ');
    groups.set(rest, [...(groups.get(rest) ?? []), cell]);
  }
  const expected = expectations.findIndex(({ metric }) => metric === 'accuracy');
  const source = expected < 0 ? '' : `; in parentheses ${expectations[expected]!.source ?? 'what is expected'}`;
  return [...groups].map(([rest, group]) => ({
    caption: `${rest === '' ? name : `${name}, ${rest}`}: accuracy in percent, ${whatIsShown(seeds)}${source}`,
    columns: [
      { title: '', align: 'left' as const },
      ...axes[columns!]!.labels.map((title) => ({ title, align: 'right' as const })),
    ],
    rows: axes[rows!]!.labels.map((label, row) => [
      label,
      ...axes[columns!]!.labels.map((_, column) => {
        const at = ({ coordinates }: CellReport) => coordinates[rows!] === row && coordinates[columns!] === column;
        return cellText(group.find(at)!, expected);
      }),
    ]),
  }));
}

function cellText({ metrics, runs, expected }: CellReport, index: number): string {
  const failed = runs.some(({ state }) => state === 'failed');
  const measured = metrics ? formatSample('accuracy', metrics.accuracy) : failed ? 'failed' : NOTHING;
  return index < 0 ? measured : `${measured} (${formatValue('accuracy', expected[index]!.value)})`;
}

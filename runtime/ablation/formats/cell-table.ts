import type { AblationReport, CellReport, MetricName } from '../report.js';
import type { Column, Table } from './document.js';
import {
  formatDifference,
  formatInterval,
  formatProbability,
  formatSample,
  formatValue,
  NOTHING,
  unitOf,
  whatIsShown,
} from './numbers.js';

interface FilledColumn extends Column {
  readonly text: (cell: CellReport) => string;
}

const metrics = ['accuracy', 'loss'] as const;

/** The cells of an ablation one below the other, with everything that is known of each. Columns without a text are left out. */
export function cellTable(report: AblationReport): Table {
  const columns = [
    ...report.axes.map(({ title }, axis): FilledColumn => ({
      title,
      align: 'left',
      text: ({ labels }) => labels[axis]!,
    })),
    ...metrics.flatMap((metric) => metricColumns(report, metric)),
    column('remark', 'left', (cell) => remarkOn(report, cell)),
  ];
  const filled = columns.filter(
    ({ text }, index) => index < report.axes.length || report.cells.some((cell) => !['', NOTHING].includes(text(cell))),
  );
  return {
    caption: `The cells of ${report.name}, ${whatIsShown(report.seeds)}`,
    columns: filled.map(({ title, align }) => ({ title, align })),
    rows: report.cells.map((cell) => filled.map(({ text }) => text(cell))),
  };
}

function metricColumns({ expectations, seeds }: AblationReport, metric: MetricName): FilledColumn[] {
  const of = (cell: CellReport) => cell.metrics?.[metric];
  const optional = <T>(value: T | undefined, format: (value: T) => string) =>
    value === undefined ? NOTHING : format(value);
  const expected = expectations.flatMap((expectation, index) => (expectation.metric === metric ? [index] : []));
  // Losses are there for a look; only what a publication reports of them is compared.
  const isCompared = metric === 'accuracy' || expected.length > 0;
  return [
    column(`${metric}${unitOf(metric)}`, 'right', (cell) =>
      optional(of(cell), (sample) => formatSample(metric, sample)),
    ),
    ...(isCompared
      ? [
          column('95 % CI', 'right', (cell) => optional(of(cell), (sample) => formatInterval(metric, sample))),
          column(seeds > 1 ? 'difference to base (95 % CI)' : 'difference to base', 'right', (cell) =>
            optional(of(cell)?.difference, (difference) => formatDifference(metric, difference)),
          ),
          column('p (Holm)', 'right', (cell) => formatProbability(of(cell)?.difference?.adjusted)),
        ]
      : []),
    ...expected.flatMap((index) => [
      column(`${expectations[index]!.source ?? 'expected'}${unitOf(metric)}`, 'right', (cell) =>
        formatValue(metric, cell.expected[index]!.value),
      ),
      column('verdict', 'left', (cell) => cell.expected[index]!.verdict?.verdict ?? NOTHING),
    ]),
  ];
}

function column(title: string, align: Column['align'], text: FilledColumn['text']): FilledColumn {
  return { title, align, text };
}

function remarkOn({ cells }: AblationReport, { problem, isBase, sameAs }: CellReport): string {
  const same = sameAs === undefined ? [] : [`the same as ${cells[sameAs]!.labels.join(', ')}`];
  return [
    ...(problem === undefined ? [] : [problem]),
    ...(isBase && sameAs === undefined ? ['base'] : []),
    ...same,
  ].join('; ');
}

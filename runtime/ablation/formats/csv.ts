import type { AblationReport, CellReport, MetricName, RunReport } from '../report.js';

type Value = string | number | boolean | undefined;

/** One line a cell: means, spreads and comparisons, in full precision; accuracies as shares. */
export function cellsToCsv(reports: readonly AblationReport[]): string {
  const metricNames = ['accuracy', 'loss'] as const;
  const header = [
    ...['ablation', 'cell', 'hash', 'base', 'seeds', 'problem'],
    ...metricNames.flatMap((metric) =>
      [
        ...['count', 'mean', 'deviation', 'low', 'high'],
        ...['difference', 'difference_low', 'difference_high', 'p', 'p_holm'],
        ...['expected', 'source', 'verdict'],
      ].map((name) => `${metric}_${name}`),
    ),
  ];
  const rows = reports.flatMap((report) =>
    report.cells.map((cell) => [
      ...[report.name, cell.labels.join(', '), cell.hash, cell.isBase, report.seeds, cell.problem],
      ...metricNames.flatMap((metric) => metricValues(cell, metric)),
    ]),
  );
  return toCsv([header, ...rows]);
}

function metricValues({ metrics, expected }: CellReport, name: MetricName): Value[] {
  const metric = metrics?.[name];
  const difference = metric?.difference;
  // A line has room for one: further publications are in the JSON.
  const first = expected.find((each) => each.metric === name);
  return [
    ...[metric?.count, metric?.mean, metric?.deviation, metric?.interval?.[0], metric?.interval?.[1]],
    ...[difference?.mean, difference?.interval?.[0], difference?.interval?.[1], difference?.p, difference?.adjusted],
    ...[first?.value, first?.source, first?.verdict?.verdict],
  ];
}

/** One line a cell and seed: what was measured. */
export function runsToCsv(reports: readonly AblationReport[]): string {
  const lines = reports.flatMap(({ name, cells }) =>
    cells.flatMap(({ labels, hash, runs }) =>
      runs.map((run) => ({ ablation: name, cell: labels.join(', '), hash, ...runValues(run) })),
    ),
  );
  return toCsv([runColumns, ...lines.map((line) => runColumns.map((column) => line[column]))]);
}

const runColumns = [
  ...(['ablation', 'cell', 'hash', 'seed', 'state', 'accuracy', 'loss', 'correct', 'count'] as const),
  ...(['validation_accuracy', 'validation_loss', 'steps', 'engine', 'folder', 'reason'] as const),
];

function runValues(run: RunReport): Partial<Record<(typeof runColumns)[number], Value>> {
  const { seed, state, folder } = run;
  const about = { seed, state, folder };
  if (run.state === 'failed') return { ...about, reason: run.reason };
  if (run.state === 'unfinished') return { ...about, steps: run.step };
  const { accuracy, loss, correct, count, validation, steps, engine } = run;
  const held = { validation_accuracy: validation?.accuracy, validation_loss: validation?.loss };
  return { ...about, accuracy, loss, correct, count, ...held, steps, engine };
}

/** RFC 4180, with a line feed alone at the ends of lines, as programs of the field write it. */
function toCsv(rows: readonly (readonly Value[])[]): string {
  return rows.map((row) => `${row.map(formatCsvValue).join(',')}\n`).join('');
}

function formatCsvValue(value: Value): string {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

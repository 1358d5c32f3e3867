import type { Chart } from '../../report/picture.js';
import { config, palette } from '../../report/style.js';
import type { AblationReport } from '../report.js';

const WIDTH = 560;
const ROW = 26;

/** What a row of the chart shows, as percent. */
interface Row {
  readonly cell: string;
  readonly mean: number;
  readonly low?: number;
  readonly high?: number;
}

/**
 * Accuracies of the cells of an ablation: a dot for each seed, the mean, its 95 % confidence interval, and what
 * publications report.
 * @returns undefined where no cell has a mean
 */
export function intervalChart({ cells, expectations }: AblationReport): Chart | undefined {
  const measured = cells.flatMap((cell) => (cell.metrics ? [{ ...cell, metrics: cell.metrics }] : []));
  if (measured.length === 0) return undefined;
  const nameOf = ({ labels }: { readonly labels: readonly string[] }) => labels.join(', ');
  const means = measured.map((cell): Row => {
    const { mean, interval } = cell.metrics.accuracy;
    const ends = interval && { low: 100 * interval[0], high: 100 * interval[1] };
    return { cell: nameOf(cell), mean: 100 * mean, ...ends };
  });
  const seeds = measured.flatMap((cell) =>
    cell.runs.flatMap((run) => (run.state === 'done' ? [{ cell: nameOf(cell), value: 100 * run.accuracy }] : [])),
  );
  const expected = expectations.flatMap(({ metric, source = 'expected' }, index) =>
    metric === 'accuracy'
      ? measured.map((cell) => ({ cell: nameOf(cell), value: 100 * cell.expected[index]!.value, kind: source }))
      : [],
  );
  const names = [...new Set(measured.map(nameOf))];
  const kinds = ['mean, 95 % confidence interval', 'single seed', ...new Set(expected.map(({ kind }) => kind))];
  const y = { field: 'cell', type: 'ordinal', sort: names, title: null, axis: { labelLimit: 260 } } as const;
  const x = {
    type: 'quantitative',
    title: 'accuracy in percent',
    scale: { zero: false, nice: true },
    axis: { labelFlush: false },
  } as const;
  const color = {
    field: 'kind',
    type: 'nominal',
    title: null,
    scale: { domain: kinds, range: [palette[0], palette[3], palette[2], palette[1]].slice(0, kinds.length) },
    legend: { orient: 'top', labelLimit: 300, symbolType: 'circle' },
  } as const;
  return {
    config,
    width: WIDTH,
    height: ROW * names.length + 10,
    layer: [
      {
        data: { values: means.filter(({ low }) => low !== undefined).map((row) => ({ ...row, kind: kinds[0] })) },
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' }, color },
      },
      {
        data: { values: seeds.map((point) => ({ ...point, kind: kinds[1] })) },
        mark: { type: 'point', filled: true, size: 36, opacity: 0.9 },
        encoding: { y, x: { ...x, field: 'value' }, color },
      },
      {
        data: { values: means.map((row) => ({ ...row, kind: kinds[0] })) },
        mark: { type: 'point', filled: true, size: 90, opacity: 1 },
        encoding: { y, x: { ...x, field: 'mean' }, color },
      },
      {
        data: { values: expected },
        mark: { type: 'point', filled: false, shape: 'diamond', size: 110, strokeWidth: 2, opacity: 1 },
        encoding: { y, x: { ...x, field: 'value' }, color },
      },
    ],
  };
}

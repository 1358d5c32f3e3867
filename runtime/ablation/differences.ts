import { holm } from './statistics/holm.js';
import { pairedDifference } from './statistics/paired.js';
import type { CellReport, MetricName, MetricReport, RunReport } from './report.js';

/**
 * Adds to every cell how it differs from the base, seed by seed, with probabilities corrected for the number of cells
 * that are compared. Cells of one meaning are one comparison.
 * @param base index of the cell that others are compared with
 */
export function withDifferences(cells: readonly CellReport[], base: number): readonly CellReport[] {
  return withDifferencesIn('loss', withDifferencesIn('accuracy', cells, cells[base]!), cells[base]!);
}

function withDifferencesIn(metric: MetricName, cells: readonly CellReport[], base: CellReport): CellReport[] {
  if (!base.metrics) return [...cells];
  const compared = new Map(
    cells.flatMap((cell) => {
      const pairs = cell.isBase || !cell.metrics ? [] : pairsOf(metric, cell.runs, base.runs);
      return pairs.length === 0 ? [] : [[cell.hash, pairedDifference(pairs)] as const];
    }),
  );
  const tested = [...compared].flatMap(([hash, { p }]) => (p === undefined ? [] : [{ hash, p }]));
  const corrected = holm(tested.map(({ p }) => p));
  const adjusted = new Map(tested.map(({ hash }, index) => [hash, corrected[index]!]));
  return cells.map((cell) => {
    const difference = compared.get(cell.hash);
    if (!difference || !cell.metrics) return cell;
    const probability = adjusted.get(cell.hash);
    const full = probability === undefined ? difference : { ...difference, adjusted: probability };
    const report: MetricReport = { ...cell.metrics[metric], difference: full };
    return { ...cell, metrics: { ...cell.metrics, [metric]: report } };
  });
}

/** What a cell has more than the base, for each seed that is done in both. */
function pairsOf(metric: MetricName, runs: readonly RunReport[], base: readonly RunReport[]): readonly number[] {
  return runs.flatMap((run, seed) => {
    const other = base[seed];
    return run.state === 'done' && other?.state === 'done' ? [run[metric] - other[metric]] : [];
  });
}

import { equalCells, experimentHash } from '../../compiler/canonical/index.js';
import type { Ablation } from '../../compiler/index.js';
import { costOf, type RunCost } from '../ablation/run-cost.js';
import { formatCount, formatLarge, formatMemory, formatTable, plural } from './text.js';

/** A cell of an ablation as commands show it. */
interface CellSummary {
  readonly labels: readonly string[];
  /** Of the cell's experiment: what its runs are known by. */
  readonly hash: string;
  /** The first cell that means the same; itself where there is none before it. */
  readonly sameAs: number;
  readonly notes: readonly string[];
  readonly cost: RunCost;
}

export interface AblationSummary {
  readonly ablation: string;
  readonly experiment: string;
  readonly axes: Ablation['axes'];
  readonly seeds: number;
  readonly cells: readonly CellSummary[];
}

/** What an ablation trains. */
export function summarizeAblation(ablation: Ablation): AblationSummary {
  const first = new Map(equalCells(ablation).flatMap((group) => group.map((cell) => [cell, group[0]!] as const)));
  const costs = new Map<string, RunCost>();
  const cells = ablation.cells.map(({ labels, experiment, notes }, index): CellSummary => {
    const hash = experimentHash(experiment!);
    const cost = costs.get(hash) ?? costOf(experiment!);
    costs.set(hash, cost);
    return { labels, hash, sameAs: first.get(index)!, notes, cost };
  });
  return { ablation: ablation.name, experiment: ablation.of, axes: ablation.axes, seeds: ablation.seeds, cells };
}

export function formatAblation({ ablation, experiment, axes, seeds, cells }: AblationSummary): string {
  const rows = cells.map(({ labels, hash, sameAs, cost }, index) => [
    ...labels,
    hash.slice(0, 8),
    formatCount(cost.parameters),
    formatLarge(cost.stepMultiplyAdds),
    cost.runMultiplyAdds === undefined ? '' : formatLarge(cost.runMultiplyAdds),
    formatMemory(cost.keptBytes),
    formatMemory(cost.peakBytes),
    sameAs === index ? '' : `same as ${cells[sameAs]!.labels.join(', ')}`,
  ]);
  const header = [...axes.map(({ title }) => title), 'hash', 'parameters', 'a step', 'a run', 'kept', 'peak', ''];
  const table = formatTable(
    header,
    rows,
    [1, 2, 3, 4, 5].map((column) => axes.length + column),
  );
  const notes = cells.flatMap(({ labels, notes }) => notes.map((note) => `${labels.join(', ')}: ${note}\n`)).join('');
  const runs = new Set(cells.map(({ hash }) => hash)).size * seeds;
  const counts = [plural(cells.length, 'cell'), plural(seeds, 'seed'), plural(runs, 'different run')];
  const legend = '`a step` and `a run` (of one seed) are multiply-adds; `kept` is for the backward half of a step.';
  return `${ablation} of ${experiment}\n\n${table}\n${notes}${legend}\n${counts.join(', ')}\n`;
}

import { canonicalText, equalCells, hashText } from '../../compiler/canonical/index.js';
import type { Ablation } from '../../compiler/index.js';
import { formatTable, plural } from './text.js';

/** A cell of an ablation as commands show it. */
interface CellSummary {
  readonly labels: readonly string[];
  /** Of the cell's experiment: what its runs are known by. */
  readonly hash: string;
  /** The first cell that means the same; itself where there is none before it. */
  readonly sameAs: number;
  readonly notes: readonly string[];
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
  const cells = ablation.cells.map(({ labels, experiment, notes }, index): CellSummary => {
    const hash = hashText(canonicalText(experiment!));
    return { labels, hash, sameAs: first.get(index)!, notes };
  });
  return { ablation: ablation.name, experiment: ablation.of, axes: ablation.axes, seeds: ablation.seeds, cells };
}

export function formatAblation({ ablation, experiment, axes, seeds, cells }: AblationSummary): string {
  const rows = cells.map(({ labels, hash, sameAs, notes }, index) => [
    ...labels,
    hash.slice(0, 8),
    [...(sameAs === index ? [] : [`same as ${cells[sameAs]!.labels.join(', ')}`]), ...notes].join('; '),
  ]);
  const table = formatTable([...axes.map(({ title }) => title), 'hash', ''], rows, []);
  const runs = new Set(cells.map(({ hash }) => hash)).size * seeds;
  const counts = [plural(cells.length, 'cell'), plural(seeds, 'seed'), plural(runs, 'different run')];
  return `${ablation} of ${experiment}\n\n${table}\n${counts.join(', ')}\n`;
}

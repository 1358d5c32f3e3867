import { basename } from 'node:path';
import { canonicalText, experimentHash, hashText } from '../../compiler/canonical/index.js';
import type { Ablation, Configuration } from '../../compiler/index.js';
import type { Plan, PlannedAblation, PlannedCell, PlannedExperiment, PlannedRun } from './plan.js';
import { costOf } from './run-cost.js';

/**
 * Plans some ablations of a file: compiles each of their cells, and finds those that mean the same.
 * @param file the spec
 * @param configuration that the ablations were opened with
 * @param seeds instead of those that the ablations ask for
 */
export function makePlan(
  file: string,
  ablations: readonly Ablation[],
  configuration: Configuration,
  seeds?: number,
): Plan {
  const experiments = new Map<string, PlannedExperiment>();
  const planned = ablations.map((ablation) => planAblation(ablation, seeds ?? ablation.seeds, experiments));
  return {
    schema: 1,
    file: basename(file),
    ...(Object.keys(configuration).length > 0 && { configuration }),
    ablations: planned,
    experiments: Object.fromEntries(experiments),
    runs: runsOf(planned),
  };
}

function planAblation(ablation: Ablation, seeds: number, experiments: Map<string, PlannedExperiment>): PlannedAblation {
  const { name, of, axes, base, expectations } = ablation;
  const cells = ablation.cells.map(({ labels, coordinates, notes, experiment }, index): PlannedCell => {
    const canonical = canonicalText(experiment!);
    const hash = hashText(canonical);
    if (!experiments.has(hash)) {
      experiments.set(hash, {
        experiment: of,
        cell: { ablation: name, index },
        cost: costOf(experiment!),
        canonical,
      });
    }
    return { labels, coordinates, hash, notes };
  });
  const same = base ? cells.findIndex(({ hash }) => hash === experimentHash(base)) : -1;
  return {
    name,
    experiment: of,
    axes,
    seeds,
    cells,
    base: Math.max(same, 0),
    baseIsExperiment: same >= 0,
    expectations: expectations.map(({ metric, values, source }) => ({
      metric,
      values,
      ...(source !== undefined && { source }),
    })),
  };
}

/** Each experiment once a seed, however many cells mean it. */
function runsOf(ablations: readonly PlannedAblation[]): readonly PlannedRun[] {
  const most = Math.max(0, ...ablations.map(({ seeds }) => seeds));
  return Array.from({ length: most }, (_, seed) => {
    const wanted = ablations.filter(({ seeds }) => seed < seeds);
    // The base first: with it, every other run can be compared as soon as it is done.
    const hashes = wanted.flatMap(({ cells, base }) => [cells[base]!, ...cells].map(({ hash }) => hash));
    return [...new Set(hashes)].map((hash) => ({ hash, seed }));
  }).flat();
}

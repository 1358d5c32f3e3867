import type { Plan, PlannedRun } from '../../ablation/plan.js';

/** `Scale 30, seed 0`: what a run is for, by the first cell that needs it. */
export function nameOfRun(plan: Plan, { hash, seed }: PlannedRun): string {
  return `${nameOfExperiment(plan, hash)}, seed ${seed}`;
}

/** `Scale 30` */
export function nameOfExperiment({ ablations, experiments }: Plan, hash: string): string {
  const { ablation, index } = experiments[hash]!.cell;
  const { cells } = ablations.find(({ name }) => name === ablation)!;
  return [ablation, cells[index]!.labels.join(', ')].join(' ').trim();
}

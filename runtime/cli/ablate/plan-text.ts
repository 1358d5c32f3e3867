import { expectedSeconds } from '../../ablation/expected-time.js';
import type { Plan, PlannedAblation } from '../../ablation/plan.js';
import { formatRate } from '../../engines/examination/ranking.js';
import { findProcessor } from '../../machine/processor.js';
import { formatCount, formatDuration, formatLarge, formatMemory, formatTable, plural } from '../text.js';

/** With what a plan is to be carried out. */
export interface Means {
  readonly engine: string;
  /** GFLOP/s in the self-test; undefined where the engine isn't measured. */
  readonly rate: number | undefined;
  readonly jobs: number;
}

/** A plan for people: every cell, what it costs, and what all of it will take. */
export function formatPlan(plan: Plan, means: Means): string {
  const tables = plan.ablations.map((ablation) => formatAblation(plan, ablation, means));
  return `${tables.join('\n')}\n${totalLines(plan, means).join('\n')}\n`;
}

function formatAblation(plan: Plan, ablation: PlannedAblation, { rate }: Means): string {
  const { name, experiment, axes, cells, seeds } = ablation;
  const rows = cells.map(({ labels, hash }, index) => {
    const { cost } = plan.experiments[hash]!;
    const { runMultiplyAdds: run } = cost;
    return [
      ...labels,
      hash.slice(0, 8),
      formatCount(cost.parameters),
      cost.steps === undefined ? '' : formatCount(cost.steps),
      formatLarge(cost.stepMultiplyAdds),
      run === undefined ? '' : formatLarge(run),
      formatMemory(cost.peakBytes),
      ...(rate === undefined ? [] : [run === undefined ? '' : formatDuration(expectedSeconds(run, rate))]),
      remarkOn(plan, ablation, index),
    ];
  });
  const costs = ['hash', 'parameters', 'steps', 'a step', 'a run', 'peak', ...(rate === undefined ? [] : ['time'])];
  const header = [...axes.map(({ title }) => title), ...costs, ''];
  const right = costs.slice(1).map((_, column) => axes.length + 1 + column);
  const notes = cells
    .flatMap(({ labels, notes: own }) => own.map((note) => `${labels.join(', ')}: ${note}\n`))
    .join('');
  return `${name} of ${experiment}, ${plural(seeds, 'seed')}\n\n${formatTable(header, rows, right)}${notes === '' ? '' : `\n${notes}`}`;
}

function remarkOn({ experiments }: Plan, { name, cells, base }: PlannedAblation, index: number): string {
  const { hash } = cells[index]!;
  const { cell } = experiments[hash]!;
  if (cell.ablation !== name) return `the same runs as in ${cell.ablation}${index === base ? '; base' : ''}`;
  if (cell.index !== index) return `the same runs as ${cells[cell.index]!.labels.join(', ')}`;
  return index === base ? 'base' : '';
}

function totalLines({ ablations, experiments, runs }: Plan, { engine, rate, jobs }: Means): string[] {
  const cells = ablations.reduce((sum, ablation) => sum + ablation.cells.length, 0);
  const different = Object.keys(experiments).length;
  const costs = runs.map(({ hash }) => experiments[hash]!.cost);
  const known = costs.flatMap(({ runMultiplyAdds: run }) => run ?? []);
  const total = known.reduce((sum, run) => sum + run, 0);
  const unknown = costs.length - known.length;
  const peak = Math.max(...costs.map(({ peakBytes }) => peakBytes));
  const work = `${formatLarge(total)} multiply-adds${unknown > 0 ? `, without ${plural(unknown, 'run')} whose steps depend on the size of the data` : ''}`;
  const time =
    rate === undefined
      ? `The engine ${engine} isn't measured, so that no time can be estimated.`
      : `About ${formatDuration(expectedSeconds(total, rate))} on ${engine}, one run after another: an estimate, from ${formatRate(rate)} GFLOP/s in the self-test's convolutions; all else comes on top.`;
  return [
    `${plural(cells, 'cell')}, ${plural(different, 'different experiment')}, ${plural(runs.length, 'run')}: ${work}`,
    time,
    ...memoryLines(peak, jobs),
    '`a step` and `a run` are multiply-adds; `peak` is the memory of a step on wasm and cpu.',
  ];
}

function memoryLines(peak: number, jobs: number): string[] {
  const { memoryBytes } = findProcessor();
  const together = peak * jobs;
  if (together <= memoryBytes) return [];
  const what = jobs === 1 ? 'A step takes' : `${jobs} runs at a time take`;
  return [
    `${what} up to ${formatMemory(together)}, and this machine has ${formatMemory(memoryBytes)}: runs may fail, or become slow.`,
  ];
}

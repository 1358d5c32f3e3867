import type { Plan } from '../../ablation/plan.js';
import type { RunState } from '../../ablation/run-state.js';
import { formatTable } from '../text.js';
import { nameOfExperiment } from './run-names.js';
import { formatState } from './state-text.js';

/**
 * A line for each experiment with what has become of its seeds.
 * @param most lines that there is room for: those that are at work come first, where not all fit
 */
export function liveTable(plan: Plan, states: readonly RunState[], most: number): readonly string[] {
  const seeds = Math.max(0, ...plan.runs.map(({ seed }) => seed + 1));
  const rows = Object.keys(plan.experiments).map((hash) => {
    const own = Array<RunState | undefined>(seeds).fill(undefined);
    plan.runs.forEach((run, index) => {
      if (run.hash === hash) own[run.seed] = states[index]!;
    });
    const cells = own.map((state) => (state ? formatState(state) : '–'));
    return { cells: [nameOfExperiment(plan, hash), ...cells], isBusy: own.some((state) => state?.kind === 'running') };
  });
  const fitting = rows.length < most ? rows : [...rows].sort((a, b) => Number(b.isBusy) - Number(a.isBusy));
  const hidden = Math.max(0, rows.length + 1 - most);
  const shown = fitting.slice(0, hidden === 0 ? undefined : Math.max(1, most - 2)).map(({ cells }) => cells);
  const header = ['', ...Array.from({ length: seeds }, (_, seed) => `seed ${seed}`)];
  const lines = formatTable(header, shown, []).trimEnd().split('\n');
  return shown.length === rows.length ? lines : [...lines, `and ${rows.length - shown.length} more`];
}

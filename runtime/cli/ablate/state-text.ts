import type { RunState } from '../../ablation/run-state.js';
import { firstSentence } from '../../ablation/failures.js';
import { formatAccuracy } from '../../training/index.js';
import { formatCount, formatDuration, plural } from '../text.js';
import type { Overall } from './progress.js';

/** What has become of a run, in the words of a table. */
export function formatState(state: RunState): string {
  switch (state.kind) {
    case 'waiting':
      return '';
    case 'running':
      return state.step === 0 ? 'starting' : progressOf(state);
    case 'stopped':
      return `stopped at ${progressOf(state)}`;
    case 'failed':
      return `failed: ${firstSentence(state.reason)}`;
    case 'done':
      return formatAccuracy(state.result.test);
  }
}

function progressOf({ step, steps }: { readonly step: number; readonly steps?: number }): string {
  return `step ${formatCount(step)}${steps === undefined ? '' : ` of ${formatCount(steps)}`}`;
}

/** `3 of 12 runs done, 1 failed, 2 running, about 4 min 10 s left` */
export function formatOverall({ runs, done, failed, running, secondsLeft }: Overall): string {
  const isOver = done + failed === runs;
  return [
    `${formatCount(done)} of ${plural(runs, 'run')} done`,
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(running > 0 ? [`${formatCount(running)} running`] : []),
    ...(secondsLeft === undefined || isOver ? [] : [`about ${formatDuration(secondsLeft)} left`]),
  ].join(', ');
}

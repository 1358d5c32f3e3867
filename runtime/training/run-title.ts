import type { OpenedRun } from './open-run.js';
import type { RunRecord } from './run-record.js';

interface Named {
  readonly record: Pick<RunRecord, 'experiment' | 'configuration'>;
  readonly cell?: OpenedRun['cell'] | undefined;
}

/** What an experiment was trained with: `profile quick`, `row plain`, `batch=64`. */
export function settingsOf({ record: { configuration }, cell = [] }: Named): readonly string[] {
  const { profile, overrides = [] } = configuration ?? {};
  return [...(profile === undefined ? [] : [`profile ${profile}`]), ...cell, ...overrides];
}

/** What a run is called in pictures, without its seed: `Digits, row plain`. */
export function titleOf(run: Named): string {
  return [run.record.experiment, ...settingsOf(run)].join(', ');
}

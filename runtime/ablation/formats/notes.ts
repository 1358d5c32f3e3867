import type { AblationReport } from '../report.js';
import { samplingError } from '../statistics/verdict.js';
import { formatValue } from './numbers.js';

/** What a reader must know to read the tables of an ablation. */
export function notesOf(report: AblationReport): readonly string[] {
  return [
    baseNote(report),
    ...differenceNote(report),
    ...samplingNote(report),
    ...verdictNote(report),
    ...(report.incomparable === undefined
      ? []
      : [
          `What publications report for these cells isn't shown: the runs have settings of their own (${report.incomparable}), so that they can't be compared with it.`,
        ]),
    ...engineNote(report),
    ...report.cells.flatMap(({ labels, notes }) => notes.map((note) => `${labels.join(', ')}: ${note}.`)),
  ];
}

function baseNote({ base, experiment }: AblationReport): string {
  const name = base.labels.join(', ');
  return base.isExperiment
    ? `The base is ${name}: that cell is ${experiment} itself.`
    : `The base is ${name}, the first cell, as no cell is ${experiment} itself.`;
}

function differenceNote({ cells, seeds }: AblationReport): string[] {
  const tested = new Set(
    cells.flatMap(({ hash, metrics }) => (metrics?.accuracy.difference?.p === undefined ? [] : [hash])),
  );
  if (seeds < 2)
    return ['With one seed, nothing is known of how much chance there is in a number; `--seeds 3` would tell.'];
  if (tested.size === 0) return [];
  const count = tested.size === 1 ? 'one comparison' : `${tested.size} comparisons`;
  return [
    `Differences are paired by seed; p is that of Student's paired t test, corrected for ${count} by Holm's method.`,
  ];
}

function samplingNote({ testExamples, cells, base }: AblationReport): string[] {
  const accuracy = (cells[base.cell]!.metrics ?? cells.find(({ metrics }) => metrics)?.metrics)?.accuracy.mean;
  if (testExamples === undefined || accuracy === undefined) return [];
  const error = samplingError(accuracy, testExamples);
  return [
    `An accuracy of ${formatValue('accuracy', accuracy)} % on ${testExamples.toLocaleString('en')} test examples has a sampling error of ${formatValue('accuracy', error)} points, beside what differs from seed to seed.`,
  ];
}

function verdictNote({ cells }: AblationReport): string[] {
  const judged = cells.some(({ expected }) => expected.some(({ verdict }) => verdict));
  return judged
    ? [
        'Reproduced: no farther from what was reported than the standard error of the mean, of seeds and test set together. Within noise: no farther than chance explains in 95 of 100 cases. Differs: farther.',
      ]
    : [];
}

function engineNote({ engines }: AblationReport): string[] {
  if (engines.length < 2) return [];
  return [`Runs were computed by different engines: ${engines.join(', ')}.`];
}

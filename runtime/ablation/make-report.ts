import { enumeration } from '../../compiler/diagnostics/suggest.js';
import type { AblationFolder } from './ablation-folder.js';
import { firstSentence } from './failures.js';
import type { Expectation, PlannedAblation, PlannedCell } from './plan.js';
import { withDifferences } from './differences.js';
import type { AblationReport, CellReport, ExpectedReport, MetricName, RunReport } from './report.js';
import { readRuns, type RunReports } from './run-reports.js';
import { sampleOf } from './statistics/sample.js';
import { judge } from './statistics/verdict.js';

/**
 * Reads what has become of the runs of a plan and sums it up, one report an ablation.
 * @throws {FileError}
 */
export async function makeReports(ablation: AblationFolder): Promise<readonly AblationReport[]> {
  const runs = await readRuns(ablation);
  const incomparable = whyIncomparable(ablation.plan.configuration);
  return ablation.plan.ablations.map((planned) => reportOn(planned, runs, incomparable));
}

function reportOn(planned: PlannedAblation, runs: RunReports, incomparable: string | undefined): AblationReport {
  const { name, experiment, axes, seeds, base, baseIsExperiment } = planned;
  const expectations = incomparable === undefined ? planned.expectations : [];
  const cells = planned.cells.map((cell, index) => cellReport(planned, cell, index, expectations, runs));
  const done = cells.flatMap((cell) => cell.runs.flatMap((run) => (run.state === 'done' ? [run] : [])));
  const isHidden = incomparable !== undefined && planned.expectations.length > 0;
  return {
    name,
    experiment,
    axes,
    seeds,
    base: { cell: base, labels: planned.cells[base]!.labels, isExperiment: baseIsExperiment },
    cells: withDifferences(cells, base),
    expectations: expectations.map(({ metric, source }) => ({
      metric: metric as MetricName,
      ...(source !== undefined && { source }),
    })),
    ...(isHidden && { incomparable }),
    engines: [...new Set(done.map(({ engine }) => engine))],
    ...(done[0] && { testExamples: done[0].count }),
  };
}

function cellReport(
  { cells, base, seeds }: PlannedAblation,
  { labels, coordinates, hash, notes }: PlannedCell,
  index: number,
  expectations: readonly Expectation[],
  all: RunReports,
): CellReport {
  const runs = Array.from({ length: seeds }, (_, seed) => all.get(hash, seed));
  const first = cells.findIndex((cell) => cell.hash === hash);
  const problem = problemOf(runs);
  const metrics = metricsOf(runs);
  const count = runs.find((run) => run.state === 'done')?.count;
  const expected = expectations.map(({ metric: named, values, source }): ExpectedReport => {
    const metric = named as MetricName;
    const verdict = metrics && judge(metrics[metric], values[index]!, metric === 'accuracy' ? count : undefined);
    return { metric, value: values[index]!, ...(source !== undefined && { source }), ...(verdict && { verdict }) };
  });
  return {
    labels,
    coordinates,
    hash,
    notes,
    ...(first !== index && { sameAs: first }),
    isBase: hash === cells[base]!.hash,
    runs,
    ...(metrics && { metrics }),
    ...(problem !== undefined && { problem }),
    expected,
  };
}

/** Seeds that failed are no sample of all seeds: without them, a mean would be that of the lucky ones. */
function metricsOf(runs: readonly RunReport[]): CellReport['metrics'] {
  const done = runs.filter((run) => run.state === 'done');
  if (done.length === 0 || runs.some(({ state }) => state === 'failed')) return undefined;
  return {
    accuracy: sampleOf(done.map(({ accuracy }) => accuracy)),
    loss: sampleOf(done.map(({ loss }) => loss)),
  };
}

function problemOf(runs: readonly RunReport[]): string | undefined {
  const failed = runs.filter((run) => run.state === 'failed');
  const [first] = failed;
  if (first) {
    const who = failed.length === runs.length ? 'failed' : seedsOf(failed, 'failed');
    return `${who}: ${firstSentence(first.reason)}`;
  }
  const unfinished = runs.filter((run) => run.state === 'unfinished');
  if (unfinished.length === 0) return undefined;
  if (unfinished.length === runs.length && unfinished.every(({ step }) => step === 0)) return 'not trained yet';
  return runs.length === 1 ? 'not finished' : seedsOf(unfinished, 'not finished');
}

/** `seeds 1 and 2 failed` */
function seedsOf(runs: readonly RunReport[], what: string): string {
  const seeds = runs.map(({ seed }) => String(seed));
  return `seed${seeds.length === 1 ? '' : 's'} ${enumeration(seeds)} ${what}`;
}

/** Runs with other settings than the spec's say nothing about what a publication reports for it. */
function whyIncomparable(configuration: AblationFolder['plan']['configuration']): string | undefined {
  if (!configuration) return undefined;
  const { profile, overrides = [] } = configuration;
  const parts = [
    ...(profile === undefined ? [] : [`the profile \`${profile}\``]),
    ...overrides.map((setting) => `\`${setting}\``),
  ];
  return enumeration(parts);
}

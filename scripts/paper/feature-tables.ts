import { join } from 'node:path';
import type { AblationFolder } from '../../runtime/ablation/ablation-folder.js';
import type { AblationReport } from '../../runtime/ablation/report.js';
import { sampleOf } from '../../runtime/ablation/statistics/sample.js';
import { RunFolder } from '../../runtime/training/run-folder.js';
import type { RunResult } from '../../runtime/training/run-record.js';

const DEGREES = 180 / Math.PI;

const measures = [
  { title: 'accuracy %', digits: 2, read: ({ test }: RunResult) => 100 * test.accuracy },
  { title: 'straightness', digits: 4, read: ({ features }: RunResult) => features!.straightness! },
  { title: 'angle within classes °', digits: 2, read: ({ features }: RunResult) => DEGREES * features!.within! },
  { title: 'to the nearest class °', digits: 1, read: ({ features }: RunResult) => DEGREES * features!.nearest! },
] as const;

/** How the test features of each loss lie: means over seeds ± standard deviations, of the seeds that are done. */
export async function featureTable({ path }: AblationFolder, { cells }: AblationReport): Promise<string> {
  const lines = [
    `| loss | ${measures.map(({ title }) => title).join(' | ')} | each seed's accuracy % |`,
    `| --- |${' ---: |'.repeat(measures.length)} --- |`,
  ];
  for (const { labels, runs } of cells) {
    const results = await Promise.all(runs.map(({ folder }) => new RunFolder(join(path, folder)).result()));
    const done = results.filter((result) => result !== undefined);
    if (done.length === 0) continue;
    const texts = measures.map(({ digits, read }) => {
      const { mean, deviation } = sampleOf(done.map(read));
      return mean.toFixed(digits) + (deviation === undefined ? '' : ` ± ${deviation.toFixed(digits)}`);
    });
    const each = done.map(({ test }) => (100 * test.accuracy).toFixed(2)).join(', ');
    lines.push(`| ${labels.join(', ')} | ${texts.join(' | ')} | ${each} |`);
  }
  return lines.join('\n');
}

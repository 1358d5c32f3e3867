import { join } from 'node:path';
import type { AblationFolder } from '../../runtime/ablation/ablation-folder.js';
import type { AblationReport } from '../../runtime/ablation/report.js';
import { sampleOf } from '../../runtime/ablation/statistics/sample.js';
import { RunFolder } from '../../runtime/training/run-folder.js';
import type { RunResult } from '../../runtime/training/run-record.js';

const DEGREES = 180 / Math.PI;

const measures = [
  { title: 'test accuracy %', digits: 2, read: ({ test }: RunResult) => 100 * test.accuracy },
  { title: 'straightness', digits: 4, read: ({ features }: RunResult) => features!.straightness! },
  { title: 'angle within classes °', digits: 2, read: ({ features }: RunResult) => DEGREES * features!.within! },
  { title: 'to the nearest class °', digits: 1, read: ({ features }: RunResult) => DEGREES * features!.nearest! },
] as const;

const titles = measures.map(({ title }) => title).join(' | ');
const rule = ' ---: |'.repeat(measures.length);

/** How the test features of each loss lie, over the seeds that are done: their means, then each of them. */
export async function featureTables({ path }: AblationFolder, { cells }: AblationReport): Promise<string> {
  const [means, each]: [string[], string[]] = [[], []];
  for (const { labels, runs } of cells) {
    const loss = labels.join(', ');
    const all = await Promise.all(
      runs.map(async ({ seed, folder }) => ({ seed, result: await new RunFolder(join(path, folder)).result() })),
    );
    const done = all.flatMap(({ seed, result }) => (result ? [{ seed, result }] : []));
    if (done.length === 0) continue;
    const texts = measures.map(({ digits, read }) => {
      const { mean, deviation } = sampleOf(done.map(({ result }) => read(result)));
      return mean.toFixed(digits) + (deviation === undefined ? '' : ` ± ${deviation.toFixed(digits)}`);
    });
    means.push(`| ${loss} | ${texts.join(' | ')} |`);
    for (const { seed, result } of done) {
      each.push(
        `| ${loss} | ${seed} | ${measures.map(({ digits, read }) => read(result).toFixed(digits)).join(' | ')} |`,
      );
    }
  }
  return [
    'Means over seeds ± standard deviations; [pictures.md](../pictures.md) says what straightness and the angles are.',
    [`| loss | ${titles} |`, `| --- |${rule}`, ...means].join('\n'),
    [`| loss | seed | ${titles} |`, `| --- | ---: |${rule}`, ...each].join('\n'),
  ].join('\n\n');
}

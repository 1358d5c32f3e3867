import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { learningCurves } from '../../../runtime/ablation/learning-curves.js';
import { makeReports } from '../../../runtime/ablation/make-report.js';
import { renderSvg } from '../../../runtime/report/index.js';
import { tinySpec } from '../training/tiny.js';
import { pretendResult, pretendStart, runOf, storedPlan } from './support.js';

const spec = `${tinySpec}
ablation Rates of Tiny {
  vary optimizer.lr: [0.021, 0.013, 0.017, 0.013]
  seeds: 2
}
`;

it('learning curves show each meaning once, by its labels, as far as it is trained', async () => {
  const { folder } = await storedPlan(spec);
  const [report] = await makeReports(folder);
  expect(await learningCurves(folder, report!)).toBeUndefined();

  const lines = (accuracy: number) =>
    Array.from({ length: 5 }, (_, i) => JSON.stringify({ step: i + 1, loss: 1 / (i + 1), accuracy })).join('\n');
  [0, 1].forEach((seed) => {
    const run = runOf(folder, 'Rates', 0, seed);
    pretendResult(folder, run, 900 + seed);
    writeFileSync(join(folder.runFolder(run).path, 'metrics.jsonl'), lines(0.5));
  });
  // One that has begun, and one without a step.
  const begun = pretendStart(folder, runOf(folder, 'Rates', 1, 0));
  writeFileSync(join(begun, 'metrics.jsonl'), lines(0.25));
  pretendStart(folder, runOf(folder, 'Rates', 2, 0));

  const svg = await renderSvg((await learningCurves(folder, (await makeReports(folder))[0]!))!);
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map((match) => match[1]);
  expect(texts).toContain('Rates: learning curves by optimizer.lr');
  // In the legend and beside the test accuracy.
  expect(texts.filter((text) => text === '0.021')).toHaveLength(2);
  expect(texts.filter((text) => text === '0.013')).toHaveLength(2);
  expect(texts).not.toContain('0.017');
});

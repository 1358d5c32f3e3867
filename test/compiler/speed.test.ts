import { expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { tfjsPlanner } from '../../compiler/targets/tfjs-plan/index.js';
import { experimentOf, experimentText, modelText } from '../support/spec.js';

/** Milliseconds from the text to a plan of the training step, the lowest of several. */
function timeOf(blocks: number): number {
  const text = modelText([2, 2, 3], `repeat ${blocks} { angconv(2, 1x1) bn relu } flatten classifier: fc(10)`);
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    tfjsPlanner(compile(experimentOf(text + experimentText()), { steps: 1 }).graphs.train!)();
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** Quadratic work somewhere would make it sixteen times; machines that others use too are given room. */
it('a net of four times as many layers takes about four times as long', { timeout: 120_000 }, () => {
  timeOf(20);
  const [small, large] = [timeOf(30), timeOf(120)];
  expect(large / small).toBeLessThan(10);
});

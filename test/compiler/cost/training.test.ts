import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nominalSteps } from '../../../compiler/cost/nominal-steps.js';
import { trainingCost } from '../../../compiler/cost/training-cost.js';
import { compile } from '../../../compiler/index.js';
import { remarkOnKept } from '../../../runtime/report/kept-remark.js';
import { experimentOf, experimentText, modelText } from '../../support/spec.js';

function costOf(lines: string, fields: Parameters<typeof experimentText>[0] = {}) {
  const text = modelText([6, 6, 3], lines) + experimentText({ batch: 4, optimizer: 'sgd(lr: 0.1)', ...fields });
  return trainingCost(compile(experimentOf(text), { steps: 1 }))!;
}

describe('the cost of a training step', () => {
  it('is that of a real run before anybody has counted the data: milestones in percent stay apart', () => {
    const text = readFileSync('examples/mnist/pure-angular.ang', 'utf8');
    const experiment = experimentOf(text);
    const peak = (steps: number) => trainingCost(compile(experiment, { steps }))!.peakBytes;
    expect(peak(nominalSteps(experiment))).toBe(peak(2344));
    expect(peak(nominalSteps(experiment))).not.toBe(peak(1));
  });

  it('multiplies forward and for both gradients; nobody asks for the gradient of the images', () => {
    const { byPath, multiplyAdds } = costOf('a: conv(5, 3x3) b: conv(7, 3x3) flatten classifier: fc(10)');
    const [a, b, fc] = [4 * 36 * 5 * 27, 4 * 36 * 7 * 45, 4 * 36 * 7 * 10];
    expect(byPath.get('a')!.multiplyAdds).toBe(2 * a);
    expect(byPath.get('b')!.multiplyAdds).toBe(3 * b);
    expect(byPath.get('classifier')!.multiplyAdds).toBe(3 * fc);
    expect(multiplyAdds).toBe(2 * a + 3 * b + 3 * fc);
  });

  it('counts a strided convolution by its outputs, and its gradients like it', () => {
    const { byPath } = costOf('conv(2, 1x1) a: conv(5, 3x3, stride: 2) flatten classifier: fc(10)');
    expect(byPath.get('a')!.multiplyAdds).toBe(3 * 4 * 9 * 5 * 18);
  });

  it('keeps what the filters of the next layer must be multiplied with, once', () => {
    const { byPath } = costOf('a: conv(5, 3x3) b: conv(7, 3x3) flatten classifier: fc(10)');
    // The images for the gradient of a, its outputs for that of b, whose outputs the flattened rows share.
    expect(byPath.get('image')!.keptBytes).toBe(4 * 4 * 36 * 3);
    expect(byPath.get('a')!.keptBytes).toBe(4 * 4 * 36 * 5);
    expect(byPath.get('b')!.keptBytes).toBe(4 * 4 * 36 * 7);
  });

  it('keeps nothing of frozen layers before everything that learns', () => {
    const { byPath } = costOf('a: conv(5, 3x3) @freeze b: conv(7, 3x3) flatten classifier: fc(10)');
    expect(byPath.get('image')?.keptBytes ?? 0).toBe(0);
    expect(byPath.get('b')!.multiplyAdds).toBe(2 * 4 * 36 * 7 * 45);
  });

  it('has its peak where the plan has it, and grows with the batch by what the batch takes', () => {
    const lines = 'a: conv(50, 3x3) relu flatten classifier: fc(10)';
    const [four, eight, twelve] = [4, 8, 12].map((batch) => costOf(lines, { batch }));
    expect(eight!.keptBytes - four!.keptBytes).toBe(twelve!.keptBytes - eight!.keptBytes);
    expect(eight!.peakBytes).toBeGreaterThan(four!.peakBytes + 4 * 4 * 36 * 50);
    expect(four!.peak!.origin).toBeDefined();
  });
});

it('says where more is kept than is ever held at once, which smaller values make possible', () => {
  const remarks = [1, 2, 3].map((keptBytes) => remarkOnKept({ keptBytes, peakBytes: 2 }));
  expect(remarks).toEqual(['', '', ' (before some of it is replaced early by smaller values)']);
});

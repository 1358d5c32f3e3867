import { expect, it } from 'vitest';
import { ProgressMeter } from '../../../runtime/training/progress.js';

it('tells speed and time left from the second step on', () => {
  let now = 0;
  const meter = new ProgressMeter(10, 32, () => now);
  expect(meter.add(1, 2, 0.5, 0.1)).toEqual({
    ...{ step: 1, steps: 10, loss: 2, accuracy: 0.5, learningRate: 0.1 },
    ...{ imagesPerSecond: undefined, secondsLeft: undefined },
  });
  now = 500;
  expect(meter.add(2, 1, 0.25, 0.01)).toEqual({
    ...{ step: 2, steps: 10, loss: 1.5, accuracy: 0.375, learningRate: 0.01 },
    ...{ imagesPerSecond: 64, secondsLeft: 4 },
  });
});

it('forgets what was more than a hundred steps ago', () => {
  let now = 0;
  const meter = new ProgressMeter(1000, 1, () => (now += 10));
  for (let step = 1; step <= 100; step++) meter.add(step, 5, 0, 1);
  for (let step = 101; step < 200; step++) meter.add(step, 1, 1, 1);
  expect(meter.add(200, 1, 1, 1)).toMatchObject({ loss: 1, accuracy: 1, imagesPerSecond: 100, secondsLeft: 8 });
});

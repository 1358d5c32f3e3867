import { describe, expect, it } from 'vitest';
import { primitives } from '../../../compiler/primitives/index.js';
import { casesOf, tested } from './cases.js';
import { gradientError, tolerance } from './finite-differences.js';
import { differentiableResults } from './differentiable.js';

describe.each([...primitives.values()].filter((primitive) => primitive.gradient))('gradient of $name', ({ name }) => {
  it('has test cases', () => {
    expect(tested).toContain(name);
  });

  it.each(differentiableResults(name))('agrees with central differences through results %j', (...wanted) => {
    for (const application of casesOf(name)) {
      expect(gradientError(application, wanted), application.label).toBeLessThan(tolerance);
    }
  });
});

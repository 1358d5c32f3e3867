import { describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/index.js';
import { passes } from '../../../compiler/phases/6-optimize/optimize.js';
import { randomFeeds, randomState } from '../../support/random-state.js';
import { experimentOf } from '../../support/spec.js';
import { Random } from '../primitives/random.js';
import { directionalError, TOLERANCE } from './directional.js';
import { CLASSES, randomSpec } from './random-spec.js';

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

/** No pass, each alone, all of them. */
const SELECTIONS = [[], ...passes.map((pass) => [pass]), passes];

describe('the whole training step of a random model', () => {
  it.each(SEEDS)('moves along central differences of its loss, however it is optimized (model %i)', (seed) => {
    const text = randomSpec(seed);
    const experiment = experimentOf(text);
    for (const selection of SELECTIONS) {
      const random = new Random(`state ${seed}`);
      const program = compile(experiment, { steps: 10, passes: selection });
      const feeds = randomFeeds(program.graphs.train!, random, CLASSES);
      const state = randomState(program, random);
      const error = directionalError(program, feeds, state, random);
      expect(error, `${selection.map(({ name }) => name).join(' ') || 'no pass'}\n${text}`).toBeLessThan(TOLERANCE);
    }
  });
});

import type { Expression } from '../../grammar/index.js';
import { call, conditional, difference } from './algebra.js';
import { valueAt, type Definition } from './definition.js';
import { largest, smallest } from './extremes.js';
import { OUTPUT } from './margin-definition.js';
import { nameNode } from './nodes.js';

/**
 * A margin turned the wrong way round may still be harder at small angles, as cos(theta - m) is below m / 2; at larger
 * ones, where training begins, it shows.
 */
const CERTAIN = Math.PI / 4;

/** Less than this is rounding. */
const LEAST = 1e-6;

/**
 * From which angle on a margin surely asks for less than stands without it: the own class's output is raised there, not
 * lowered.
 * @param reached the angles that a layer can see
 * @returns undefined where it isn't proved that it does so from 45° on
 */
export function easierFrom(margin: Definition, reached: readonly [number, number]): number | undefined {
  const gain = gainOf(margin);
  const large: [number, number] = [CERTAIN, reached[1]];
  // Most margins are found to be none at once.
  if (!evenly(large).every((angle) => valueAt(gain, angle) >= 0)) return undefined;
  if (!(smallest(gain, large).bound >= 0 && largest(gain, large).value > LEAST)) return undefined;
  if (smallest(gain, reached).bound >= 0) return reached[0];
  return lastBelow(gain, [reached[0], CERTAIN]);
}

/** What a margin adds to the value in whose place it stands. */
function gainOf(margin: Definition): Definition {
  const isOverAny = margin.lets.some(({ name }) => name === OUTPUT);
  const base = isOverAny ? nameNode(OUTPUT) : call('cos', nameNode(margin.variable));
  return { ...margin, expression: without(margin.expression, base) };
}

/** Each branch by itself, so that one that is what stands without the margin gives 0. */
function without(expression: Expression, base: Expression): Expression {
  if (expression.kind !== 'conditional') return difference(expression, base);
  const { condition, consequent, alternative } = expression;
  return conditional(condition, without(consequent, base), without(alternative, base));
}

const STEPS = 40;

function evenly([from, to]: readonly [number, number]): readonly number[] {
  return Array.from({ length: STEPS + 1 }, (_, i) => from + ((to - from) * i) / STEPS);
}

/** Where a function that is negative somewhere and positive at the end is negative last. */
function lastBelow(definition: Definition, domain: readonly [number, number]): number {
  const angles = evenly(domain);
  const last = angles.findLastIndex((angle) => valueAt(definition, angle) < 0);
  let [below, above] = [angles[last] ?? domain[0], angles[last + 1] ?? domain[1]];
  for (let step = 0; step < STEPS; step++) {
    const middle = (below + above) / 2;
    if (valueAt(definition, middle) < 0) below = middle;
    else above = middle;
  }
  return above;
}

import * as fc from 'fast-check';
import { program } from '../grammar/programs.js';
import { mutate } from './mutations.js';
import { Random } from './random.js';
import { spec } from './specs/index.js';

/**
 * Input number `index` of a series: a plausible spec, a spec or a known text with damage, or a program whose tokens
 * are in order and that means nothing.
 * @param known texts to damage and to take pieces of
 */
export function inputOf(seed: number, index: number, known: readonly string[]): string {
  const r = new Random(Math.imul(seed, 1_000_003) + index);
  const kind = r.next();
  if (kind < 0.35) return spec(r);
  if (kind < 0.6) return mutate(spec(r), r, known);
  if (kind < 0.95) return mutate(r.pick(known), r, known);
  return fc.sample(program, { seed: r.below(2 ** 31), numRuns: 1 })[0]!;
}

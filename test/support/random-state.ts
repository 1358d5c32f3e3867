import type { Graph, Program } from '../../compiler/graph/graph.js';
import { sizeOf } from '../../compiler/graph/types.js';
import { Random } from '../compiler/primitives/random.js';

export type Numbers = Record<string, Float64Array>;

/** Something for every input of a graph. */
export function randomFeeds({ inputs }: Graph, random: Random, classes: number): Numbers {
  return Object.fromEntries(
    inputs.map(({ name, value, source }) => {
      const length = sizeOf(value.type.shape);
      if (source.kind === 'labels') return [name, Float64Array.from({ length }, () => random.integer(0, classes - 1))];
      if (source.kind === 'weights') return [name, new Float64Array(length).fill(1)];
      const low = source.kind === 'random' ? 0 : -1;
      return [name, Float64Array.from({ length }, () => random.between(low, 1))];
    }),
  );
}

/** Random weights, so that nothing is 0 or 1 by accident; what is no weight begins as the program says. */
export function randomState({ state }: Pick<Program, 'state'>, random: Random): Numbers {
  return Object.fromEntries(
    state.map(({ name, type, role, initializer }) => {
      const length = sizeOf(type.shape);
      const constant = initializer.kind === 'constant' ? initializer.value : 0;
      const draw = () => (role === 'weight' ? random.between(-1, 1) : constant);
      return [name, Float64Array.from({ length }, draw)];
    }),
  );
}

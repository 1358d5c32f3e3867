import type { FunctionStorage } from '../../evaluation/build-function.js';
import type { Initializer, StateVariable, Value } from '../../graph/graph.js';
import { tensor, type Shape } from '../../graph/types.js';
import type { LayerSite } from '../../layers/layer.js';
import type { GraphDraft } from './graph-draft.js';

/** Whose numbers a function keeps, and where. */
interface Owner {
  /** Names begin with it and a point: `classifier/angle`. */
  readonly prefix: string;
  /** How many filters there are, for numbers that are learned for each. */
  readonly filters: number;
  readonly mode: LayerSite['mode'];
}

/**
 * Keeps the numbers of a function as variables `<prefix>.<parameter>` of a graph.
 * @param use called with each weight
 */
export function functionStorage(
  draft: GraphDraft,
  { prefix, filters, mode }: Owner,
  use: (name: string, value: Value) => void,
): FunctionStorage {
  const variable = (
    name: string,
    shape: Shape,
    role: StateVariable['role'],
    initializer: Initializer,
  ): StateVariable => ({ name: `${prefix}.${name}`, type: tensor('f32', shape), role, initializer });
  return {
    learned(name, perFilter, start) {
      const weight = variable(name, perFilter ? [filters] : [], 'weight', { kind: 'constant', value: start });
      const value = draft.read(weight);
      use(weight.name, value);
      return value;
    },
    state: (name, start) => draft.read(variable(name, [], 'statistic', { kind: 'constant', value: start })),
    ...(mode === 'train' && { update: (name, value) => draft.write(`${prefix}.${name}`, value) }),
  };
}

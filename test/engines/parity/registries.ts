import { layers } from '../../../compiler/layers/index.js';
import { primitives } from '../../../compiler/primitives/index.js';
import type { ParityCase } from './case.js';
import { layerCase, layerNames } from './layers.js';
import { primitiveCase, primitiveNames } from './primitives.js';
import { layerTolerances, primitiveTolerances, type Tolerance } from './tolerances.js';

/** Something whose entries engines must agree on. */
export interface Registry {
  readonly kind: 'primitive' | 'layer';
  /** Its entries. */
  readonly registered: readonly string[];
  /** What there are cases for. */
  readonly drawn: readonly string[];
  readonly tolerances: Readonly<Record<string, Tolerance>>;
  /** The case of an entry that a number and a seed mean. */
  draw(name: string, index: number, seed: number): ParityCase;
}

export const registries: readonly Registry[] = [
  {
    kind: 'primitive',
    registered: [...primitives.keys()],
    drawn: primitiveNames,
    tolerances: primitiveTolerances,
    draw: primitiveCase,
  },
  { kind: 'layer', registered: [...layers.keys()], drawn: layerNames, tolerances: layerTolerances, draw: layerCase },
];

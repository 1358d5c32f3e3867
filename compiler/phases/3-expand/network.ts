import type { Place } from '../../diagnostics/diagnostic.js';
import type { Arguments } from '../../evaluation/arguments.js';
import type { Shape } from '../../graph/types.js';
import type { Layer, LayerAnnotations } from '../../layers/layer.js';
import type { Segment } from './paths.js';

/** A model after expansion: blocks instantiated, repeats unrolled, every shape known but for the batch. */
export interface Network {
  readonly name: string;
  /** In an order in which inputs come before what they flow into. */
  readonly nodes: readonly LayerNode[];
  /** The layer that each public label stands for, by its structural path: `feature`, `stage1`, `stage1[0]`. */
  readonly labels: ReadonlyMap<string, LayerNode>;
  readonly output: LayerNode;
  /** Names of the blocks that it is made of. */
  readonly blocks: ReadonlySet<string>;
}

/** What selectors and messages about them look at. */
export type Selectable = Pick<Network, 'name' | 'nodes' | 'blocks'>;

export interface LayerNode {
  /** Structural path, the prefix of its weights' names. Layers without state may share one. */
  readonly path: string;
  /** The path as selectors see it. */
  readonly segments: readonly Segment[];
  readonly layer: Layer;
  readonly args: Arguments;
  readonly annotations: LayerAnnotations;
  readonly inputs: readonly LayerNode[];
  /** Output shape without the batch. */
  readonly shape: Shape;
  readonly place: Place;
  /** Where the innermost block around it is used. */
  readonly use?: Place | undefined;
  /** 1-based line of `place`. */
  readonly line: number;
}

/** `[N, 28, 28, 1]` */
export function formatShape(shape: Shape): string {
  return `[${['N', ...shape].join(', ')}]`;
}

/** Layers and all that flows into them. */
export function above(nodes: Iterable<LayerNode>): ReadonlySet<LayerNode> {
  const found = new Set(nodes);
  // A set that grows while it is gone through is gone through to its new end.
  for (const { inputs } of found) for (const input of inputs) found.add(input);
  return found;
}

/** Whether layers of its kind have weights that training changes. */
export function hasWeights({ layer }: Pick<LayerNode, 'layer'>): boolean {
  return layer.annotations.includes('freeze');
}

/** Whether some of the layers have weights, and training leaves all of those as they are. */
export function areFrozen(nodes: readonly LayerNode[]): boolean {
  const owners = nodes.filter(hasWeights);
  return owners.length > 0 && owners.every(({ annotations }) => annotations.freeze);
}

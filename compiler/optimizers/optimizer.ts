import type { Arguments } from '../evaluation/arguments.js';
import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { Idle, Signature } from '../schema.js';

/** How weights move along their gradients. One optimizer, one file. The parameter `lr` is the learning rate. */
export interface Optimizer extends Signature {
  /** Names of the state that it keeps for each weight; every one has the weight's shape and starts at 0. */
  slots(args: Arguments): readonly string[];
  /** A parameter whose value does nothing beside those of others. */
  idle?(args: Arguments): (Idle & { readonly parameter: string }) | undefined;
  update(site: UpdateSite): UpdateResult;
}

export interface UpdateSite {
  readonly b: GraphBuilder;
  readonly args: Arguments;
  readonly weight: Value;
  readonly gradient: Value;
  /** Scalar, the schedule applied. */
  readonly learningRate: Value;
  /** Scalar: 1 at the first update. */
  readonly step: Value;
  readonly slots: Readonly<Record<string, Value>>;
}

export interface UpdateResult {
  readonly weight: Value;
  readonly slots: Readonly<Record<string, Value>>;
}

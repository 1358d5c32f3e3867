import type { Arguments } from '../evaluation/arguments.js';
import type { Signature } from '../schema.js';

/** How filters start: normally distributed around 0. One initializer, one file. */
export interface Initializer extends Signature {
  /**
   * @param fanIn inputs of one output
   * @param fanOut outputs that one input goes into
   */
  variance(fanIn: number, fanOut: number, args: Arguments): number;
}

/** An initializer with its arguments. */
export interface Initialization {
  readonly initializer: Initializer;
  readonly args: Arguments;
}

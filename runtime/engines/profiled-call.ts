import type { Origin } from '../../compiler/graph/graph.js';
import type { HostTensor } from './engine.js';

/** One call of a graph whose ops were timed. */
export interface ProfiledCall {
  /** What `run` gives. */
  readonly outputs: Record<string, HostTensor>;
  /** Of the call, from feeds to outputs. */
  readonly milliseconds: number;
  readonly ops: readonly OpTiming[];
}

/** When one op ran. */
export interface OpTiming {
  /** What the engine calls it: a node of its graph, a primitive. */
  readonly name: string;
  /** The engine's kind of op: `_MklNativeFusedConv2D`, `FusedConv2D`. */
  readonly op: string;
  /** What it computes in the spec; undefined for what no layer, loss or regularizer asks for. */
  readonly origin: Origin | undefined;
  /** Milliseconds since the call began. */
  readonly start: number;
  readonly end: number;
}

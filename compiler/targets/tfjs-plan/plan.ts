import type { Origin } from '../../graph/graph.js';
import type { DType, Shape } from '../../graph/types.js';

/** A buffer read under a shape: reshaping costs nothing, so a buffer may have several shapes. */
export interface Operand {
  readonly slot: number;
  readonly shape: Shape;
  readonly dtype: DType;
}

/** One call of a tfjs kernel. */
export interface Step {
  readonly kernel: string;
  /** By the kernel's names, or a list for kernels that take any number of tensors. */
  readonly operands: Readonly<Record<string, Operand>> | readonly Operand[];
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Where each of the kernel's outputs goes; undefined for one that the primitive doesn't have. */
  readonly results: readonly (Operand | undefined)[];
  /** Slots that nothing reads after this step, freed at once. */
  readonly dispose: readonly number[];
  /** The primitive that the step computes, for profiles. */
  readonly primitive: string;
  readonly origin: Origin | undefined;
}

/** A slot under the name by which the host knows it. */
export interface Binding extends Operand {
  readonly name: string;
}

/**
 * A graph as the calls of tfjs kernels that compute it. Tensors live in numbered slots; each slot is one buffer that
 * is made once and freed once.
 */
export interface Plan {
  readonly name: string;
  /** How many slots there are. */
  readonly slots: number;
  /** What the host uploads at each call: the graph's inputs that are needed. */
  readonly feeds: readonly Binding[];
  /** State variables that are read. */
  readonly states: readonly Binding[];
  /** Steps that depend on nothing but numbers in the graph: run once, their results kept for all calls. */
  readonly constants: readonly Step[];
  readonly steps: readonly Step[];
  /** What the host reads after all steps, and then frees unless it is a state, a constant or an update. */
  readonly outputs: readonly Binding[];
  /** Buffers that become state variables after all steps; each is used for one variable only. */
  readonly updates: readonly Binding[];
  /**
   * Bytes of all buffers alive at the worst moment of a call, as tfjs counts them (4 for f32 and i32, 1 for bool):
   * the states that are read, constants, feeds and whatever steps have made so far.
   */
  readonly peakBytes: number;
  /** The step at which that is; undefined where nothing is more than states, constants and feeds together. */
  readonly peakStep: Step | undefined;
}

export function operandsOf({ operands }: Pick<Step, 'operands'>): readonly Operand[] {
  return Array.isArray(operands) ? operands : Object.values(operands);
}

/** Bytes of a buffer. */
export function bytesOf({ shape, dtype }: Operand): number {
  return shape.reduce((product, size) => product * size, dtype === 'bool' ? 1 : 4);
}

import type { GraphBuilder } from '../graph/builder.js';
import type { Attributes, Value } from '../graph/graph.js';
import type { DType, TensorType } from '../graph/types.js';

/**
 * One operation of the graph: what shapes it takes, what it computes, how it is differentiated, and which
 * operations of TensorFlow and tfjs carry it. One primitive, one file; engines hold only exceptions.
 */
export interface Primitive<A extends Attributes = Attributes> {
  readonly name: string;
  /** One sentence: what the results are. */
  readonly doc: string;
  /** Whether each element of the one result depends on the inputs' elements of the same (broadcast) place alone. */
  readonly elementwise?: boolean;
  /** @throws {ShapeError} when the inputs don't fit */
  resultTypes(inputs: readonly TensorType[], attributes: A): readonly TensorType[];
  /** The meaning, in float64. */
  evaluate(inputs: readonly NdArray[], attributes: A, results: readonly TensorType[]): readonly NdArray[];
  /**
   * Gradients of a scalar with respect to each input, given those with respect to the results. `undefined` for an
   * input that has none (integers, conditions) or one of 0. A gradient may have the broadcast shape of the result: the
   * differentiation pass sums it down to the input's shape. Absent where there is no way to differentiate.
   */
  gradient?(context: GradientContext<A>): readonly (Value | undefined)[];
  /**
   * The primitive in terms of others, for targets that have no operation for it (or not for this site).
   */
  decompose?(builder: GraphBuilder, inputs: readonly Value[], attributes: A): readonly Value[];
  readonly tensorflow?: TensorflowOperation<A>;
  readonly tfjs?: TfjsKernel<A>;
}

export interface GradientContext<A extends Attributes> {
  readonly builder: GraphBuilder;
  readonly inputs: readonly Value[];
  readonly attributes: A;
  readonly results: readonly Value[];
  /** Undefined for a result that the scalar doesn't depend on; at least one is defined. */
  readonly resultGradients: readonly (Value | undefined)[];
}

/** A tensor of the reference engine; integers and booleans (0 and 1) are float64 too. Row-major. */
export interface NdArray {
  readonly type: TensorType;
  readonly data: Float64Array;
}

/** Where a carrier is applied. */
export interface Site<A extends Attributes = Attributes> {
  readonly attributes: A;
  readonly inputs: readonly TensorType[];
  readonly results: readonly TensorType[];
}

/** The TensorFlow op that carries a primitive. */
export interface TensorflowOperation<A extends Attributes = Attributes> {
  readonly op: string;
  /** False where this op can't carry the site, and the primitive is decomposed instead. */
  supports?(site: Site<A>): boolean;
  /** The op's inputs: a number is the primitive's input of that index, else a constant. Default: all in order. */
  operands?(site: Site<A>): readonly (number | TensorflowConstant)[];
  attributes?(site: Site<A>): Readonly<Record<string, TensorflowAttribute>>;
  /** For each result of the primitive the index of the op's output. Default: 0, 1, … */
  readonly outputs?: readonly number[];
}

export type TensorflowConstant =
  /** int32; a vector unless a shape is given. */
  | { readonly ints: readonly number[]; readonly shape?: readonly number[] }
  /** A vector of float32. */
  | { readonly floats: readonly number[] }
  | { readonly int: number }
  | { readonly float: number }
  /** bfloat16, of a number that it can hold. */
  | { readonly bf16: number }
  | { readonly bool: boolean };

export type TensorflowAttribute =
  | { readonly type: DType | 'i64' }
  | { readonly bool: boolean }
  | { readonly int: number }
  | { readonly float: number }
  | { readonly string: string }
  | { readonly ints: readonly number[] }
  | { readonly shape: readonly number[] };

/** The kernel of tfjs backends that carries a primitive. */
export interface TfjsKernel<A extends Attributes = Attributes> {
  readonly kernel: string;
  /** False where the kernel is missing, wrong or slow for this site, and the primitive is decomposed instead. */
  supports?(site: Site<A>): boolean;
  /**
   * The kernel's names for the primitive's inputs, in order: `['x', 'filter']`.
   * `'list'` for a kernel that takes all of them as one array.
   */
  readonly operands: readonly string[] | 'list';
  attributes?(site: Site<A>): Readonly<Record<string, unknown>>;
  /** For each result of the primitive the index of the kernel's output. Default: 0, 1, … */
  readonly outputs?: readonly number[];
}

/** Keeps the type of the attributes while it is being written down. */
export function definePrimitive<A extends Attributes>(primitive: Primitive<A>): Primitive<A> {
  return primitive;
}

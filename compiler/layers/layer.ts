import type { AnnotationMeanings, AnnotationName } from '../annotations/index.js';
import type { Place } from '../diagnostics/diagnostic.js';
import type { Arguments } from '../evaluation/arguments.js';
import type { FunctionStorage } from '../evaluation/build-function.js';
import type { GraphBuilder } from '../graph/builder.js';
import type { Initializer, Value } from '../graph/graph.js';
import type { Shape } from '../graph/types.js';
import type { Signature } from '../schema.js';
import type { AngularParts } from './angle.js';

/** A kind of layer: everything that the language, the checker and the compiler know of it. One layer, one file. */
export interface Layer extends Signature {
  /** A line of a spec that uses it. */
  readonly example: string;
  /** How many values flow in: a source has none, a join several. */
  readonly arity: 'none' | 'one' | 'many';
  /** Whether it owns weights, statistics or random numbers, and so counts in structural paths. */
  readonly stateful: boolean;
  /** Whether `@precision(bf16)` rounds what it multiplies, but not the products. */
  readonly keepsProduct?: true;
  /** Whether it gives the same for an input that is many times as large. */
  readonly ignoresScale?: true;
  /** What it makes 0 of its input, for the layer that gives logits. */
  cuts?(args: Arguments): string | undefined;
  /** The annotations that change it. */
  readonly annotations: readonly AnnotationName[];
  /**
   * Output shape, without the batch, from the shapes that flow in.
   * @returns a problem where the input or an argument doesn't fit
   */
  output(inputs: readonly Shape[], args: Arguments): Shape | LayerProblem;
  /** Builds the layer's part of a graph out of primitives. */
  lower(site: LayerSite): Value;
}

/** Why a layer can't stand where it stands. */
export interface LayerProblem {
  readonly problem: string;
  readonly hint?: string;
  /** The parameter whose argument is to blame; otherwise it is the input. */
  readonly parameter?: string;
  /** The shape that checking goes on with, so that what follows is checked too. */
  readonly assume?: Shape;
}

/** What a layer sees when it is lowered. Shapes of values have the batch in front. */
export interface LayerSite {
  readonly b: GraphBuilder;
  readonly mode: 'train' | 'evaluate';
  /** Of type f32; where `@precision(bf16)` is in force as they come, f32 or bf16. What a layer gives is either. */
  readonly inputs: readonly Value[];
  /** The first input; for a layer that has none the examples that are fed. */
  readonly input: Value;
  readonly args: Arguments;
  /** Output shape, with the batch. */
  readonly shape: Shape;
  readonly annotations: LayerAnnotations;
  /** The state variable `step`: how many training steps have been done. */
  readonly step: Value;
  /** A trainable weight of this layer, stored under `<path>/<name>`. */
  weight(name: string, shape: Shape, initializer: Initializer): Value;
  /** A variable that training updates but the optimizer doesn't. */
  statistic(name: string, shape: Shape, initial: number): Value;
  /** The new value of a statistic; only in training. */
  updateStatistic(name: string, value: Value): void;
  /** Where the layer's angle or magnitude function keeps what training changes: `<path>/angle.k`. */
  functionStorage(kind: 'angle' | 'magnitude'): FunctionStorage;
  /** Shows what margins of a loss need of an angular layer. */
  showAngle(parts: AngularParts): void;
  /** Uniform numbers in [0, 1), fresh at each training step. */
  random(shape: Shape): Value;
}

/** The annotations in force at a layer, inheritance and defaults applied. */
export interface LayerAnnotations extends AnnotationMeanings {
  /** Where the text says so; undefined for what is in force by itself. */
  readonly places: Readonly<Record<'angle' | 'magnitude' | 'freeze', Place | undefined>>;
}

export function isProblem(result: Shape | LayerProblem): result is LayerProblem {
  return 'problem' in result;
}

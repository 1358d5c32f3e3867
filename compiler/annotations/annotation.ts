import type { Arguments } from '../evaluation/arguments.js';
import type { AngleFunction } from '../evaluation/function-value.js';
import type { Shape } from '../graph/types.js';
import type { Signature } from '../schema.js';

/** A kind of annotation: what may be written in it, and what a layer makes of that. One annotation, one file. */
export interface AnnotationKind<Meaning> extends Signature {
  /** Whether layers inside of what is annotated obey it too. */
  readonly inherited: boolean;
  /**
   * What a layer sees.
   * @param args undefined where no such annotation is in force
   */
  meaning(args: Arguments | undefined, layer: AnnotatedOutput): Meaning;
  /** What stands in its parentheses in a canonical text, empty for none; undefined where it changes nothing. */
  format(meaning: Meaning): string | undefined;
}

/** What an annotation's meaning depends on beside its arguments. */
export interface AnnotatedOutput {
  /** Of the layer's output, without the batch. */
  readonly shape: Shape;
  /** The angle function where none is chosen. */
  readonly defaultAngle: AngleFunction;
}

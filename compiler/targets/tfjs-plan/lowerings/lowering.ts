import type { GraphBuilder } from '../../../graph/builder.js';
import type { Attributes, Operation, Value } from '../../../graph/graph.js';

/** Something that tfjs's kernels do faster, or rightly, in another way. */
export interface Lowering {
  /** Names of the primitives that it looks at. */
  readonly primitives: readonly string[];
  /** What takes the operation's place; undefined where it is best left alone. Must not apply to its own product. */
  lower(builder: GraphBuilder, inputs: readonly Value[], operation: Operation): readonly Value[] | undefined;
}

/** The operation's attributes under the type that its primitive gives them. */
export function attributesOf<A extends Attributes>(operation: Operation): A {
  return operation.attributes as A;
}

/** The number that every element of a value is, where the graph says so. */
export function constantOf({ producer }: Value): number | undefined {
  return producer.primitive.name === 'constant' ? (producer.attributes['value'] as number) : undefined;
}

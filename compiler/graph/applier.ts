import type { Primitive } from '../primitives/primitive.js';
import type { Attributes, Operation, Origin, Value } from './graph.js';
import { formatType, ShapeError, type TensorType } from './types.js';

let nextId = 0;

/** Applies primitives. Every result's type comes from the primitive's own shape rule. */
export class Applier {
  /** The layer that operations built from now on belong to. */
  origin: Origin | undefined = undefined;

  /** @throws {ShapeError} when the primitive can't take these inputs */
  applyAll<A extends Attributes>(primitive: Primitive<A>, inputs: readonly Value[], attributes: A): readonly Value[] {
    const types = resultTypes(primitive, inputs, attributes);
    const operation: Operation = { primitive, inputs, attributes, results: [], origin: this.origin };
    (operation.results as Value[]).push(...types.map((type, index) => makeValue(type, operation, index)));
    return operation.results;
  }

  /** Applies a primitive that has one result. */
  apply<A extends Attributes>(primitive: Primitive<A>, inputs: readonly Value[], attributes: A): Value {
    return this.applyAll(primitive, inputs, attributes)[0]!;
  }
}

/** The primitive's shape rule; its complaints are completed by what it was applied to. */
function resultTypes<A extends Attributes>(
  primitive: Primitive<A>,
  inputs: readonly Value[],
  attributes: A,
): readonly TensorType[] {
  const types = inputs.map((input) => input.type);
  try {
    return primitive.resultTypes(types, attributes);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new ShapeError(`${primitive.name}(${types.map(formatType).join(', ')}): ${error.message}`);
  }
}

function makeValue(type: TensorType, producer: Operation, index: number): Value {
  return { id: nextId++, type, producer, index };
}

import type { Primitive } from '../primitives/primitive.js';
import type { Attributes, Operation, Origin, Value } from './graph.js';
import type { TensorType } from './types.js';

let nextId = 0;

/** Applies primitives. Every result's type comes from the primitive's own shape rule. */
export class GraphBuilder {
  /** The layer that operations built from now on belong to. */
  origin: Origin | undefined = undefined;

  /** @throws {ShapeError} when the primitive can't take these inputs */
  applyAll<A extends Attributes>(primitive: Primitive<A>, inputs: readonly Value[], attributes: A): readonly Value[] {
    const types = primitive.resultTypes(inputs.map((input) => input.type), attributes);
    const operation: Operation = {
      primitive: primitive as unknown as Primitive,
      inputs,
      attributes,
      results: [],
      origin: this.origin,
    };
    (operation.results as Value[]).push(...types.map((type, index) => makeValue(type, operation, index)));
    return operation.results;
  }

  /** Applies a primitive that has one result. */
  apply<A extends Attributes>(primitive: Primitive<A>, inputs: readonly Value[], attributes: A): Value {
    return this.applyAll(primitive, inputs, attributes)[0]!;
  }
}

function makeValue(type: TensorType, producer: Operation, index: number): Value {
  return { id: nextId++, type, producer, index };
}

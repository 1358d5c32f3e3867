import { definePrimitive, type NdArray, type Primitive } from '../primitives/primitive.js';
import { input } from '../primitives/sources/input.js';
import { GraphBuilder } from './builder.js';
import { operationsOf, type Operation, type Value } from './graph.js';

/** A part of a graph that runs as one operation. */
export interface Region {
  /** What flows in, as inputs named by their position. */
  readonly parameters: readonly Value[];
  readonly results: readonly Value[];
}

/** The operation that runs a region; every region has a primitive of its own. */
export interface RegionPrimitive extends Primitive {
  readonly region: Region;
}

/**
 * Copies operations into a region of their own.
 * @param members producers before consumers; what they take is made by another member or is one of `inputs`
 */
export function makeRegion(
  members: readonly Operation[],
  inputs: readonly Value[],
  results: readonly Value[],
): RegionPrimitive {
  const builder = new GraphBuilder();
  const copies = new Map<Value, Value>();
  const parameters = inputs.map(({ type }, index) => builder.apply(input, [], { name: String(index), ...type }));
  inputs.forEach((value, index) => copies.set(value, parameters[index]!));
  copyOperations(members, copies, builder);
  return regionPrimitive({ parameters, results: results.map((value) => copies.get(value)!) });
}

export function isRegion(primitive: Primitive): primitive is RegionPrimitive {
  return 'region' in primitive;
}

/** The operations of a region without its parameters, producers before consumers. */
export function membersOf({ parameters, results }: Region): Operation[] {
  const given = new Set(parameters);
  return operationsOf(results).filter((operation) => !given.has(operation.results[0]!));
}

function regionPrimitive(region: Region): RegionPrimitive {
  const types = region.results.map((value) => value.type);
  const primitive = definePrimitive({
    name: 'region',
    doc: 'Several operations that run as one.',
    resultTypes: () => types,
    evaluate: (inputs) => evaluate(region, inputs),
    decompose(builder, inputs) {
      const copies = new Map(region.parameters.map((parameter, index) => [parameter, inputs[index]!]));
      copyOperations(membersOf(region), copies, builder);
      return region.results.map((value) => copies.get(value)!);
    },
  });
  return { ...primitive, region };
}

/** Applies each operation anew to the copies of its inputs, and enters its results among them. */
function copyOperations(operations: readonly Operation[], copies: Map<Value, Value>, builder: GraphBuilder): void {
  for (const { primitive, inputs, attributes, results } of operations) {
    const operands = inputs.map((value) => copies.get(value)!);
    builder.applyAll(primitive, operands, attributes).forEach((copy, index) => copies.set(results[index]!, copy));
  }
}

function evaluate(region: Region, inputs: readonly NdArray[]): NdArray[] {
  const values = new Map(region.parameters.map((parameter, index) => [parameter, inputs[index]!]));
  for (const { primitive, inputs: operands, attributes, results } of membersOf(region)) {
    const types = results.map((value) => value.type);
    const arrays = operands.map((value) => values.get(value)!);
    primitive.evaluate(arrays, attributes, types).forEach((array, index) => values.set(results[index]!, array));
  }
  return region.results.map((value) => values.get(value)!);
}

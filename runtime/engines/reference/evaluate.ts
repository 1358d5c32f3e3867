import { operationsOf, type Graph, type Operation, type Value } from '../../../compiler/graph/graph.js';
import { sizeOf } from '../../../compiler/graph/types.js';
import { evaluatePrimitive } from '../../../compiler/primitives/evaluate.js';
import type { NdArray } from '../../../compiler/primitives/primitive.js';
import { EngineError } from '../engine.js';

/** Flat row-major data by the name of an input, a state variable or an output. */
export type Arrays = Readonly<Record<string, ArrayLike<number>>>;

export interface Evaluation {
  readonly outputs: Record<string, Float64Array>;
  /** What the graph's updates write, by the name of the state variable. */
  readonly updates: Record<string, Float64Array>;
}

/** Told after each operation how long it took. */
export type OperationObserver = (operation: Operation, milliseconds: number) => void;

/**
 * What a graph means: its outputs and updates in float64. Neither feeds nor state are changed.
 * @param outputs names of the outputs wanted; all of them when absent
 * @throws {EngineError} when an input or a state variable is missing or has another size
 */
export function evaluateGraph(
  graph: Graph,
  feeds: Arrays,
  state: Arrays = {},
  outputs: readonly string[] = Object.keys(graph.outputs),
  observe?: OperationObserver,
): Evaluation {
  const wanted = outputs.map((name): [string, Value] => [name, outputOf(graph, name)]);
  const updated = graph.updates.map((update): [string, Value] => [update.state, update.value]);
  const values = evaluateValues(
    [...wanted, ...updated].map(([, value]) => value),
    feeds,
    state,
    observe,
  );
  const copies = (entries: readonly [string, Value][]): Record<string, Float64Array> =>
    Object.fromEntries(entries.map(([name, value]) => [name, values.get(value)!.data.slice()]));
  return { outputs: copies(wanted), updates: copies(updated) };
}

/** The values and all that they need, from the sources on. */
export function evaluateValues(
  roots: readonly Value[],
  feeds: Arrays = {},
  state: Arrays = {},
  observe?: OperationObserver,
): ReadonlyMap<Value, NdArray> {
  const values = new Map<Value, NdArray>();
  for (const operation of operationsOf(roots)) {
    const start = observe ? performance.now() : 0;
    const results = evaluateOperation(operation, values, feeds, state);
    observe?.(operation, performance.now() - start);
    operation.results.forEach((value, index) => values.set(value, results[index]!));
  }
  return values;
}

function evaluateOperation(
  { primitive, inputs, attributes, results }: Operation,
  values: ReadonlyMap<Value, NdArray>,
  feeds: Arrays,
  state: Arrays,
): readonly NdArray[] {
  if (primitive.name === 'input') return [given('input', feeds, results[0]!)];
  if (primitive.name === 'state') return [given('state', state, results[0]!)];
  const operands = inputs.map((input) => values.get(input)!);
  return evaluatePrimitive(
    primitive,
    operands,
    attributes,
    results.map((value) => value.type),
  );
}

function given(kind: string, arrays: Arrays, { type, producer }: Value): NdArray {
  const name = String(producer.attributes['name']);
  const array = arrays[name];
  if (!array) throw new EngineError(`The ${kind} \`${name}\` has no value.`);
  const data = Float64Array.from(array);
  const size = sizeOf(type.shape);
  if (data.length !== size) throw new EngineError(`The ${kind} \`${name}\` takes ${size} numbers, not ${data.length}.`);
  return { type, data };
}

function outputOf(graph: Graph, name: string): Value {
  const value = graph.outputs[name];
  if (!value) throw new EngineError(`The graph \`${graph.name}\` has no output \`${name}\`.`);
  return value;
}

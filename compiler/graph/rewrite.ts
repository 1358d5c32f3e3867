import { GraphBuilder } from './builder.js';
import { operationsOf, rootsOf, type Graph, type Operation, type Value } from './graph.js';
import { formatType, sameShape } from './types.js';

/**
 * What takes an operation's place: one value for each of its results, or undefined to keep the operation.
 * @param inputs the operation's inputs after rewriting
 * @param builder makes new operations; they belong to the layer of the operation that they replace
 * @param substitute gives for a value of the old graph, made before the operation, the one that has taken its place
 */
export type RewriteRule = (
  operation: Operation,
  inputs: readonly Value[],
  builder: GraphBuilder,
  substitute: (value: Value) => Value,
) => readonly Value[] | undefined;

/**
 * The graph with a rule applied to every operation that its outputs and updates need, producers first. Operations
 * that neither the rule nor a change of their inputs touches are shared with the old graph.
 * @throws {Error} when a rule gives a value of another type, which is a mistake in the rule
 */
export function rewrite(graph: Graph, rule: RewriteRule): Graph {
  const builder = new GraphBuilder();
  const substitutes = new Map<Value, Value>();
  const substitute = (value: Value): Value => substitutes.get(value) ?? value;
  for (const operation of operationsOf(rootsOf(graph))) {
    const inputs = operation.inputs.map(substitute);
    builder.origin = operation.origin;
    const results = rule(operation, inputs, builder, substitute) ?? rebuild(operation, inputs, builder);
    // Most operations stay as they are, and stand for themselves.
    if (results === operation.results) continue;
    operation.results.forEach((old, index) => substitutes.set(old, checked(operation, old, results[index])));
  }
  return {
    ...graph,
    inputs: graph.inputs.map((input) => ({ ...input, value: substitute(input.value) })),
    outputs: Object.fromEntries(Object.entries(graph.outputs).map(([name, value]) => [name, substitute(value)])),
    updates: graph.updates.map((update) => ({ ...update, value: substitute(update.value) })),
  };
}

/** The results of an operation on new inputs: its own where none of them has changed. */
export function rebuild(operation: Operation, inputs: readonly Value[], builder: GraphBuilder): readonly Value[] {
  const unchanged = inputs.every((input, index) => input === operation.inputs[index]);
  return unchanged ? operation.results : builder.applyAll(operation.primitive, inputs, operation.attributes);
}

function checked(operation: Operation, old: Value, next: Value | undefined): Value {
  if (next === undefined || next.type.dtype !== old.type.dtype || !sameShape(next.type.shape, old.type.shape)) {
    const found = next === undefined ? 'nothing' : formatType(next.type);
    throw new Error(`rewriting ${operation.primitive.name}: ${formatType(old.type)} was replaced by ${found}`);
  }
  return next;
}

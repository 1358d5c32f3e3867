import type { Operation } from '../../graph/graph.js';
import type { Site } from '../../primitives/primitive.js';
import { attributeMessage } from './attributes.js';
import type { NodeList, NodeOptions, TensorName } from './node-list.js';
import { input } from '../../primitives/sources/input.js';
import { state } from '../../primitives/sources/state.js';

/** Where an operation is applied, in the terms of its carrier. */
function siteOf(operation: Operation): Site {
  return {
    attributes: operation.attributes,
    inputs: operation.inputs.map((value) => value.type),
    results: operation.results.map((value) => value.type),
  };
}

/** Whether TensorFlow has an op for this operation. */
export function isCarried(operation: Operation): boolean {
  const { primitive } = operation;
  if (primitive.name === input.name || primitive.name === state.name) return true;
  return primitive.tensorflow !== undefined && (primitive.tensorflow.supports?.(siteOf(operation)) ?? true);
}

/**
 * Emits the op that carries an operation.
 * @param inputs the tensors of the operation's inputs
 * @returns one tensor for each result
 */
export function emitCarrier(
  nodes: NodeList,
  name: string,
  operation: Operation,
  inputs: readonly TensorName[],
  options: NodeOptions = {},
): { readonly node: string; readonly results: readonly TensorName[] } {
  const carrier = operation.primitive.tensorflow!;
  const site = siteOf(operation);
  const operands = carrier.operands?.(site) ?? inputs.map((_, index) => index);
  const tensors = operands.map((operand) => (typeof operand === 'number' ? inputs[operand]! : nodes.constant(operand)));
  const attr = Object.fromEntries(
    Object.entries(carrier.attributes?.(site) ?? {}).map(([key, attribute]) => [key, attributeMessage(attribute)]),
  );
  const node = nodes.add(name, carrier.op, tensors, attr, options);
  const results = operation.results.map((_, index): TensorName => `${node}:${carrier.outputs?.[index] ?? index}`);
  return { node, results };
}

import type { Operation } from '../../graph/graph.js';
import { add } from '../../primitives/binary/add.js';
import { shapeMessage, typeAttribute } from './attributes.js';
import type { NodeList } from './node-list.js';

/**
 * A node for one addition to wait for, so that a sum of several terms keeps the order in which it is written.
 * TensorFlow turns a chain of additions into AddN, which begins with whichever term's memory happens to be free first:
 * then the last bits differ from run to run, and a resumed run isn't the same. It leaves alone what waits for another
 * node. Each addition needs a node of its own, because waiting for what an operand has waited for is optimized away.
 */
export function summationAnchor(nodes: NodeList, scope: string): string {
  const attr = { dtype: typeAttribute('f32'), shape: { shape: shapeMessage([]) } };
  return nodes.add(`${scope}/order`, 'VarHandleOp', [], attr);
}

/** Whether an operation adds to what is a sum already. */
export function isChainedAddition({ primitive, inputs }: Operation): boolean {
  return primitive.name === add.name && inputs.some((value) => value.producer.primitive.name === add.name);
}

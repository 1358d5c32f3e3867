import type { Operation, Value } from '../../graph/graph.js';
import { sizeOf } from '../../graph/types.js';
import { isView } from './steps.js';

/**
 * An order of execution, producers before consumers, that at each step runs the operation which frees most (or makes
 * least), of equal ones the earliest. Good for backward passes and optimizers, whose gradients are then used up at
 * once; not always better than the given order, so a caller compares.
 * @param operations in a possible order
 * @param kept values that live on whatever reads them: outputs, updates, states, constants
 */
export function frugalOrder(operations: readonly Operation[], kept: readonly Value[]): Operation[] {
  const pending = new Set(operations);
  const readers = countReaders(operations, kept);
  const waitsFor = new Map(operations.map((operation) => [operation, distinctProducers(operation, pending).length]));
  const consumers = consumersOf(operations, pending);
  const ready = operations.filter((operation) => waitsFor.get(operation) === 0);
  const order: Operation[] = [];
  while (ready.length > 0) {
    const next = takeBest(ready, readers);
    order.push(next);
    for (const buffer of buffersRead(next)) readers.set(buffer, readers.get(buffer)! - 1);
    for (const consumer of consumers.get(next) ?? []) {
      const left = waitsFor.get(consumer)! - 1;
      waitsFor.set(consumer, left);
      if (left === 0) ready.push(consumer);
    }
  }
  return order;
}

function takeBest(ready: Operation[], readers: ReadonlyMap<Value, number>): Operation {
  let best = 0;
  let bestGrowth = growth(ready[0]!, readers);
  for (let index = 1; index < ready.length; index++) {
    const candidate = growth(ready[index]!, readers);
    const earlier = ready[index]!.results[0]!.id < ready[best]!.results[0]!.id;
    if (candidate < bestGrowth || (candidate === bestGrowth && earlier)) [best, bestGrowth] = [index, candidate];
  }
  return ready.splice(best, 1)[0]!;
}

/** Elements that an operation makes, less those that nobody needs afterwards. */
function growth(operation: Operation, readers: ReadonlyMap<Value, number>): number {
  if (isView(operation)) return 0;
  const made = operation.results.reduce((sum, result) => sum + sizeOf(result.type.shape), 0);
  return buffersRead(operation).reduce(
    (sum, buffer) => (readers.get(buffer) === 1 ? sum - sizeOf(buffer.type.shape) : sum),
    made,
  );
}

/** The value that owns the buffer under a chain of views. */
function bufferOf(value: Value): Value {
  return isView(value.producer) ? bufferOf(value.producer.inputs[0]!) : value;
}

function buffersRead(operation: Operation): Value[] {
  return isView(operation) ? [] : [...new Set(operation.inputs.map(bufferOf))];
}

function countReaders(operations: readonly Operation[], kept: readonly Value[]): Map<Value, number> {
  const readers = new Map<Value, number>();
  const read = (buffer: Value): unknown => readers.set(buffer, (readers.get(buffer) ?? 0) + 1);
  for (const operation of operations) buffersRead(operation).forEach(read);
  kept.map(bufferOf).forEach(read);
  return readers;
}

function distinctProducers(operation: Operation, among: ReadonlySet<Operation>): Operation[] {
  const producers = new Set(operation.inputs.map((input) => input.producer));
  return [...producers].filter((producer) => among.has(producer));
}

function consumersOf(operations: readonly Operation[], among: ReadonlySet<Operation>): Map<Operation, Operation[]> {
  const consumers = new Map<Operation, Operation[]>();
  for (const operation of operations) {
    for (const producer of distinctProducers(operation, among)) {
      const known = consumers.get(producer);
      if (known) known.push(operation);
      else consumers.set(producer, [operation]);
    }
  }
  return consumers;
}

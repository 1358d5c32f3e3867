import type { Operation, Value } from '../../graph/graph.js';
import { sizeOf } from '../../graph/types.js';
import { Heap } from './heap.js';
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
  const readersOf = operationsByBuffer(operations);
  const ready = new Heap<Candidate>(isBetter);
  const offer = (operation: Operation): void =>
    ready.push({ operation, growth: growth(operation, readers), id: operation.results[0]!.id });
  const order: Operation[] = [];
  operations.filter((operation) => waitsFor.get(operation) === 0).forEach(offer);
  for (let best = ready.pop(); best; best = ready.pop()) {
    const next = best.operation;
    // An operation that frees more since it was offered has been offered again.
    if (!pending.delete(next)) continue;
    order.push(next);
    for (const buffer of buffersRead(next)) {
      const left = readers.get(buffer)! - 1;
      readers.set(buffer, left);
      if (left !== 1) continue;
      for (const reader of readersOf.get(buffer)!) if (pending.has(reader) && waitsFor.get(reader) === 0) offer(reader);
    }
    for (const consumer of consumers.get(next) ?? []) {
      const left = waitsFor.get(consumer)! - 1;
      waitsFor.set(consumer, left);
      if (left === 0) offer(consumer);
    }
  }
  return order;
}

interface Candidate {
  readonly operation: Operation;
  readonly growth: number;
  /** Ascends in the given order. */
  readonly id: number;
}

function isBetter(a: Candidate, b: Candidate): boolean {
  return a.growth < b.growth || (a.growth === b.growth && a.id < b.id);
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

/** Who reads each buffer. */
function operationsByBuffer(operations: readonly Operation[]): Map<Value, Operation[]> {
  const found = new Map<Value, Operation[]>();
  for (const operation of operations) {
    for (const buffer of buffersRead(operation)) append(found, buffer, operation);
  }
  return found;
}

function append<K>(lists: Map<K, Operation[]>, key: K, operation: Operation): void {
  const known = lists.get(key);
  if (known) known.push(operation);
  else lists.set(key, [operation]);
}

function distinctProducers(operation: Operation, among: ReadonlySet<Operation>): Operation[] {
  const producers = new Set(operation.inputs.map((input) => input.producer));
  return [...producers].filter((producer) => among.has(producer));
}

function consumersOf(operations: readonly Operation[], among: ReadonlySet<Operation>): Map<Operation, Operation[]> {
  const consumers = new Map<Operation, Operation[]>();
  for (const operation of operations) {
    for (const producer of distinctProducers(operation, among)) append(consumers, producer, operation);
  }
  return consumers;
}

import { rootsOf, type Graph, type Operation, type Value } from '../../../graph/graph.js';
import { sizeOf } from '../../../graph/types.js';
import { clip } from '../../../primitives/unary/clip.js';
import { sum } from '../../../primitives/reduction/sum.js';
import { constant } from '../../../primitives/sources/constant.js';

/**
 * Arithmetic that takes no longer than fetching its operands from memory. A sum over a chain that holds anything else
 * is slower than one over a value that lies in memory: compilers don't vectorise the chain inside of a reduction well.
 */
const CHEAP = new Set(['add', 'sub', 'mul', 'neg', 'abs', 'square', 'max', 'min', 'relu', 'select', 'cast', clip.name]);

/** Values that are looked at for that, at most. */
const MAX_CHAIN = 32;

/** Which values of a graph lie in memory, between regions. */
export class Materialized {
  private readonly values = new Set<Value>();

  constructor(
    graph: Graph,
    operations: readonly Operation[],
    private readonly fusable: (operation: Operation) => boolean,
  ) {
    for (const value of rootsOf(graph)) this.add(value);
    const sums = operations.filter((operation) => isRowSum(operation) && fusable(operation));
    const others = new Set(operations);
    for (const operation of sums) others.delete(operation);
    for (const operation of others) this.addOperandsOf(operation);
    // What a sum may take from a chain depends on what lies in memory for the sake of others.
    for (const operation of sums) this.addSum(operation);
  }

  /** Whether a value that could be part of a larger region is computed as the end of one of its own. */
  has(value: Value): boolean {
    return this.values.has(value);
  }

  add(value: Value): void {
    if (this.isFusable(value) && !this.isConstant(value)) this.values.add(value);
  }

  /** Whether the operation behind a value can be part of a region. */
  isFusable({ producer }: Value): boolean {
    return this.isConstant(producer.results[0]!) || (isElementwise(producer) && this.fusable(producer));
  }

  /** Constants are made anew wherever they are needed. */
  isConstant({ producer }: Value): boolean {
    return producer.primitive.name === constant.name;
  }

  private addOperandsOf(operation: Operation): void {
    if (this.isFusable(operation.results[0]!)) {
      // What is computed once and used for many elements stays outside: inside it would be computed for each of them.
      const size = sizeOf(operation.results[0]!.type.shape);
      for (const value of operation.inputs) if (sizeOf(value.type.shape) < size) this.add(value);
    } else {
      for (const value of operation.inputs) this.add(value);
    }
  }

  private addSum({ inputs, results }: Operation): void {
    this.values.add(results[0]!);
    if (!this.isCheap(inputs[0]!)) this.add(inputs[0]!);
  }

  /** Whether a value can be computed where it is summed. */
  private isCheap(value: Value): boolean {
    const chain = [value];
    for (const link of chain) {
      if (this.has(link) || !this.isFusable(link) || this.isConstant(link)) continue;
      if (!CHEAP.has(link.producer.primitive.name) || chain.length > MAX_CHAIN) return false;
      chain.push(...link.producer.inputs);
    }
    return true;
  }
}

const MOVES = new Set(['broadcast', 'pad', 'slice']);

function isElementwise({ primitive, results }: Operation): boolean {
  return results.length === 1 && (primitive.elementwise === true || MOVES.has(primitive.name));
}

/** Whether an operation sums over the last axis: sums over others are slower compiled than as TensorFlow's own. */
function isRowSum({ primitive, inputs, attributes }: Operation): boolean {
  if (primitive.name !== sum.name) return false;
  const axes = attributes['axes'] as readonly number[];
  return axes.length === 1 && axes[0] === inputs[0]!.type.shape.length - 1;
}

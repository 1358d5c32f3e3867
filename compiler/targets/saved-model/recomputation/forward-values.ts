import { rootsOf, type Graph, type Operation, type Value } from '../../../graph/graph.js';
import { sizeOf } from '../../../graph/types.js';
import { equal } from '../../../primitives/binary/equal.js';
import { notEqual } from '../../../primitives/binary/not-equal.js';
import { batchNorm } from '../../../primitives/normalization/batch-norm.js';
import { maxPoolGradient } from '../../../primitives/pooling/max-pool-gradient.js';
import { constant } from '../../../primitives/sources/constant.js';
import { state } from '../../../primitives/sources/state.js';
import { isFusable } from '../region-ops.js';

/**
 * What finds equal numbers, such as where a pool's maximum came from. Values made again may differ in their last bit, and
 * would be equal to nothing.
 */
export const EXACT: ReadonlySet<string> = new Set([equal.name, notEqual.name, maxPoolGradient.name]);

/** An operand with so many times fewer elements than the result costs little to keep. */
const SMALL = 8;

/**
 * What values that don't depend on a gradient are made of. Arithmetic on each element is cheap to do again, and so is
 * batch normalisation once its statistics are known; what a convolution, a product or a pool gives is not.
 */
export class ForwardValues {
  private readonly sources = new Map<Value, Value>();
  private readonly bases = new Map<Value, Value>();
  /** Values that something else than elementwise arithmetic takes, which therefore lie in memory. */
  private readonly stored: ReadonlySet<Value>;

  /**
   * @param operations all of the graph
   * @param late those that depend on a gradient
   */
  constructor(graph: Graph, operations: readonly Operation[], late: ReadonlySet<Operation>) {
    this.stored = storedValues(graph, operations);
    for (const operation of operations) if (!late.has(operation)) this.add(operation);
  }

  /**
   * The one large value that a value can be made of again, without a convolution or the like; the value itself where
   * there is none, or more than one.
   */
  sourceOf(value: Value): Value {
    return this.sources.get(value) ?? value;
  }

  /** The same, but of the values that lie in memory the nearest. */
  baseOf(value: Value): Value {
    return this.bases.get(value) ?? value;
  }

  private add(operation: Operation): void {
    const [result] = operation.results as [Value];
    const operands = isRepeatable(operation) ? largeOperands(operation) : [];
    const sources = new Set(operands.map((value) => this.sourceOf(value)));
    if (sources.size !== 1) return;
    this.sources.set(result, [...sources][0]!);
    if (operation.primitive.name !== batchNorm.name && !this.stored.has(result)) {
      const bases = new Set(operands.map((value) => this.baseOf(value)));
      if (bases.size === 1) this.bases.set(result, [...bases][0]!);
    }
  }
}

/** What outlives a step, and is there for nothing. */
const LASTING: ReadonlySet<string> = new Set([constant.name, state.name]);

/** Whether an operation's first result is cheap to compute again. */
export function isRepeatable(operation: Operation): boolean {
  const { primitive } = operation;
  return primitive.name === batchNorm.name || (isElementwise(operation) && !EXACT.has(primitive.name));
}

function isElementwise(operation: Operation): boolean {
  return operation.primitive.elementwise === true && operation.results.length === 1 && isFusable(operation);
}

/** The operands that are about as large as the result. */
export function largeOperands({ inputs, results }: Operation): readonly Value[] {
  const size = sizeOf(results[0]!.type.shape);
  return inputs.filter(
    ({ type, producer }) => sizeOf(type.shape) * SMALL > size && !LASTING.has(producer.primitive.name),
  );
}

function storedValues(graph: Graph, operations: readonly Operation[]): ReadonlySet<Value> {
  const stored = new Set(rootsOf(graph));
  for (const operation of operations) {
    if (!isElementwise(operation)) operation.inputs.forEach((value) => stored.add(value));
  }
  return stored;
}

import type { GraphBuilder } from '../../../graph/builder.js';
import { operationsOf, outsideLayers, rootsOf, type Graph, type Operation, type Value } from '../../../graph/graph.js';
import { rewrite } from '../../../graph/rewrite.js';
import { sizeOf } from '../../../graph/types.js';
import { batchNorm, type BatchNormAttributes } from '../../../primitives/normalization/batch-norm.js';
import { EXACT, ForwardValues, isRepeatable, largeOperands } from './forward-values.js';
import { postponed } from './postponed.js';

/** Smaller values aren't worth the passes over memory. */
const MIN_ELEMENTS = 1 << 19;

/**
 * The graph of a training step whose backward half computes anew, when it needs them, values that are cheap to make of
 * others that it needs in any case: the output of an angle function from that of the convolution, and what batch
 * normalisation and relu make of it. So they needn't be kept from the forward half until then, which takes about half
 * of a residual net's memory.
 * @param graph in terms of the target, before its elementwise operations are fused
 * @param minElements size from which on a value is computed anew
 */
export function recompute(graph: Graph, minElements = MIN_ELEMENTS): Graph {
  const operations = operationsOf(rootsOf(graph));
  const late = lateOperations(operations);
  const values = new ForwardValues(graph, operations, late);
  const again = valuesToRecompute(late, values, minElements);
  if (again.size === 0) return graph;
  let copies: Copies | undefined;
  let gradient: Value | undefined;
  return rewrite(graph, (operation, inputs, builder, substitute) => {
    if (!late.has(operation)) return undefined;
    const trigger = gradient && substitute(gradient);
    if (isGradientInMemory(operation, minElements)) gradient = operation.results[0]!;
    if (!trigger || !operation.inputs.some((value) => again.has(value))) return undefined;
    copies ??= new Copies(builder, values);
    const { origin } = builder;
    const operands = operation.inputs.map((value, index) => {
      return again.has(value) ? copies!.of(value, trigger) : inputs[index]!;
    });
    builder.origin = origin;
    return builder.applyAll(operation.primitive, operands, operation.attributes);
  });
}

/** The operations that follow the gradient from the loss on its way back. */
function lateOperations(operations: readonly Operation[]): ReadonlySet<Operation> {
  const late = new Set<Operation>();
  for (const operation of operations) {
    const { origin, inputs } = operation;
    if (origin?.part !== 'backward') continue;
    if (origin.path === outsideLayers.loss || inputs.some(({ producer }) => late.has(producer))) late.add(operation);
  }
  return late;
}

/** What is elementwise becomes part of a region, and would have to lie in memory only to be waited for. */
function isGradientInMemory(operation: Operation, minElements: number): boolean {
  return !isRepeatable(operation) && sizeOf(operation.results[0]!.type.shape) >= minElements;
}

/** Values that the backward half takes, lie in memory for that, and can be made of what it keeps anyway. */
function valuesToRecompute(
  late: ReadonlySet<Operation>,
  values: ForwardValues,
  minElements: number,
): ReadonlySet<Value> {
  const candidates = new Set<Value>();
  const kept = new Set<Value>();
  for (const { primitive, inputs } of late) {
    for (const value of inputs) {
      if (late.has(value.producer)) continue;
      const source = values.sourceOf(value);
      if (EXACT.has(primitive.name)) kept.add(value);
      else if (values.baseOf(value) === source) kept.add(source);
      else if (sizeOf(value.type.shape) >= minElements) candidates.add(value);
    }
  }
  return new Set([...candidates].filter((value) => !kept.has(value) && kept.has(values.sourceOf(value))));
}

/** Values that were made in the forward half, made again. */
class Copies {
  private readonly copies = new Map<Value, Value>();

  constructor(
    private readonly b: GraphBuilder,
    private readonly values: ForwardValues,
  ) {}

  /** @param trigger what must be there before */
  of(value: Value, trigger: Value): Value {
    const source = this.values.sourceOf(value);
    for (const operation of chainTo(value, source)) {
      const [result] = operation.results as [Value];
      if (!this.copies.has(result)) this.copies.set(result, this.repeat(operation, trigger, source));
    }
    return this.copies.get(value)!;
  }

  private repeat(operation: Operation, trigger: Value, source: Value): Value {
    const { primitive, inputs, attributes, results, origin } = operation;
    if (origin) this.b.origin = { ...origin, part: 'backward' };
    if (results[0] === source) return this.b.applyAll(postponed, [source, trigger], {})[0]!;
    const operands = inputs.map((value) => this.copies.get(value) ?? value);
    if (primitive.name !== batchNorm.name) return this.b.applyAll(primitive, operands, attributes)[0]!;
    return normalized(this.b, operands, results, attributes as BatchNormAttributes);
  }
}

/** The operations that make a value of its source, that of the source first. */
function chainTo(value: Value, source: Value): readonly Operation[] {
  const found = new Set([value.producer]);
  for (const operation of found) {
    if (operation.results[0] === source) continue;
    for (const { producer } of largeOperands(operation)) found.add(producer);
  }
  return [...found].sort((a, b) => a.results[0]!.id - b.results[0]!.id);
}

/** What batch_norm gives, from the statistics that it has found. */
function normalized(
  b: GraphBuilder,
  [x, gamma, beta]: readonly Value[],
  [, mean, unbiased]: readonly Value[],
  { epsilon }: BatchNormAttributes,
): Value {
  const { shape, dtype } = x!.type;
  const count = sizeOf(shape) / shape.at(-1)!;
  const variance = b.mul(unbiased!, (count - 1) / count);
  const scale = b.mul(gamma!, b.rsqrt(b.add(variance, epsilon)));
  // The mean first, so that a channel whose pixels are all alike gives exactly beta again.
  return b.cast(b.add(b.mul(b.sub(b.cast(x!, 'f32'), mean!), scale), beta!), dtype);
}

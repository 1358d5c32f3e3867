import { operationsOf, rootsOf, type Graph, type Operation, type Value } from '../graph/graph.js';
import { sizeOf, type TensorType } from '../graph/types.js';

/**
 * What a training step keeps for its backward half: bytes of the values that the forward half makes or is fed and
 * that anything behind it reads, by the structural path of the layer that made them; those of no layer, such as
 * the labels, stand under an empty path. States are not among them: they live longer than a step.
 * @param graph a training step
 * @param isStatistic whether a state is a moving statistic, which the forward half updates
 */
export function keptBytes(graph: Graph, isStatistic: (state: string) => boolean): ReadonlyMap<string, number> {
  const forward = forwardHalf(graph, isStatistic);
  const kept = new Set<Value>();
  for (const operation of operationsOf(rootsOf(graph))) {
    if (forward.has(operation)) continue;
    for (const input of operation.inputs) {
      const buffer = bufferOf(input);
      if (forward.has(buffer.producer) && !isLasting(buffer.producer)) kept.add(buffer);
    }
  }
  const byPath = new Map<string, number>();
  for (const { type, producer } of kept) {
    const path = producer.origin?.path ?? '';
    byPath.set(path, (byPath.get(path) ?? 0) + bytesOf(type));
  }
  return byPath;
}

/** What the losses and the moving statistics need. */
function forwardHalf(graph: Graph, isStatistic: (state: string) => boolean): ReadonlySet<Operation> {
  const outputs = ['loss', 'data_loss', 'correct'].flatMap((name) => graph.outputs[name] ?? []);
  const statistics = graph.updates.filter(({ state }) => isStatistic(state)).map(({ value }) => value);
  return new Set(operationsOf([...outputs, ...statistics]));
}

/** Whether a value lives on from step to step: states, and constants, which are made once. */
function isLasting({ primitive }: Operation): boolean {
  return primitive.name === 'state' || primitive.name === 'constant';
}

/** The value that owns the buffer: reshaping makes no other. */
function bufferOf(value: Value): Value {
  let { producer } = value;
  let owner = value;
  while (producer.primitive.name === 'reshape') {
    owner = producer.inputs[0]!;
    producer = owner.producer;
  }
  return owner;
}

/** As tfjs holds them: a byte for a condition, four for a number. */
function bytesOf({ dtype, shape }: TensorType): number {
  return sizeOf(shape) * (dtype === 'bool' ? 1 : 4);
}

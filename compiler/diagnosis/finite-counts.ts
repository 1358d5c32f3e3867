import { GraphBuilder } from '../graph/builder.js';
import { operationsOf, type Graph, type Operation, type Program, type Value } from '../graph/graph.js';

/** A program that tells which numbers of a training step are not finite. */
export interface FiniteCounts {
  /** The same state and feeds; its graph `train` changes nothing, and has the outputs that `counted` names. */
  readonly program: Program;
  /** What is counted, by the name of the output: one count, or one for each example of the batch. */
  readonly counted: ReadonlyMap<string, CountedValue>;
  /** What must be finite: the loss, then what stands for all gradients. */
  readonly roots: readonly Value[];
}

export interface CountedValue {
  readonly value: Value;
  readonly perExample: boolean;
}

/** Greatest finite f32. What isn't a number is not less than it either. */
const LARGEST = (2 - 2 ** -23) * 2 ** 127;

/**
 * Counts, in a training step, the elements of every value on the way to the loss and the gradients that are NaN or
 * infinite. Nothing of it is in the program that trains: it is compiled where training has come to such a number.
 */
export function countNotFinite(program: Program): FiniteCounts {
  const train = program.graphs.train!;
  const roots = [train.outputs['loss']!, train.outputs['gradient_norm']!];
  const operations = operationsOf(roots);
  const examples = valuesOfExamples(train, operations, program.batch);
  const b = new GraphBuilder();
  const counted = new Map<string, CountedValue>();
  const outputs: Record<string, Value> = {};
  for (const value of operations.flatMap(({ results }) => results)) {
    const { dtype } = value.type;
    if ((dtype !== 'f32' && dtype !== 'bf16') || value.producer.primitive.name === 'constant') continue;
    const name = String(counted.size);
    const perExample = examples.has(value);
    outputs[name] = count(b, value, perExample);
    counted.set(name, { value, perExample });
  }
  const graph: Graph = { name: train.name, inputs: train.inputs, outputs, updates: [] };
  return { program: { ...program, graphs: { train: graph, predict: program.graphs.predict } }, counted, roots };
}

/** How many elements are not finite, [] or [N]. */
function count(b: GraphBuilder, value: Value, perExample: boolean): Value {
  const x = b.cast(value, 'f32');
  const { shape } = x.type;
  const bad = b.select(b.lessEqual(b.abs(x), LARGEST), b.constant(0, shape), b.constant(1, shape));
  return b.sum(
    bad,
    shape.map((_, axis) => axis).filter((axis) => axis > 0 || !perExample),
  );
}

/** The values of the forward pass that hold something of each example along their first axis. */
function valuesOfExamples({ inputs }: Graph, operations: readonly Operation[], batch: number): ReadonlySet<Value> {
  const fed = new Set(inputs.map(({ value }) => value));
  const found = new Set<Value>();
  for (const operation of operations) {
    if (operation.origin?.part !== undefined) continue;
    const isFed = operation.inputs.some((input) => fed.has(input));
    for (const value of operation.results) {
      if (isFed) fed.add(value);
      if (fed.has(value) && value.type.shape[0] === batch) found.add(value);
    }
  }
  return found;
}

import { GraphBuilder } from '../../../compiler/graph/builder.js';
import { operationsOf, rootsOf, type Graph, type Program, type Value } from '../../../compiler/graph/graph.js';
import { optimize } from '../../../compiler/phases/6-optimize/optimize.js';
import type { HostTensor, HostTensors } from '../../../runtime/engines/engine.js';
import type { ParityCase } from './case.js';

/** Many cases as one program, since engines take longer to load a program than to run it. */
export interface Merged {
  readonly program: Program;
  readonly feeds: HostTensors;
  readonly state: HostTensors;
}

/** The name under which a merged program knows something of case number `index`. */
export function mergedName(index: number, name: string): string {
  return `case${index}.${name}`;
}

/** One optimized graph, `predict`, whose outputs are those of all cases and what they update. */
export function merge(cases: readonly ParityCase[]): Merged {
  const b = new GraphBuilder();
  const sources = new Map<string, Value>();
  const outputs: Record<string, Value> = {};
  cases.forEach(({ graphs }, index) => {
    for (const graph of graphs) {
      for (const [name, value] of copy(b, graph, (name) => mergedName(index, name), sources)) {
        outputs[mergedName(index, name)] = value;
      }
    }
  });
  const named = [...sources];
  const predict: Graph = {
    name: 'predict',
    inputs: named
      .filter(([, { producer }]) => producer.primitive.name === 'input')
      .map(([name, value]) => ({ name, value, source: { kind: 'features' } })),
    outputs,
    updates: [],
  };
  const state = named
    .filter(([, { producer }]) => producer.primitive.name === 'state')
    .map(([name, { type }]) => {
      return { name, type, role: 'statistic', initializer: { kind: 'constant', value: 0 } } as const;
    });
  return {
    program: { batch: 1, state, graphs: { predict: optimize(predict) } },
    feeds: gather(cases, sources, ({ feeds }) => feeds),
    state: gather(cases, sources, (one) => one.state),
  };
}

/** A graph's operations once more, its inputs and states under other names; gives outputs and updates. */
function copy(
  b: GraphBuilder,
  graph: Graph,
  rename: (name: string) => string,
  sources: Map<string, Value>,
): [string, Value][] {
  const copies = new Map<Value, Value>();
  const of = (value: Value): Value => copies.get(value)!;
  for (const { primitive, inputs, attributes, results } of operationsOf(rootsOf(graph))) {
    if (primitive.name === 'input' || primitive.name === 'state') {
      const name = rename(attributes['name'] as string);
      if (!sources.has(name)) sources.set(name, b.apply(primitive, [], { ...attributes, name }));
      copies.set(results[0]!, sources.get(name)!);
    } else {
      b.applyAll(primitive, inputs.map(of), attributes).forEach((value, index) => copies.set(results[index]!, value));
    }
  }
  return [
    ...Object.entries(graph.outputs).map(([name, value]): [string, Value] => [name, of(value)]),
    ...graph.updates.map(({ state, value }): [string, Value] => [state, of(value)]),
  ];
}

/** What the cases give for the sources that are read. */
function gather(
  cases: readonly ParityCase[],
  sources: ReadonlyMap<string, Value>,
  given: (one: ParityCase) => HostTensors,
): HostTensors {
  const all = cases.flatMap((one, index) =>
    Object.entries(given(one)).map(([name, data]): [string, HostTensor] => [mergedName(index, name), data]),
  );
  return Object.fromEntries(all.filter(([name]) => sources.has(name)));
}

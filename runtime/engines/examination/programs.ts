import { GraphBuilder } from '../../../compiler/graph/builder.js';
import {
  operationsOf,
  type Graph,
  type Program,
  type StateVariable,
  type Value,
} from '../../../compiler/graph/graph.js';
import { tensor, type FloatDType } from '../../../compiler/graph/types.js';
import '../../../compiler/primitives/index.js';
import { shapesOf, type Convolution, type Pass } from './workload.js';

/**
 * A program whose step computes one pass from the states `x`, `dy` and `filter` and leaves it in `result`.
 * @param dtype what is multiplied; states are f32 in any case, so that bf16 is cast to and from, as in a layer
 */
export function convolutionProgram(pass: Pass, convolution: Convolution, dtype: FloatDType = 'f32'): Program {
  const { images, filter } = shapesOf(convolution);
  const border = (convolution.filter - 1) / 2;
  const attributes = { strides: [1, 1], dilations: [1, 1], padding: [border, border, border, border] } as const;
  const b = new GraphBuilder();
  const x = (): Value => b.cast(b.state('x', tensor('f32', images)), dtype);
  const dy = (): Value => b.cast(b.state('dy', tensor('f32', images)), dtype);
  const w = (): Value => b.cast(b.state('filter', tensor('f32', filter)), dtype);
  const build: Readonly<Record<Pass, () => Value>> = {
    forward: () => b.conv(x(), w(), attributes),
    inputGradient: () => b.convInputGradient(dy(), w(), { ...attributes, shape: images }),
    filterGradient: () => b.convFilterGradient(x(), dy(), { ...attributes, shape: filter }),
  };
  return programOf(b, b.cast(build[pass](), 'f32'));
}

/** A program whose step doubles the state `x`, of so many elements, into `result`. */
export function elementwiseProgram(elements: number): Program {
  const b = new GraphBuilder();
  return programOf(b, b.mul(b.state('x', tensor('f32', [elements])), 2));
}

/**
 * A training step without feeds, from state to state, so that nothing is copied between the engine and the host. Its
 * output is a single number that comes from nowhere: engines run a step for the sake of an output.
 */
function programOf(b: GraphBuilder, result: Value): Program {
  const done = b.state('done', tensor('f32', []));
  const train: Graph = {
    name: 'train',
    inputs: [],
    outputs: { done },
    updates: [{ state: 'result', value: result }],
  };
  const read = operationsOf([result, done]).filter(({ primitive }) => primitive.name === 'state');
  const state = [
    ...read.map(({ attributes, results }) => variable(String(attributes['name']), results[0]!)),
    variable('result', result),
  ];
  return { batch: 1, state, graphs: { train, predict: { ...train, name: 'predict', updates: [] } } };
}

function variable(name: string, { type }: Value): StateVariable {
  return { name, type, role: 'statistic', initializer: { kind: 'constant', value: 0 } };
}

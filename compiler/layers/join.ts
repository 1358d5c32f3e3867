import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import { sameShape, type Shape } from '../graph/types.js';
import type { Layer, LayerProblem } from './layer.js';
import { inOneType } from './precision.js';

function elementwise(name: string, doc: string, combine: (b: GraphBuilder, x: Value, y: Value) => Value): Layer {
  return {
    name,
    doc,
    example: `${name} { main: { conv(16, 3x3) } shortcut: { } }`,
    parameters: [],
    arity: 'many',
    stateful: false,
    annotations: ['precision'],
    output: (inputs) => equalShapes(inputs, name),
    lower: ({ b, inputs }) => inOneType(b, inputs).reduce((joined, branch) => combine(b, joined, branch)),
  };
}

function equalShapes(inputs: readonly Shape[], name: string): Shape | LayerProblem {
  const [first] = inputs;
  if (inputs.every((shape) => sameShape(shape, first!))) return first!;
  return {
    problem: `the branches of \`${name}\` must give the same shape`,
    hint: 'change filters or strides so that they agree, or convert one branch with a 1x1 `conv`',
    assume: first!,
  };
}

export const add = elementwise('add', 'The sum of its branches.', (b, x, y) => b.add(x, y));
export const multiply = elementwise('multiply', 'The elementwise product of its branches.', (b, x, y) => b.mul(x, y));

export const concat: Layer = {
  name: 'concat',
  doc: 'The channels of its branches one after the other.',
  example: 'concat { { conv(16, 1x1) } { conv(16, 3x3) } }',
  parameters: [],
  arity: 'many',
  stateful: false,
  annotations: ['precision'],
  output(inputs) {
    const [first] = inputs;
    const area = (shape: Shape) => shape.slice(0, -1);
    const joined = [...area(first!), inputs.reduce((channels, shape) => channels + shape.at(-1)!, 0)];
    if (inputs.every((shape) => sameShape(area(shape), area(first!)))) return joined;
    return {
      problem: 'the branches of `concat` must agree in everything but their channels',
      hint: 'give the branches the same strides, pools and padding',
      assume: joined,
    };
  },
  lower: ({ b, inputs }) => b.concat(inOneType(b, inputs), inputs[0]!.type.shape.length - 1),
};

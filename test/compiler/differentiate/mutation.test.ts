import { afterEach, describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import { operationsOf, type Attributes, type Value } from '../../../compiler/graph/graph.js';
import { compile, type Experiment } from '../../../compiler/index.js';
import type { GradientContext, Primitive } from '../../../compiler/primitives/primitive.js';
import { randomFeeds, randomState } from '../../support/random-state.js';
import { experimentOf, experimentText } from '../../support/spec.js';
import { Random } from '../primitives/random.js';
import { directionalError, TOLERANCE } from './directional.js';

const CLASSES = 3;
const tail = experimentText({ classes: CLASSES, batch: 3, optimizer: 'sgd(lr: 1)', more: 'regularize: l2(0.1)' });

/** Between them: every layer of a LeNet and of an angular ResNet. */
const networks: readonly Experiment[] = [
  `model M {
  image: input([12, 12, 1])
  conv(2, 5x5, padding: valid, bias: true) maxpool(2x2) prelu
  conv(3, 3x3, bias: true) maxpool(2x2) prelu(shared: true)
  flatten fc(4, bias: true) prelu
  feature: fc(2, bias: true)
  classifier: angfc(${CLASSES}) @angle(log(m: 0.3rad)) @scale(5)
}
`,
  `block residual(channels: int, stride: int = 1) {
  add {
    main: { angconv(channels, 3x3, stride: stride) bn relu angconv(channels, 3x3) bn }
    shortcut: { if stride != 1 { conv(channels, 1x1, stride: stride) bn } }
  }
  relu
}
angle bent(theta: rad) = if theta < 1.5rad then 2 - theta / 1rad else 0.5
model M @angle(log(m: 0.1rad)) {
  image: input([6, 5, 2])
  angconv(2, 3x3) bn relu
  residual(2)
  avgpool(2x2, stride: 1, padding: same)
  residual(3, stride: 2) @angle(bent)
  avgpool(global)
  classifier: fc(${CLASSES})
}
`,
].map((model) => experimentOf(model + tail));

type Mutation = (gradient: Value) => Value | undefined;

const mutations: Readonly<Record<string, Mutation>> = {
  'its sign flipped': (gradient) => new GraphBuilder().neg(gradient),
  'it dropped': () => undefined,
  'it 1 % too large': (gradient) => new GraphBuilder().mul(gradient, 1.01),
};

function errorOf(experiment: Experiment): number {
  const random = new Random('mutations');
  const program = compile(experiment, { steps: 10 });
  const state = randomState(program, random);
  return directionalError(program, randomFeeds(program.graphs.train!, random, CLASSES), state, random);
}

/** The primitives of the loss, by which gradients go back. */
const occurring = new Set(
  networks.flatMap((experiment) => {
    const { train } = compile(experiment, { steps: 10 }).graphs;
    return operationsOf([train!.outputs['loss']!]).map(({ primitive }) => primitive);
  }),
);
const differentiable = [...occurring].filter(({ gradient }) => gradient);

describe('the check of whole steps', () => {
  it('finds nothing wrong with the gradients as they are', () => {
    for (const network of networks) expect(errorOf(network)).toBeLessThan(TOLERANCE);
  });

  it('covers the primitives of a LeNet and of an angular ResNet', () => {
    const names = differentiable.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'conv',
        'matmul',
        'max_pool',
        'avg_pool',
        'batch_norm',
        'relu',
        'min',
        'mul',
        'add',
        'square',
        'sum',
        'rsqrt',
        'clip',
        'acos',
        'ln',
        'neg',
        'reshape',
        'select',
        'softmax_cross_entropy',
      ]),
    );
  });
});

describe.each(differentiable)('a mistake in the gradient of $name', (primitive) => {
  const { gradient } = primitive;
  const writable = primitive as { gradient: Primitive['gradient'] };
  afterEach(() => {
    writable.gradient = gradient;
  });

  it.each(Object.entries(mutations))('is noticed with %s', (_, mutate) => {
    for (const operand of operandsDifferentiated(primitive)) {
      writable.gradient = (context: GradientContext<Attributes>) =>
        gradient!(context).map((one, index) => (one && index === operand ? mutate(one) : one));
      const worst = networks.map(errorOf);
      expect(
        worst.some((error) => !(error < TOLERANCE)),
        `operand ${operand}`,
      ).toBe(true);
    }
  });
});

/** The operands of a primitive that a weight lies behind somewhere in the networks. */
function operandsDifferentiated(primitive: Primitive): number[] {
  const found = new Set<number>();
  for (const experiment of networks) {
    const { train } = compile(experiment, { steps: 10 }).graphs;
    const varying = new Set<Value>();
    for (const operation of operationsOf([train!.outputs['loss']!])) {
      const isWeight = operation.primitive.name === 'state';
      if (!isWeight && !operation.inputs.some((input) => varying.has(input))) continue;
      for (const result of operation.results) varying.add(result);
      if (operation.primitive !== primitive) continue;
      operation.inputs.forEach((input, index) => varying.has(input) && found.add(index));
    }
  }
  return [...found].filter((operand) => !isCondition(primitive, operand));
}

/** A condition varies with the weights, but has no gradient. */
function isCondition(primitive: Primitive, operand: number): boolean {
  return primitive.name === 'select' && operand === 0;
}

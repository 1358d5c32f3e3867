import type { Program } from '../../../compiler/graph/graph.js';
import { evaluateGraph } from '../../../runtime/engines/reference/evaluate.js';
import { Random } from '../primitives/random.js';
import type { Numbers } from '../../support/random-state.js';

/** Of the gradient's norm; central differences of smooth functions in float64 are far better. */
export const TOLERANCE = 1e-6;

const STEP = 1e-5;

/**
 * How far the gradients by which a compiled training step moves the weights lie from central differences of its own
 * loss: the largest error over one random direction for each weight, and over one in which all weights move.
 * @param program compiled with plain gradient descent at rate 1, so that a step subtracts the gradient
 */
export function directionalError(program: Program, feeds: Numbers, state: Numbers, random: Random): number {
  const weights = program.state.filter(({ role }) => role === 'weight').map(({ name }) => name);
  const train = program.graphs.train!;
  const { updates } = evaluateGraph(train, feeds, state, []);
  const lossAt = (moved: Numbers): number => {
    const { outputs } = evaluateGraph({ ...train, updates: [] }, feeds, moved, ['loss']);
    return outputs['loss']![0]!;
  };
  const errors = [...weights.map((name) => [name]), weights].map((together) => {
    const directions = together.map((name) => unitVector(state[name]!.length, random));
    const move = (by: number): Numbers => ({
      ...state,
      ...Object.fromEntries(together.map((name, at) => [name, added(state[name]!, directions[at]!, by)])),
    });
    const expected = (lossAt(move(STEP)) - lossAt(move(-STEP))) / (2 * STEP);
    const gradients = together.map((name) => added(state[name]!, updates[name]!, -1));
    const actual = together.reduce((sum, _, at) => sum + dot(gradients[at]!, directions[at]!), 0);
    const scale = Math.max(1, ...gradients.map((gradient) => Math.sqrt(dot(gradient, gradient))));
    return Math.abs(actual - expected) / scale;
  });
  // Math.max keeps NaN, which no comparison lets pass.
  return Math.max(...errors);
}

function unitVector(length: number, random: Random): Float64Array {
  const vector = Float64Array.from({ length }, () => random.between(-1, 1));
  const norm = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / norm);
}

function added(a: Float64Array, b: Float64Array, factor: number): Float64Array {
  return a.map((value, index) => value + factor * b[index]!);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}

import * as p from '../primitives/index.js';
import type { ConvolutionAttributes, ConvolutionGradientAttributes } from '../primitives/convolution/convolution.js';
import type { AdamAttributes } from '../primitives/optimization/adam-update.js';
import type { MomentumAttributes } from '../primitives/optimization/momentum-update.js';
import type { AvgPoolGradientAttributes } from '../primitives/pooling/avg-pool-gradient.js';
import type { PoolAttributes } from '../primitives/pooling/pooling.js';
import { ElementwiseBuilder } from './elementwise-builder.js';
import type { Value } from './graph.js';
import { sameShape, sizeOf, type DType, type Shape, type TensorType } from './types.js';

/** What batch_norm keeps for its gradient. */
type Saved = readonly [mean: Value, variance: Value, workspace: Value];

/**
 * Every primitive as a method, for code that builds graphs; what they mean stands with the primitives. Methods that
 * would change nothing return their operand. All throw ShapeError when the primitive can't take the operands.
 */
export class GraphBuilder extends ElementwiseBuilder {
  input(name: string, { dtype, shape }: TensorType): Value {
    return this.apply(p.input, [], { name, dtype, shape });
  }

  state(name: string, { dtype, shape }: TensorType): Value {
    return this.apply(p.state, [], { name, dtype, shape });
  }

  /** The sum over ascending axes; `keep` leaves them as axes of size 1. */
  sum(x: Value, axes: readonly number[], keep = false): Value {
    return axes.length === 0 ? x : this.apply(p.sum, [x], { axes, keep });
  }

  /** The arithmetic mean over ascending axes. */
  mean(x: Value, axes: readonly number[], keep = false): Value {
    const count = sizeOf(axes.map((axis) => x.type.shape[axis]!));
    return axes.length === 0 ? x : this.mul(this.sum(x, axes, keep), 1 / count);
  }

  /** The greatest element along ascending axes. */
  maxReduce(x: Value, axes: readonly number[], keep = false): Value {
    return axes.length === 0 ? x : this.apply(p.maxReduce, [x], { axes, keep });
  }

  argmax(x: Value, axis: number): Value {
    return this.apply(p.argmax, [x], { axis });
  }

  broadcast(x: Value, shape: Shape): Value {
    return sameShape(x.type.shape, shape) ? x : this.apply(p.broadcast, [x], { shape });
  }

  reshape(x: Value, shape: Shape): Value {
    return sameShape(x.type.shape, shape) ? x : this.apply(p.reshape, [x], { shape });
  }

  transpose(x: Value, permutation: readonly number[]): Value {
    const same = permutation.length === x.type.shape.length && permutation.every((from, to) => from === to);
    return same ? x : this.apply(p.transpose, [x], { permutation });
  }

  /** `x` with numbers of zeros before and after it along each axis. */
  pad(x: Value, before: readonly number[], after: readonly number[]): Value {
    const none = before.length === x.type.shape.length && [...before, ...after].every((count) => count === 0);
    return none ? x : this.apply(p.pad, [x], { before, after });
  }

  slice(x: Value, begin: readonly number[], size: readonly number[]): Value {
    const whole = sameShape(x.type.shape, size) && begin.every((index) => index === 0);
    return whole ? x : this.apply(p.slice, [x], { begin, size });
  }

  concat(values: readonly Value[], axis: number): Value {
    return values.length === 1 ? values[0]! : this.apply(p.concat, values, { axis });
  }

  reverse(x: Value, axes: readonly number[]): Value {
    const turned = axes.filter((axis) => x.type.shape[axis] !== 1);
    return turned.length === 0 ? x : this.apply(p.reverse, [x], { axes: turned });
  }

  oneHot(indices: Value, depth: number, dtype: DType = 'f32'): Value {
    return this.apply(p.oneHot, [indices], { depth, dtype });
  }

  matmul(a: Value, b: Value, { transposeA = false, transposeB = false } = {}): Value {
    return this.apply(p.matmul, [a, b], { transpose_a: transposeA, transpose_b: transposeB });
  }

  conv(x: Value, filter: Value, attributes: ConvolutionAttributes): Value {
    return this.apply(p.conv, [x, filter], attributes);
  }

  /** `shape` is that of the images. */
  convInputGradient(dy: Value, filter: Value, attributes: ConvolutionGradientAttributes): Value {
    return this.apply(p.convInputGradient, [dy, filter], attributes);
  }

  /** `shape` is that of the filter. */
  convFilterGradient(x: Value, dy: Value, attributes: ConvolutionGradientAttributes): Value {
    return this.apply(p.convFilterGradient, [x, dy], attributes);
  }

  maxPool(x: Value, attributes: PoolAttributes): Value {
    return this.apply(p.maxPool, [x], attributes);
  }

  maxPoolGradient(x: Value, y: Value, dy: Value, attributes: PoolAttributes): Value {
    return this.apply(p.maxPoolGradient, [x, y, dy], attributes);
  }

  avgPool(x: Value, attributes: PoolAttributes): Value {
    return this.apply(p.avgPool, [x], attributes);
  }

  /** `shape` is that of the images. */
  avgPoolGradient(dy: Value, attributes: AvgPoolGradientAttributes): Value {
    return this.apply(p.avgPoolGradient, [dy], attributes);
  }

  softmax(logits: Value): Value {
    return this.apply(p.softmax, [logits], {});
  }

  /** The cross entropy of each example, [N]; the rows of targets sum to 1. */
  softmaxCrossEntropy(logits: Value, targets: Value): Value {
    return this.applyAll(p.softmaxCrossEntropy, [logits, targets], {})[0]!;
  }

  /** `variance` is the unbiased one. */
  batchNorm(
    x: Value,
    gamma: Value,
    beta: Value,
    epsilon: number,
  ): { readonly y: Value; readonly mean: Value; readonly variance: Value; readonly saved: Saved } {
    const [y, mean, variance, ...saved] = this.applyAll(p.batchNorm, [x, gamma, beta], { epsilon });
    return { y: y!, mean: mean!, variance: variance!, saved: saved as unknown as Saved };
  }

  batchNormGradient(
    dy: Value,
    x: Value,
    gamma: Value,
    saved: Saved,
    epsilon: number,
  ): { readonly dx: Value; readonly dgamma: Value; readonly dbeta: Value } {
    const [dx, dgamma, dbeta] = this.applyAll(p.batchNormGradient, [dy, x, gamma, ...saved], { epsilon });
    return { dx: dx!, dgamma: dgamma!, dbeta: dbeta! };
  }

  /** `step` is a scalar that is 1 at the first update. */
  adamUpdate(
    before: Record<'weight' | 'gradient' | 'm' | 'v' | 'learningRate' | 'step', Value>,
    attributes: AdamAttributes,
  ): { readonly weight: Value; readonly m: Value; readonly v: Value } {
    const { weight, gradient, m, v, learningRate, step } = before;
    const after = this.applyAll(p.adamUpdate, [weight, gradient, m, v, learningRate, step], attributes);
    return { weight: after[0]!, m: after[1]!, v: after[2]! };
  }

  momentumUpdate(
    before: Record<'weight' | 'gradient' | 'velocity' | 'learningRate', Value>,
    attributes: MomentumAttributes,
  ): { readonly weight: Value; readonly velocity: Value } {
    const { weight, gradient, velocity, learningRate } = before;
    const after = this.applyAll(p.momentumUpdate, [weight, gradient, velocity, learningRate], attributes);
    return { weight: after[0]!, velocity: after[1]! };
  }
}

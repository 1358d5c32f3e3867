import type { Operand } from '../evaluation/build-expression.js';
import { buildFunction } from '../evaluation/build-function.js';
import type { GraphBuilder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { LayerSite } from './layer.js';
import { averaged, corrected } from './running-average.js';

/** What an angular layer's output is made of. Everything broadcasts to the output. */
export interface AngularParts {
  /** The angle between input and filter, in [0, pi]. */
  readonly theta: Value;
  readonly cosine: Value;
  /** The angle function at theta. */
  readonly g: Value;
  /** The factor of g. */
  readonly magnitude: Operand;
  /** The norms of input and filter, epsilon inside the roots. */
  readonly norms: Norms;
}

interface Norms {
  x(): Value;
  w(): Value;
}

/** How an angular layer meets its filters, which stand along the last axis of their tensor. */
interface AngularProduct {
  readonly filter: Value;
  /** |x|² of the patch or vector, broadcastable to the output. */
  readonly inputEnergy: Value;
  /** x·w for filters of any length, in the shape of the output. */
  dot(filter: Value): Value;
}

/**
 * h(|x|, |w|) · g(theta) for theta = acos(x·w / (|x||w|)) (paper, equations 7 and 14; Decoupled Networks, equation 4).
 *
 * Epsilon stands inside the roots, so that a zero patch gives cosine 0 and theta = pi/2; the cosine is clipped
 * strictly inside ±1, where acos has finite slope. Filters are brought to length 1 before they meet the input and not
 * the products after it: then the gradient of their length is made from filters alone, without a pass over outputs.
 */
export function angularOutput(site: LayerSite, { filter, inputEnergy, dot }: AngularProduct): Value {
  const { b, annotations } = site;
  const { epsilon, clip } = annotations.norm;
  const filterEnergy = b.sum(
    b.square(filter),
    filter.type.shape.slice(1).map((_, axis) => axis),
  );
  const [xx, ww] = [b.add(inputEnergy, epsilon), b.add(filterEnergy, epsilon)];
  const cosine = b.div(dot(b.mul(filter, b.rsqrt(ww))), b.sqrt(xx));
  const theta = b.acos(b.clip(cosine, -1 + clip, 1 - clip));
  const g = angleValue(site, theta, cosine);
  const norms = { x: () => b.sqrt(xx), w: () => b.sqrt(ww) };
  const magnitude = magnitudeValue(site, norms);
  site.showAngle({ theta, cosine, g, magnitude, norms });
  return magnitude === 1 ? g : b.mul(g, magnitude);
}

function angleValue({ b, annotations, functionStorage }: LayerSite, theta: Value, cosine: Value): Value {
  const detached = annotations.grad === 'detached';
  const angle = detached ? b.stopGradient(theta) : theta;
  const g = buildFunction(b, annotations.angle, () => angle, functionStorage('angle'));
  // A function that is constant in the angle is still one number for every element.
  const value = b.broadcast(typeof g === 'number' ? b.constant(g) : g, theta.type.shape);
  return detached ? withGradientOf(b, value, cosine) : value;
}

/**
 * `value`, whose gradient is taken for that of `like`. The difference that carries the gradient is exactly 0.
 * @param value made of what `stopGradient` gives
 */
export function withGradientOf(b: GraphBuilder, value: Value, like: Value): Value {
  return b.add(value, b.sub(like, b.stopGradient(like)));
}

function magnitudeValue(site: LayerSite, norms: Norms): Operand {
  const { magnitude } = site.annotations;
  if (!magnitude) return 1;
  const variable = (name = 'x'): Value => {
    switch (name) {
      case 'x':
        return norms.x();
      case 'w':
        return norms.w();
      case 'mean_x':
        return meanNorm(site, norms.x());
      default:
        throw new Error(`no magnitude function has a variable ${name}`);
    }
  };
  return buildFunction(site.b, magnitude, variable, site.functionStorage('magnitude'));
}

/** As Decoupled Networks' public code has it; that doesn't correct the start of the average. */
const MEAN_NORM_DECAY = 0.999;

/**
 * E|x|, a scalar: in training the mean over the batch and all its patches, through which the gradient passes; in
 * evaluation the running average of it, 1 before the first step.
 */
function meanNorm(site: LayerSite, norm: Value): Value {
  const { b } = site;
  const name = 'magnitude.mean_x';
  const average = site.statistic(name, [], 0);
  if (site.mode === 'evaluate') return corrected(site, average, MEAN_NORM_DECAY, 1);
  const mean = b.mean(
    norm,
    norm.type.shape.map((_, axis) => axis),
  );
  site.updateStatistic(name, averaged(b, average, mean, MEAN_NORM_DECAY));
  return mean;
}

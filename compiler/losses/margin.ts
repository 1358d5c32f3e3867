import { buildFunction } from '../evaluation/build-function.js';
import type { MarginFunction } from '../evaluation/function-value.js';
import type { Value } from '../graph/graph.js';
import { withGradientOf, type AngularParts } from '../layers/angle.js';
import type { LossSite } from './loss.js';

/**
 * The outputs of an angular layer, [N, classes], with a margin's value in place of g(theta) for each example's own
 * class; the magnitude stays. With `@grad(detached)` the margin's gradient is that of the cosine, too.
 * @param oneHot 1 for the own class, [N, classes]
 */
export function withMargin(site: LossSite, margin: MarginFunction, oneHot: Value): Value {
  const { b, output, gradient } = site;
  const angle = site.angle;
  if (!angle) throw new Error('a margin stands over a layer without angles');
  const own = b.greater(oneHot, 0.5);
  // Other classes are left out before they are added up: theirs may be infinite.
  const ofOwn = (value: Value) => b.sum(b.select(own, b.broadcast(value, output.type.shape), 0), [1], true);
  const detached = gradient === 'detached';
  const seen = (value: Value) => (detached ? b.stopGradient(ofOwn(value)) : ofOwn(value));
  const variable = (name = 'theta') => (name === 'step' ? site.step : seen(variableOf(angle, name)));
  const built = buildFunction(b, margin, variable, site.functionStorage('margin'));
  const value = typeof built === 'number' ? b.constant(built) : built;
  const raised = detached ? withGradientOf(b, value, ofOwn(angle.cosine)) : value;
  return b.select(own, b.broadcast(b.mul(raised, angle.magnitude), output.type.shape), output);
}

function variableOf({ theta, g, norms }: AngularParts, name: string): Value {
  switch (name) {
    case 'theta':
      return theta;
    case 'g':
      return g;
    case 'x':
      return norms.x();
    case 'w':
      return norms.w();
    default:
      throw new Error(`no margin has a variable ${name}`);
  }
}

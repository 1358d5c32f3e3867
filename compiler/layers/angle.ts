import { buildAngleFunction } from '../evaluation/build-expression.js';
import type { Value } from '../graph/graph.js';
import type { LayerSite } from './layer.js';

/**
 * g(theta) for theta = acos(x·w / (|x||w|)) (paper, equations 7 and 14).
 *
 * Epsilon stands inside the roots, so that a zero patch gives cosine 0 and theta = pi/2; the cosine is clipped
 * strictly inside ±1, where acos has finite slope.
 * @param dot x·w, for each output
 * @param inputEnergy |x|² of the patch or vector, broadcastable to `dot`
 * @param filterEnergy |w|² of each filter, broadcastable to `dot`
 */
export function angularOutput(site: LayerSite, dot: Value, inputEnergy: Value, filterEnergy: Value): Value {
  const { b, annotations } = site;
  const { epsilon, clip } = annotations.norm;
  const byInput = b.mul(dot, b.rsqrt(b.add(inputEnergy, epsilon)));
  const cosine = b.mul(byInput, b.rsqrt(b.add(filterEnergy, epsilon)));
  const theta = b.acos(b.clip(cosine, -1 + clip, 1 - clip));
  return buildAngleFunction(b, annotations.angle, theta);
}

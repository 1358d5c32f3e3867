import type { Value } from '../graph/graph.js';
import { sizeOf, type Shape } from '../graph/types.js';
import { initialFilter } from './initial-filter.js';
import type { LayerSite } from './layer.js';

/** Keeps the direction of a filter of zeros finite; far below the rounding of any other. */
const TINY = 1e-12;

/**
 * The filters of a layer that multiplies by them as they are. Under `@weight_norm` each is gain · v/|v| (Salimans and
 * Kingma 2016, equation 2), where v is the weight called `filter`; the gain starts with the length that filters have on
 * average, so that the layer starts much as it would without.
 * @param shape [height, width, inputs, filters] or [inputs, filters]
 */
export function plainFilter(site: LayerSite, shape: Shape): Value {
  const { b, annotations } = site;
  const initial = initialFilter(site, shape);
  const filter = site.weight('filter', shape, initial);
  if (!annotations.weight_norm) return filter;
  const length = Math.sqrt(sizeOf(shape.slice(0, -1)) * initial.variance);
  const gain = site.weight('gain', [shape.at(-1)!], { kind: 'constant', value: length });
  const energy = b.sum(
    b.square(filter),
    shape.slice(1).map((_, axis) => axis),
  );
  return b.mul(filter, b.mul(gain, b.rsqrt(b.add(energy, TINY))));
}

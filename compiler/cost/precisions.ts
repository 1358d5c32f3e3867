import { cosineError, smallestAngle, type Product } from '../analysis/smallest-angle.js';
import type { FloatDType } from '../graph/types.js';
import { filterSize } from '../phases/3-expand/filter-size.js';
import type { LayerNode, Network } from '../phases/3-expand/network.js';

/** What a precision does to the angles of the layers that multiply in it. */
export interface AnglePrecision {
  readonly precision: FloatDType;
  /** How many angular layers. */
  readonly layers: number;
  /** How far a cosine near 1 may be off, in the layer where that is most. */
  readonly cosineError: number;
  /** Angles below it, in radians, can't be told from 0 in that layer. */
  readonly smallestAngle: number;
}

/** One entry for each precision that angular layers multiply in. */
export function anglePrecisions({ nodes }: Network): readonly AnglePrecision[] {
  const angular = nodes.filter(({ layer }) => layer.annotations.includes('angle'));
  return (['f32', 'bf16'] as const).flatMap((precision) => {
    const found = angular.filter(({ annotations }) => annotations.precision === precision);
    if (found.length === 0) return [];
    return {
      precision,
      layers: found.length,
      cosineError: Math.max(...found.map((node) => cosineError(productOf(node)))),
      smallestAngle: Math.max(...found.map((node) => smallestAngle(productOf(node), node.annotations.norm))),
    };
  });
}

/** How many layers multiply in bf16. */
export function bf16Layers({ nodes }: Network): number {
  const multiplies = ({ layer }: LayerNode) => layer.annotations.includes('init');
  return nodes.filter((node) => multiplies(node) && node.annotations.precision === 'bf16').length;
}

function productOf({ layer, args, inputs, shape, annotations: { precision } }: LayerNode): Product {
  const terms = filterSize(layer, args, inputs[0]?.shape, shape) / shape.at(-1)!;
  return { precision, terms, kept: layer.keepsProduct ?? false };
}

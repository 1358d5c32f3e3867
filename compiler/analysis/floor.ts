/** What keeps the angle of an angular layer away from 0 and pi: `@norm(eps: …, clip: …)`. */
export interface Norm {
  readonly epsilon: number;
  readonly clip: number;
}

/**
 * The smallest angle that a layer can see, whatever its input: that of the clipped cosine, acos(1 - clip). By symmetry
 * the largest is pi minus it.
 */
export function angleFloor({ clip }: Norm): number {
  // Engines compute with float32, the reference with float64: the smaller of the two holds for both.
  return Math.min(Math.acos(1 - clip), Math.acos(Math.fround(1 - clip)));
}

/**
 * The smallest angle between vectors of given norms, where eps inside of the roots makes the cosine of parallel ones
 * less than 1: cos theta = cos(atan(sqrt(eps)/|x|)) cos(atan(sqrt(eps)/|w|)).
 */
export function floorOfNorms({ epsilon }: Norm, x: number, w: number): number {
  const root = Math.sqrt(epsilon);
  return Math.acos(Math.cos(Math.atan(root / x)) * Math.cos(Math.atan(root / w)));
}

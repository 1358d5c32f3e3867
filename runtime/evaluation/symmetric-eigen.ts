/** Sweeps that are enough for any matrix of this size; ten are usual. */
const MAX_SWEEPS = 60;

export interface Eigen {
  /** Descending. */
  readonly values: readonly number[];
  /** The i-th belongs to the i-th value; of length 1. */
  readonly vectors: readonly Float64Array[];
}

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan, *Matrix
 * Computations*, section 8.5).
 * @param matrix [size, size], row-major
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = matrix.slice();
  const vectors = Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (__, j) => Number(i === j)),
  );
  for (let sweep = 0; sweep < MAX_SWEEPS && rotateAll(a, vectors, size); sweep++);
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => a[j * size + j]! - a[i * size + i]!);
  return { values: order.map((i) => a[i * size + i]!), vectors: order.map((i) => vectors[i]!) };
}

/** @returns whether anything was left to rotate away */
function rotateAll(a: Float64Array, vectors: readonly Float64Array[], size: number): boolean {
  let rotated = false;
  for (let p = 0; p < size; p++) {
    for (let q = p + 1; q < size; q++) {
      const [app, aqq, apq] = [a[p * size + p]!, a[q * size + q]!, a[p * size + q]!];
      if (Math.abs(apq) <= 2 ** -53 * Math.sqrt(Math.abs(app * aqq))) continue;
      rotated = true;
      const tau = (aqq - app) / (2 * apq);
      const t = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.hypot(1, tau));
      const cosine = 1 / Math.hypot(1, t);
      rotate(a, vectors, size, [p, q], [cosine, t * cosine]);
    }
  }
  return rotated;
}

function rotate(
  a: Float64Array,
  vectors: readonly Float64Array[],
  size: number,
  [p, q]: readonly [number, number],
  [cosine, sine]: readonly [number, number],
): void {
  const turn = (array: Float64Array, i: number, other: Float64Array, j: number) => {
    const [x, y] = [array[i]!, other[j]!];
    array[i] = cosine * x - sine * y;
    other[j] = sine * x + cosine * y;
  };
  for (let k = 0; k < size; k++) turn(a, k * size + p, a, k * size + q);
  for (let k = 0; k < size; k++) turn(a, p * size + k, a, q * size + k);
  for (let k = 0; k < size; k++) turn(vectors[p]!, k, vectors[q]!, k);
}

import { stream } from '../random/index.js';
import { symmetricEigen } from './symmetric-eigen.js';

/** Vectors as rows, [count, size], row-major. */
export interface Rows {
  readonly data: Float64Array;
  readonly count: number;
  readonly size: number;
}

export interface LeadingDirections {
  /** The largest eigenvalues of the second moments XᵀX / count, descending. */
  readonly values: readonly number[];
  /** Their unit eigenvectors; the largest component of each is positive. */
  readonly directions: readonly Float64Array[];
  /** The sum of all eigenvalues: the mean square length of the rows. */
  readonly total: number;
}

/** Directions that are followed beside the wanted ones, so that these converge fast. */
const GUARD = 4;
const MAX_ITERATIONS = 500;
/** Relative change of the wanted eigenvalues at which they are as good as float64 has them. */
const CONVERGED = 1e-14;

/**
 * The directions along which vectors are longest: the first eigenvectors of their uncentred second moments. Centre
 * them first for principal components.
 *
 * Found by subspace iteration with a Rayleigh-Ritz step (Saad, *Numerical Methods for Large Eigenvalue Problems*, section
 * 5.2), which takes only products with the matrix. Where there are fewer vectors than components, the matrix XXᵀ is
 * smaller and has the same eigenvalues.
 */
export function leadingDirections(rows: Rows, wanted: number): LeadingDirections {
  const { count, size } = rows;
  const dual = count < size;
  const order = dual ? count : size;
  const matrix = dual ? productsOfRows(rows) : productsOfColumns(rows);
  let total = 0;
  for (let i = 0; i < order; i++) total += matrix[i * order + i]!;
  const { values, vectors } = leadingEigen(matrix, order, Math.min(wanted, order));
  const directions = vectors.map((vector) => pointed(dual ? throughRows(rows, vector) : vector));
  return { values: values.map((value) => Math.max(0, value) / count), directions, total: total / count };
}

/** XᵀX */
function productsOfColumns({ data, count, size }: Rows): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < count; row++) {
    const x = data.subarray(row * size, (row + 1) * size);
    for (let i = 0; i < size; i++) {
      const factor = x[i]!;
      if (factor === 0) continue;
      for (let j = 0; j <= i; j++) matrix[i * size + j]! += factor * x[j]!;
    }
  }
  return mirrored(matrix, size);
}

/** XXᵀ */
function productsOfRows({ data, count, size }: Rows): Float64Array {
  const matrix = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += data[i * size + k]! * data[j * size + k]!;
      matrix[i * count + j] = sum;
    }
  }
  return mirrored(matrix, count);
}

/** Copies the lower triangle to the upper one. */
function mirrored(matrix: Float64Array, size: number): Float64Array {
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) matrix[j * size + i] = matrix[i * size + j]!;
  return matrix;
}

function leadingEigen(matrix: Float64Array, size: number, wanted: number) {
  let basis = startingBasis(size, Math.min(size, wanted + GUARD));
  let before: readonly number[] = [];
  for (let iteration = 0; ; iteration++) {
    orthonormalize(basis);
    const images = basis.map((vector) => times(matrix, size, vector));
    const small = Float64Array.from(basis.flatMap((vector) => images.map((image) => dot(vector, image))));
    const { values, vectors } = symmetricEigen(small, basis.length);
    const change = values
      .slice(0, wanted)
      .map((value, i) => Math.abs(value - (before[i] ?? Infinity)) / (values[0]! || 1));
    if (iteration === MAX_ITERATIONS || change.every((one) => one <= CONVERGED)) {
      return { values: values.slice(0, wanted), vectors: vectors.slice(0, wanted).map((mix) => mixed(basis, mix)) };
    }
    before = values;
    basis = vectors.map((mix) => mixed(images, mix));
  }
}

/** The same for equal sizes, so that equal features give equal bits. */
function startingBasis(size: number, count: number): Float64Array[] {
  const noise = new Float32Array(size * count);
  stream(0, 'init', 'leading directions').normal(noise, 0);
  return Array.from({ length: count }, (_, i) => Float64Array.from(noise.subarray(i * size, (i + 1) * size)));
}

/** Gram and Schmidt's way, twice, which is as exact as Householder's. What depends on others becomes 0. */
function orthonormalize(basis: readonly Float64Array[]): void {
  basis.forEach((vector, index) => {
    const before = Math.sqrt(dot(vector, vector));
    for (const _ of [1, 2]) for (const other of basis.slice(0, index)) add(vector, other, -dot(vector, other));
    const length = Math.sqrt(dot(vector, vector));
    const scale = length > before * 1e-14 ? 1 / length : 0;
    for (let i = 0; i < vector.length; i++) vector[i]! *= scale;
  });
}

function times(matrix: Float64Array, size: number, vector: Float64Array): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => dot(matrix.subarray(i * size, (i + 1) * size), vector));
}

function mixed(vectors: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(vectors[0]!.length);
  vectors.forEach((vector, i) => add(sum, vector, weights[i]!));
  return sum;
}

/** Xᵀu, of length 1: an eigenvector of XᵀX where u is one of XXᵀ. */
function throughRows({ data, count, size }: Rows, u: Float64Array): Float64Array {
  const sum = new Float64Array(size);
  for (let row = 0; row < count; row++) add(sum, data.subarray(row * size, (row + 1) * size), u[row]!);
  const length = Math.sqrt(dot(sum, sum)) || 1;
  return sum.map((value) => value / length);
}

/** An eigenvector may have either sign: this one's largest component is positive. */
function pointed(vector: Float64Array): Float64Array {
  const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return largest < 0 ? vector.map((value) => -value) : vector;
}

function add(target: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * vector[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/**
 * How far engines may lie from the reference engine: the largest difference in a tensor, relative to its largest
 * number (or 1). Float32 rounds to 6e-8.
 */
export interface Tolerance {
  /** Of results, updates, and outputs in evaluation. */
  readonly forward: number;
  readonly gradient: number;
}

/** Nothing is computed, or nothing that float32 has to round. */
const EXACT: Tolerance = { forward: 0, gradient: 0 };
/**
 * Of sums over what was broadcast or overlaps: some hundred terms whose sum may be far smaller than they are, and which
 * wasm adds up one after another.
 */
const OVER_COPIES = 3e-5;
/** Results are picked, not computed. */
const PICKED: Tolerance = { forward: 0, gradient: OVER_COPIES };
/** One rounding, of operands that broadcast. */
const BROADCAST: Tolerance = { forward: 1e-6, gradient: OVER_COPIES };
/** A few roundings, or a function whose library or polynomial errs in the last digits. */
const ROUNDED: Tolerance = { forward: 1e-6, gradient: 5e-6 };
/** Sums of up to some thousand terms, in any order. */
const SUMMED: Tolerance = { forward: 5e-6, gradient: OVER_COPIES };
/** Of few numbers the variance may be nearly 0, and dividing by its root multiplies the rounding of what is left. */
const NORMALIZED: Tolerance = { forward: 1e-5, gradient: 5e-5 };
/**
 * A cosine is rounded to 6e-8. Next to ±1 the angle moves 1 / sin(theta) times as far, and the slopes of the logarithm
 * and the inverse near 0 multiply that again.
 */
const ANGULAR: Tolerance = { forward: 2e-5, gradient: 5e-4 };

function all(tolerance: Tolerance, ...names: readonly string[]): Record<string, Tolerance> {
  return Object.fromEntries(names.map((name) => [name, tolerance]));
}

/** Every primitive. */
export const primitiveTolerances: Readonly<Record<string, Tolerance>> = {
  ...all(EXACT, 'input', 'state', 'constant', 'stop_gradient', 'cast', 'one_hot', 'argmax'),
  ...all(EXACT, 'neg', 'abs', 'sign', 'floor', 'relu', 'not', 'and', 'or'),
  ...all(EXACT, 'less', 'less_equal', 'greater', 'greater_equal', 'equal', 'not_equal'),
  ...all(EXACT, 'reshape', 'transpose', 'pad', 'slice', 'concat', 'reverse'),
  ...all(PICKED, 'min', 'max', 'select', 'broadcast', 'max_reduce', 'max_pool'),
  ...all(BROADCAST, 'add', 'sub', 'mul', 'div', 'pow'),
  ...all(ROUNDED, 'square', 'sqrt', 'rsqrt', 'reciprocal', 'clip'),
  ...all(ROUNDED, 'exp', 'expm1', 'ln', 'ln1p', 'sin', 'cos', 'tan', 'acos', 'asin', 'atan', 'tanh', 'sigmoid'),
  ...all(ROUNDED, 'adam_update', 'momentum_update'),
  ...all(SUMMED, 'sum', 'matmul', 'conv', 'conv_input_gradient', 'conv_filter_gradient'),
  ...all(SUMMED, 'avg_pool', 'avg_pool_gradient', 'max_pool_gradient', 'softmax', 'softmax_cross_entropy'),
  ...all(NORMALIZED, 'batch_norm', 'batch_norm_gradient'),
};

/** Every layer. */
export const layerTolerances: Readonly<Record<string, Tolerance>> = {
  ...all(EXACT, 'input', 'relu', 'flatten'),
  ...all(PICKED, 'maxpool'),
  ...all(SUMMED, 'conv', 'fc', 'prelu', 'avgpool', 'dropout', 'concat'),
  // Their branches hold batch normalization.
  ...all(NORMALIZED, 'bn', 'layernorm', 'add', 'multiply'),
  ...all(ANGULAR, 'angconv', 'angfc'),
};

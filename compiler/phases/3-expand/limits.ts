/** Bounds on what a spec may ask for, so that a slip (`repeat 1e9`) is a message and not a hang. */
export const limits = {
  repeats: 100_000,
  layers: 20_000,
  /** Statements and braces that are gone through while a model is unrolled, whether or not layers come of them. */
  statements: 100_000,
  /** Cells of one ablation, edits on its axes, and seeds for each cell. */
  cells: 10_000,
  edits: 10_000,
  seeds: 1_000,
  /** Elements of one example's activation, or of one weight. */
  elements: 2 ** 31 - 1,
  /** Elements of all filters of a model together: 64 GiB. */
  weights: 2 ** 34,
} as const;

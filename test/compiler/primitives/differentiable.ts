const exceptions: Readonly<Record<string, readonly (readonly number[])[]>> = {
  // Each alone, and both together.
  softmax_cross_entropy: [[0], [1], [0, 1]],
  // Differentiation is told that it is a constant; differences see that it isn't.
  stop_gradient: [],
};

/** Sets of results that a scalar may depend on and be differentiated through. */
export function differentiableResults(name: string): readonly (readonly number[])[] {
  return exceptions[name] ?? [[0]];
}

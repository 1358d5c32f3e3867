/**
 * Corrects the probabilities of several tests so that the chance of calling any difference one that is none stays that
 * of a single test (S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", 1979).
 * @returns one a test, in the same order
 */
export function holm(probabilities: readonly number[]): readonly number[] {
  const order = probabilities.map((_, index) => index).sort((a, b) => probabilities[a]! - probabilities[b]!);
  const adjusted: number[] = [];
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, Math.min(1, (order.length - rank) * probabilities[index]!));
    adjusted[index] = largest;
  });
  return adjusted;
}

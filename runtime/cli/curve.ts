/** Braille characters have two columns and four rows of dots; these are the bits of each. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];
const BLANK = 0x2800;

/**
 * Draws values at equal steps as a line of dots, `rows` lines of two values a character.
 * @param values not finite ones leave a gap
 * @param range what the lowest and the highest line stand for
 */
export function drawCurve(values: readonly number[], rows: number, [least, most]: readonly [number, number]): string[] {
  const columns = Math.ceil(values.length / 2);
  const cells = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  const height = rows * 4 - 1;
  const level = (value: number) => Math.round(((most - value) / (most - least || 1)) * height);
  let previous: number | undefined;
  values.forEach((value, i) => {
    const here = Number.isFinite(value) && value >= least && value <= most ? level(value) : undefined;
    if (here !== undefined) {
      // A steep line is drawn through all the levels that it passes.
      const from = previous === undefined ? here : previous + Math.sign(here - previous);
      for (let dot = Math.min(from, here); dot <= Math.max(from, here); dot++) {
        cells[dot >> 2]![i >> 1]! |= DOTS[dot & 3]![i & 1]!;
      }
    }
    previous = here;
  });
  return cells.map((line) => line.map((bits) => String.fromCodePoint(BLANK + bits)).join(''));
}

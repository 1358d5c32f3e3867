/** Generated sequences of tokens. */
import * as fc from 'fast-check';

/** A token; one that begins with the mark stands right behind the one before it. */
export type Tokens = readonly string[];
export const glue = '\u0001';

export const name = fc.constantFrom(
  'a',
  'b',
  'width',
  'stage1',
  'conv',
  'angconv',
  'relu',
  'x',
  'Net',
  'model',
  'angle',
  'block',
  'rows',
  'set',
  'state',
  'min',
  'of',
);
export const label = fc.constantFrom('main', 'shortcut', 'stem', 'q');
const number = fc.constantFrom('0', '128', '0.5', '5e-4', '0.3rad', '28.6deg', '47%', '1e9');
export const atom = fc.oneof(
  number,
  name,
  fc.constantFrom('3x3', '5x1', 'true', 'false', '"./a.ang"', '"a \\" b"', 'in'),
);

export function tokens(...parts: (string | Tokens)[]): Tokens {
  return parts.flat();
}

/** Items with commas between them and sometimes behind the last. */
function separated(items: readonly Tokens[], trailing: boolean): Tokens {
  const all = items.flatMap((item, i) => (i === 0 ? [...item] : [',', ...item]));
  return trailing && items.length > 0 ? [...all, ','] : all;
}

export function list(item: fc.Arbitrary<Tokens>, maxLength = 3): fc.Arbitrary<Tokens> {
  return fc.tuple(fc.array(item, { maxLength }), fc.boolean()).map(([items, trailing]) => separated(items, trailing));
}

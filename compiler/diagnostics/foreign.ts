/**
 * What people write who come from other libraries, and what to write here instead. The answers are hints: they stand
 * beside a message that says what is wrong.
 */
import type { Advice } from './foreign/advice.js';
import { ARGUMENTS } from './foreign/arguments.js';
import { CONSTRUCTS } from './foreign/constructs.js';
import { FIELDS } from './foreign/fields.js';
import { ANGLES, FUNCTIONS, MAGNITUDES, MARGINS } from './foreign/functions.js';
import { LAYERS } from './foreign/layers.js';
import { NAMES, TYPES } from './foreign/names.js';
import { WORDS } from './foreign/words.js';

export type { Advice } from './foreign/advice.js';

const TABLES = {
  layer: LAYERS,
  argument: ARGUMENTS,
  construct: CONSTRUCTS,
  field: FIELDS,
  function: FUNCTIONS,
  angle: ANGLES,
  magnitude: MAGNITUDES,
  margin: MARGINS,
  type: TYPES,
  name: NAMES,
  word: WORDS,
};

/** Where a foreign name stands. */
export type Position = keyof typeof TABLES;

/** By position, the answers by name and by the name's letters. */
const LOOKUP = new Map(
  Object.entries(TABLES).map(([position, table]) => {
    const entries = Object.entries<string | Advice>(table);
    // Of several names with the same letters the first counts.
    const byLetters = new Map(entries.toReversed().map(([name, advice]) => [lettersOf(name), advice]));
    return [position, { byName: new Map(entries), byLetters }] as const;
  }),
);

/** A name without what libraries differ in: `leaky_relu` and `LeakyReLU` are one. */
function lettersOf(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** The answer to a name of another library, or undefined. Capitals and `_` count only where a table has the name with them. */
export function foreignAdvice(position: Position, name: string): Advice | undefined {
  const table = LOOKUP.get(position);
  const found = table?.byName.get(name) ?? table?.byLetters.get(lettersOf(name));
  return typeof found === 'string' ? { hint: found } : found;
}

/** The answer to a named argument of another library. @param parameters of the construct */
export function foreignArgument(construct: string, name: string, parameters: readonly string[]): Advice | undefined {
  const own = foreignAdvice('argument', `${construct}.${name}`);
  const fits = own?.beside === undefined || parameters.includes(own.beside);
  const advice = (fits ? own : undefined) ?? foreignAdvice('argument', name);
  return advice?.spelling === undefined || parameters.includes(advice.spelling) ? advice : { hint: advice.hint };
}

/** Every name of other libraries that there is an answer to, for documents. */
export function foreignNames(): readonly {
  readonly position: Position;
  readonly name: string;
  readonly hint: string;
}[] {
  return Object.entries(TABLES).flatMap(([position, table]) =>
    Object.entries<string | Advice>(table).map(([name, advice]) => ({
      position: position as Position,
      name,
      hint: typeof advice === 'string' ? advice : advice.hint,
    })),
  );
}

/** Generated programs: token sequences of the language with random white space and comments between the tokens. */
import * as fc from 'fast-check';
import { declaration, edition, importLine } from './programs/declarations.js';
import { glue } from './programs/tokens.js';

const blank = fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', '\n\n\n  ', '\t', '\r\n');
const commented = fc.constantFrom('// c', '//', '//// four', '// { ( "', '/// doc');
const gap = fc.oneof(
  { weight: 12, arbitrary: blank },
  {
    weight: 1,
    arbitrary: fc.tuple(blank, commented, fc.constantFrom('\n', '\n\n', '\r\n')).map((all) => all.join('')),
  },
);

/** A whole program; some on one line a statement, some with comments at any place. */
export const program: fc.Arbitrary<string> = fc
  .tuple(
    fc.option(edition),
    fc.array(importLine, { maxLength: 2 }),
    fc.array(declaration, { maxLength: 3 }),
    fc.array(gap, { minLength: 1, maxLength: 40 }),
    fc.boolean(),
  )
  .map(([year, imports, declarations, gaps, mark]) => {
    const all = [...(year ?? []), ...imports.flat(), ...declarations.flat()];
    const pieces = all.map((token, i) =>
      token.startsWith(glue) ? token.slice(glue.length) : gaps[i % gaps.length]! + token,
    );
    return (mark ? '\ufeff' : '') + pieces.join('') + gaps[all.length % gaps.length]!;
  });

export { expression } from './programs/expressions.js';
export { statement } from './programs/statements.js';

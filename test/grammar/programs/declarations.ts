import * as fc from 'fast-check';
import { experiment, ablation } from './experiments.js';
import { expression } from './expressions.js';
import { annotations, body } from './statements.js';
import { list, name, tokens, type Tokens } from './tokens.js';

/** A word and what follows it, or nothing. */
function clause(word: string, content: fc.Arbitrary<Tokens>): fc.Arbitrary<Tokens> {
  return fc.option(content).map((value) => (value === null ? [] : tokens(word, value)));
}

const variable = fc.tuple(name, fc.constantFrom('real', 'rad')).map(([key, type]) => tokens(key, ':', type));
const parameter = fc
  .tuple(name, fc.constantFrom('int', 'rad'), clause('=', expression))
  .map(([key, type, value]) => tokens(key, ':', type, value));
/** What is learned or moves along starts somewhere. */
const started = fc
  .tuple(name, fc.constantFrom('real', 'rad'), expression)
  .map(([key, type, value]) => tokens(key, ':', type, '=', value));
const learned = fc
  .tuple(started, clause('per', fc.constant(['filter'])), clause('min', expression), fc.boolean())
  .map(([head, per, min, swap]) => tokens('learn', head, swap ? min : per, swap ? per : min));
const moving = fc.tuple(started, expression).map(([head, update]) => tokens('state', head, 'then', update));
const parameters = list(parameter).map((items) => tokens('(', items, ')'));

const binding = fc.tuple(name, expression).map(([key, value]) => tokens('let', key, '=', value));
const functionHead = fc.oneof(
  fc.tuple(fc.constant('angle'), fc.array(variable, { minLength: 1, maxLength: 1 })),
  fc.tuple(fc.constantFrom('magnitude', 'margin'), fc.array(variable, { minLength: 1, maxLength: 3 })),
);
const functionDeclaration = fc
  .tuple(
    functionHead,
    name,
    list(fc.oneof(parameter, learned, moving), 3),
    fc.array(binding, { maxLength: 2 }),
    expression,
  )
  .map(([[kind, variables], key, ps, lets, value]) => {
    const all = variables.flatMap((part, i) => (i === 0 ? [...part] : [',', ...part]));
    return tokens(kind, key, '(', all, ps.length === 0 ? [] : [';', ...ps], ')', lets.flat(), '=', value);
  });

/** Any declaration. */
export const declaration = fc.oneof(
  fc
    .tuple(fc.constantFrom('model', 'block'), name, fc.option(parameters), annotations, body)
    .map(([kind, key, ps, notes, b]) => tokens(kind, key, ps ?? [], notes, b)),
  functionDeclaration,
  experiment,
  ablation,
);

/** `edition 2026` */
export const edition = fc.constant(tokens('edition', '2026'));

/** `import { a } from "./a.ang"` */
export const importLine = list(name.map((text) => [text])).map((names) =>
  tokens('import', '{', names, '}', 'from', '"./a.ang"'),
);

import * as fc from 'fast-check';
import { accesses, args, expression } from './expressions.js';
import { annotation } from './statements.js';
import { glue, label, list, name, tokens, type Tokens } from './tokens.js';

const word = fc.oneof(name, label, fc.constantFrom('if', 'profile', 'vary', 'expect', 'zip', 'replace', 'columns'));
const path = fc.tuple(name, fc.option(accesses)).map(([start, rest]) => tokens(start, rest ?? []));
const paths = list(path).map((items) => tokens('[', items, ']'));
const selector = fc.oneof(
  path,
  paths,
  fc.oneof(path, paths).map((inner) => tokens('optional', `${glue}(`, inner, ')')),
);
const target = fc
  .tuple(
    word,
    fc.option(accesses),
    fc.option(fc.tuple(fc.constantFrom('scale', 'if'), fc.option(fc.constantFrom('eps', 'set')))),
  )
  .map(([start, rest, note]) => {
    const argument = note?.[1] == null ? [] : [`${glue}.`, note[1]];
    return tokens(start, rest ?? [], note === null ? [] : [`${glue}@`, note[0], ...argument]);
  });

const fieldEdit = fc.tuple(target, expression).map(([what, value]) => tokens(what, ':', value));
const edit = fc.oneof(
  fieldEdit,
  fc
    .tuple(selector, fc.array(annotation, { minLength: 1, maxLength: 2 }))
    .map(([which, notes]) => tokens('set', which, notes.flat())),
  fc
    .tuple(selector, name, fc.option(args))
    .map(([which, kind, values]) => tokens('replace', which, 'with', kind, values ?? [])),
);
/** `zip: 3` is no edit between the braces of an ablation, where the word begins an item of its own. */
const ablationWords: readonly string[] = ['vary', 'expect', 'zip', 'rows', 'columns'];
const ownEdit = edit.filter(([start = '', next]) => !(ablationWords.includes(start) && next === ':'));
const edits = fc.array(edit, { maxLength: 3 }).map((all) => tokens('{', all.flat(), '}'));

const profile = fc.tuple(name, edits).map(([key, content]) => tokens('profile', key, content));
const vary = fc.tuple(target, list(expression)).map(([what, values]) => tokens('vary', what, ':', '[', values, ']'));
const groupName = fc.oneof(name, label, fc.constantFrom('"a name"', '"5 %"'));
const groups = fc
  .tuple(fc.constantFrom('rows', 'columns'), fc.array(fc.tuple(groupName, edits), { maxLength: 3 }))
  .map(([axis, all]) =>
    tokens(
      axis,
      '{',
      all.flatMap(([key, content]) => [key, ':', ...content]),
      '}',
    ),
  );
const expectation = fc
  .tuple(fc.constantFrom('accuracy', 'loss', 'if'), expression, fc.boolean())
  .map(([metric, values, source]) => tokens('expect', metric, values, source ? ['from', '"Table 1"'] : []));

function item(...kinds: fc.Arbitrary<Tokens>[]): fc.Arbitrary<Tokens> {
  return fc.array(fc.oneof(...kinds), { maxLength: 4 }).map((all) => tokens('{', all.flat(), '}'));
}

const field = fc.tuple(word, expression).map(([key, value]) => tokens(key, ':', value));

/** `experiment Digits { batch: 3  profile quick { … } }` */
export const experiment = fc
  .tuple(name, item(field, field, profile))
  .map(([key, content]) => tokens('experiment', key, content));

const zip = fc.array(vary, { maxLength: 3 }).map((all) => tokens('zip', '{', all.flat(), '}'));

/** `ablation Sizes of Digits { vary batch: [1, 2] }` */
export const ablation = fc
  .tuple(name, name, item(ownEdit, vary, zip, groups, expectation))
  .map(([key, of, content]) => tokens('ablation', key, 'of', of, content));

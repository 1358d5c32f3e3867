import * as fc from 'fast-check';
import { args, expression } from './expressions.js';
import { label, name, tokens, type Tokens } from './tokens.js';

/** `@angle(log)` */
export const annotation = fc
  .oneof(fc.tuple(fc.constantFrom('angle', 'scale'), args), fc.tuple(fc.constantFrom('if', 'freeze'), fc.option(args)))
  .map(([what, a]) => tokens('@', what, a ?? []));
export const annotations = fc.array(annotation, { maxLength: 2 }).map((all) => all.flat());
const labelled = fc.option(label).map((text) => (text === null ? [] : [text, ':']));

export const { body, statement } = fc.letrec<{ body: Tokens; statement: Tokens; arms: Tokens }>((tie) => ({
  body: fc
    .array(tie('statement') as fc.Arbitrary<Tokens>, { maxLength: 3 })
    .map((statements) => tokens('{', statements.flat(), '}')),
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .tuple(labelled, name, fc.option(args), annotations, fc.option(fc.constantFrom('a', 'in')))
      .map(([l, call, a, notes, from]) => tokens(l, call, a ?? [], notes, from === null ? [] : ['from', from])),
    fc.tuple(name, expression).map(([key, value]) => tokens('let', key, '=', value)),
    fc
      .tuple(
        labelled,
        fc.constantFrom('add', 'concat', 'multiply'),
        fc.array(fc.tuple(labelled, tie('body') as fc.Arbitrary<Tokens>), { maxLength: 3 }),
        annotations,
      )
      .map(([l, what, branches, notes]) => tokens(l, what, '{', branches.flat(2) as string[], '}', notes)),
    fc
      .tuple(labelled, expression, fc.option(name), tie('body') as fc.Arbitrary<Tokens>, annotations)
      .map(([l, n, as, b, notes]) => tokens(l, 'repeat', n, as === null ? [] : ['as', as], b, notes)),
    tie('arms') as fc.Arbitrary<Tokens>,
  ),
  arms: fc
    .tuple(
      expression,
      tie('body') as fc.Arbitrary<Tokens>,
      fc.option(fc.oneof(tie('body') as fc.Arbitrary<Tokens>, tie('arms') as fc.Arbitrary<Tokens>), { freq: 1 }),
    )
    .map(([c, b, rest]) => tokens('if', c, b, rest === null ? [] : ['else', ...rest])),
}));

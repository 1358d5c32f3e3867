import * as fc from 'fast-check';
import { atom, glue, list, name, tokens, type Tokens } from './tokens.js';

const generated = fc.letrec<{
  expression: Tokens;
  operation: Tokens;
  operand: Tokens;
  argument: Tokens;
  args: Tokens;
  accesses: Tokens;
}>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('operation'),
    fc
      .tuple(tie('operation'), tie('operation'), tie('expression'))
      .map(([a, b, c]) => tokens('if', a, 'then', b, 'else', c)),
  ),
  operation: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('operand'),
    fc
      .tuple(tie('operand'), fc.constantFrom('+', '-', '*', '/', '^', 'or', 'and'), tie('operand'))
      .map(([a, o, b]) => tokens(a, o, b)),
    fc
      .tuple(tie('operand'), fc.constantFrom('==', '!=', '<', '<=', '>', '>='), tie('operand'))
      .map(([a, o, b]) => tokens('(', a, o, b, ')')),
  ),
  operand: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom.map((text) => [text]),
    tie('operand').map((a) => tokens('-', a)),
    tie('operand').map((a) => tokens('(', 'not', a, ')')),
    tie('expression').map((a) => tokens('(', a, ')')),
    fc.tuple(name, tie('args')).map(([callee, a]) => tokens(callee, a)),
    list(tie('expression') as fc.Arbitrary<Tokens>).map((items) => tokens('[', items, ']')),
    fc.tuple(name, tie('accesses')).map(([a, b]) => tokens(a, b)),
  ),
  accesses: fc
    .array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        name.map((text) => ['.', text]),
        fc.constant([`${glue}.0`]),
        fc.constant([`${glue}[`, '*', ']']),
        (tie('expression') as fc.Arbitrary<Tokens>).map((index) => tokens(`${glue}[`, index, ']')),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((all) => all.flat()),
  argument: fc
    .tuple(fc.option(fc.constantFrom('stride', 'on', 'if', 'angle')), tie('expression'))
    .map(([key, value]) => (key === null ? value : tokens(key, ':', value))),
  args: list(tie('argument') as fc.Arbitrary<Tokens>).map((items) => tokens(`${glue}(`, items, ')')),
}));

export const { expression, args, accesses } = generated;

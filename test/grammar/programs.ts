/** Generated programs: token sequences of the language with random white space and comments between the tokens. */
import * as fc from 'fast-check';

/** A token; one that begins with the mark stands right behind the one before it. */
type Tokens = readonly string[];
const glue = '\u0001';

const name = fc.constantFrom(
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
);
const label = fc.constantFrom('main', 'shortcut', 'stem', 'q');
const number = fc.constantFrom('0', '128', '0.5', '5e-4', '0.3rad', '28.6deg', '47%', '1e9');
const atom = fc.oneof(number, name, fc.constantFrom('3x3', '5x1', 'true', 'false', '"./a.ang"', '"a \\" b"', 'in'));

function tokens(...parts: (string | Tokens)[]): Tokens {
  return parts.flat();
}

/** Items with commas between them and sometimes behind the last. */
function separated(items: readonly Tokens[], trailing: boolean): Tokens {
  const all = items.flatMap((item, i) => (i === 0 ? [...item] : [',', ...item]));
  return trailing && items.length > 0 ? [...all, ','] : all;
}

function list(item: fc.Arbitrary<Tokens>, maxLength = 3): fc.Arbitrary<Tokens> {
  return fc.tuple(fc.array(item, { maxLength }), fc.boolean()).map(([items, trailing]) => separated(items, trailing));
}

const { expression, args } = fc.letrec<{
  expression: Tokens;
  operation: Tokens;
  operand: Tokens;
  argument: Tokens;
  args: Tokens;
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
    fc.tuple(name, name).map(([a, b]) => tokens(a, '.', b)),
  ),
  argument: fc
    .tuple(fc.option(fc.constantFrom('stride', 'on', 'if', 'angle')), tie('expression'))
    .map(([key, value]) => (key === null ? value : tokens(key, ':', value))),
  args: list(tie('argument') as fc.Arbitrary<Tokens>).map((items) => tokens(`${glue}(`, items, ')')),
}));

const annotation = fc
  .tuple(fc.constantFrom('angle', 'scale', 'if', 'freeze'), fc.option(args))
  .map(([what, a]) => tokens('@', what, a ?? []));
const annotations = fc.array(annotation, { maxLength: 2 }).map((all) => all.flat());
const labelled = fc.option(label).map((text) => (text === null ? [] : [text, ':']));

const { body, statement } = fc.letrec<{ body: Tokens; statement: Tokens; arms: Tokens }>((tie) => ({
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

const parameter = fc
  .tuple(name, fc.constantFrom('int', 'rad'), fc.option(expression))
  .map(([key, type, value]) => tokens(key, ':', type, value === null ? [] : ['=', ...value]));
const parameters = list(parameter).map((items) => tokens('(', items, ')'));

const declaration = fc.oneof(
  fc
    .tuple(fc.constantFrom('model', 'block'), name, fc.option(parameters), annotations, body)
    .map(([kind, key, ps, notes, b]) => tokens(kind, key, ps ?? [], notes, b)),
  fc
    .tuple(name, parameter, list(parameter, 2), expression)
    .map(([key, v, ps, e]) => tokens('angle', key, '(', v, ps.length === 0 ? [] : [';', ...ps], ')', '=', e)),
  fc
    .tuple(name, fc.array(fc.tuple(fc.oneof(name, fc.constant('if')), expression), { maxLength: 4 }))
    .map(([key, fields]) =>
      tokens(
        'experiment',
        key,
        '{',
        fields.flatMap(([f, value]) => [f, ':', ...value]),
        '}',
      ),
    ),
);
const importLine = list(name.map((text) => [text])).map((names) =>
  tokens('import', '{', names, '}', 'from', '"./a.ang"'),
);

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
    fc.array(importLine, { maxLength: 2 }),
    fc.array(declaration, { maxLength: 3 }),
    fc.array(gap, { minLength: 1, maxLength: 40 }),
    fc.boolean(),
  )
  .map(([imports, declarations, gaps, mark]) => {
    const all = [...imports.flat(), ...declarations.flat()];
    const pieces = all.map((token, i) =>
      token.startsWith(glue) ? token.slice(glue.length) : gaps[i % gaps.length]! + token,
    );
    return (mark ? '\ufeff' : '') + pieces.join('') + gaps[all.length % gaps.length]!;
  });

export { expression, statement };

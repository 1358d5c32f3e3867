import { describe, expect, it } from 'vitest';
import type { AngleDeclaration, BlockDeclaration } from '../../../grammar/index.js';
import type { Type } from '../../../compiler/schema.js';
import { bindArguments } from '../../../compiler/signatures/bind.js';
import { declaredSignature } from '../../../compiler/signatures/declared-signature.js';
import { inRange, isFraction } from '../../../compiler/signatures/ranges.js';
import { describeType } from '../../../compiler/signatures/type-names.js';
import { parse } from '../../../grammar/index.js';

describe('types in messages', () => {
  it.each<[Type, string]>([
    [{ kind: 'int', min: 1 }, 'a whole number of at least 1'],
    [{ kind: 'int', min: 1, max: 8 }, 'a whole number from 1 to 8'],
    [{ kind: 'int', max: 8 }, 'a whole number of at most 8'],
    [{ kind: 'real', min: 0, aboveMin: true }, 'a number greater than 0'],
    [{ kind: 'real', min: 0, max: 1 }, 'a number from 0 to 1, or a percentage'],
    [{ kind: 'real', min: 0, aboveMin: true, max: 3 }, 'a number greater than 0 and at most 3'],
    [{ kind: 'real' }, 'a number'],
    [{ kind: 'rad' }, 'an angle such as `0.3rad`'],
    [{ kind: 'kernel' }, 'a kernel such as `3x3`'],
    [{ kind: 'kernel', words: ['global'] }, '`global` or a kernel such as `3x3`'],
    [{ kind: 'word', words: ['same', 'valid'] }, 'one of `same` or `valid`'],
    [{ kind: 'word', words: ['same'] }, '`same`'],
  ])('%j', (type, text) => {
    expect(describeType(type)).toBe(text);
  });
});

describe('ranges', () => {
  it('hold their ends, but not an open lower one', () => {
    expect([0, 1, 1.5].map((value) => inRange(value, { min: 0, max: 1 }))).toEqual([true, true, false]);
    expect([0, 1e-9].map((value) => inRange(value, { min: 0, aboveMin: true }))).toEqual([false, true]);
    expect(inRange(-1e300, {})).toBe(true);
    expect(inRange(NaN, { min: 0 })).toBe(false);
    expect(inRange(NaN, { max: 0 })).toBe(false);
  });

  it('are fractions where percentages make sense', () => {
    expect(isFraction({ kind: 'real', min: 0, max: 0.999 })).toBe(true);
    expect(isFraction({ kind: 'real', min: 0 })).toBe(false);
    expect(isFraction({ kind: 'int', min: 0, max: 1 })).toBe(false);
  });
});

describe('signatures of declarations', () => {
  it('list parameters with types, and which of them may be absent', () => {
    const { file } = parse('angle g(theta: rad; m: rad, k: real = 2) = k * (theta + m) / 1rad');
    const { name, parameters } = file.declarations[0] as AngleDeclaration;
    expect(declaredSignature(name.name, parameters)).toEqual({
      name: 'g',
      parameters: [
        { name: 'm', type: { kind: 'rad' }, doc: '' },
        { name: 'k', type: { kind: 'real' }, doc: '', default: null },
      ],
    });
  });

  it('bind unnamed arguments in order and named ones by name', () => {
    const { file } = parse('block b(w: int, s: int = 1, p: bool) { b(3, p: true, q: 1, 4, 5, s: 2) }');
    const { name, parameters, body } = file.declarations[0] as BlockDeclaration;
    const [statement] = body.statements;
    if (statement?.kind !== 'layer') throw new Error('expected a call');
    const { bound, unknown, repeated, missing } = bindArguments(
      statement.call.arguments,
      declaredSignature(name.name, parameters),
    );
    const shown = (argument: { value: unknown } | undefined) => (argument?.value as { value: unknown }).value;
    expect([...bound].map(([parameter, argument]) => [parameter, shown(argument)])).toEqual([
      ['w', 3],
      ['p', true],
      ['s', 4],
    ]);
    expect(unknown.map((argument) => argument.name?.name)).toEqual(['q']);
    expect(repeated.map(shown)).toEqual([5, 2]);
    expect(missing).toEqual([]);
  });
});

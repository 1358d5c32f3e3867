import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean, editDistance, suggest } from '../../../compiler/diagnostics/suggest.js';

/** Optimal string alignment from its recursive definition. */
function slowDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const costs = [
    slowDistance(a.slice(1), b) + 1,
    slowDistance(a, b.slice(1)) + 1,
    slowDistance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0])
    costs.push(slowDistance(a.slice(2), b.slice(2)) + 1);
  return Math.min(...costs);
}

describe('editDistance', () => {
  it('is what its definition says, up to the bound', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(word, word, fc.nat(6), (a, b, bound) => {
        const distance = slowDistance(a, b);
        expect(editDistance(a, b, bound)).toBe(distance <= bound ? distance : undefined);
      }),
    );
  });
});

describe('suggest', () => {
  it.each([
    ['angcov', ['conv', 'angconv', 'fc'], ['angconv']],
    ['stirde', ['stride', 'padding'], ['stride']],
    ['ReLU', ['prelu', 'relu'], ['relu']],
    ['zzz', ['relu', 'conv'], []],
    ['i', ['pi', 'x'], []],
    ['relu', ['relu'], []],
    ['depth', ['width', 'classes'], []],
    ['labels', ['train', 'train_labels', 'test_labels'], ['train_labels', 'test_labels']],
    ['cov', ['cot', 'con', 'cos', 'cow', 'cop', 'cog'], ['cog', 'con', 'cop', 'cos', 'cot']],
  ])('%s', (written, candidates, expected) => {
    expect(suggest(written, candidates)).toEqual(expected);
  });

  it('takes no time for names without end', () => {
    expect(suggest('a'.repeat(1e6), ['a'.repeat(1e6 - 1)])).toEqual([]);
  });

  it('asks in a sentence', () => {
    expect(didYouMean('angcov', ['conv', 'angconv', 'ancov'])).toBe('Did you mean `ancov` or `angconv`?');
    expect(didYouMean('cov', ['cop', 'con', 'cos'])).toBe('Did you mean `con`, `cop` or `cos`?');
    expect(didYouMean('zzz', ['conv'])).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyRepairs, repairsOf } from '../../../compiler/fixes/apply.js';
import { oneMistake } from '../../grammar/mistakes.js';
import { examineText } from '../support/examine.js';

function syntaxProblems(text: string) {
  return examineText(text).diagnostics.filter(({ code }) => code === 'syntax');
}

const fixable = Object.values(oneMistake)
  .flat()
  .map((text) => ({ text, repairs: repairsOf(syntaxProblems(text)) }))
  .filter(({ repairs }) => repairs.length > 0);

describe('the fixes of syntax', () => {
  it('are there for a good part of the mistakes', () => {
    expect(fixable.length).toBeGreaterThan(40);
  });

  it.each(fixable)('take the problem away: $text', ({ text, repairs }) => {
    const [first] = repairs;
    const { text: mended } = applyRepairs('input.ang', text, [first!]);
    const before = syntaxProblems(text);
    const after = syntaxProblems(mended);
    const isSame = (message: string) => after.filter((each) => each.message === message).length;
    expect(isSame(first!.diagnostic.message)).toBeLessThan(
      before.filter((each) => each.message === first!.diagnostic.message).length,
    );
  });
});

const spec = `import { residual } from "./residual.ang"

/// A net.
model Net(width: int = 8, classes: int = 10) @angle(log(m: 0.3rad)) {
  image: input([28, 28, 1])
  stem: angconv(width, 3x3, stride: 2)
  stage: repeat 2 as i { conv(width * (i + 1), 3x3)  relu }
  if width > 3 and classes != 2 { bn } else { relu }
  flatten
  classifier: angfc(classes) @scale(30)
}
`;

describe('any fixes', () => {
  it('leave a text that can be read and fixed again, and come to an end', () => {
    const pieces = [
      '=',
      ',',
      ';',
      '&&',
      '**',
      '(',
      ')',
      '{',
      '}',
      ':',
      '"',
      "'",
      '#',
      '3 x 3',
      'Conv2d',
      '×',
      '->',
      '5.',
      '%',
    ];
    const mutation = fc.tuple(fc.nat(spec.length), fc.nat(3), fc.constantFrom('', ...pieces));
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 3 }), (mutations) => {
        let text = mutations.reduce((all, [at, gone, piece]) => all.slice(0, at) + piece + all.slice(at + gone), spec);
        let rounds = 0;
        for (; rounds < 20; rounds++) {
          const next = applyRepairs('input.ang', text, repairsOf(examineText(text).diagnostics)).text;
          if (next === text) break;
          text = next;
        }
        expect(rounds).toBeLessThan(20);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

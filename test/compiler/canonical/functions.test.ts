import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../../compiler/canonical/index.js';
import { experimentOf, experimentText, modelText } from '../../support/spec.js';

const functions = `angle steep(theta: rad; gain: real = 1, learn k: rad = 0.75rad per filter min 0.05rad)
  let turned = pi / 2 - theta
  let ratio = turned / k
  = gain * tanh(ratio)

magnitude soft(x: real, w: real; rho: real = 2, state e: real = 1 then 0.1 * mean(x) + 0.9 * e) = w * x / (x + rho * e)

margin shifted(theta: rad, g: real, step: real; m: real = 0.35, learn t: real = 0.5) = g - m * t * min(step, 10)
`;
const layer =
  'classifier: angfc(3) @angle(steep) @magnitude(soft) @scale(5, learn: true, min: 0.5) @init(normal(std: 0.1))';
const base = `${functions}${modelText([4], layer)}${experimentText({ classes: 3, loss: 'softmax(of: classifier, margin: shifted)' })}`;

const canonical = (text: string) => canonicalText(experimentOf(text));

function changed(from: string, to: string): string {
  if (!base.includes(from)) throw new Error(`the text has no ${from}`);
  return base.replaceAll(from, to);
}

describe('the canonical text of functions', () => {
  it('shows what they compute', () => {
    const lines = canonical(base).split('\n');
    expect(lines.filter((line) => line.includes('angfc') || line.includes('softmax'))).toMatchInlineSnapshot(`
      [
        "  %1 = angfc(units: 3) @angle(learn $k = 0.75rad per filter min 0.05; let $0 = (pi / 2) - theta; let $1 = $0 / $k; 1 * tanh($1)) @magnitude(state $e = 1 then (0.1 * mean(x)) + (0.9 * $e); (w * x) / (x + (2 * $e))) @norm(eps: 0.0001, clip: 0.000001) @scale(5, learn: true, min: 0.5) @grad(exact) @init(normal(std: 0.1)) of %0 at classifier labelled classifier -> [N, 3]",
        "  1 * softmax(smoothing: 0, floor: 0, margin: learn $t = 0.5; g - ((0.35 * $t) * min(step, 10))) of %1",
      ]
    `);
  });

  it.each([
    ['the names of functions', 'steep', 'flat'],
    ['the names of first variables', 'theta', 'phi'],
    ['the names of plain parameters', 'gain', 'slope'],
    ['the names of lets', 'ratio', 'quotient'],
    ['defaults that are given', '@angle(steep)', '@angle(steep(1, k: 0.75rad))'],
    ['units', '0.05rad', '(9deg / 9deg * 0.05rad)'],
    ['line breaks', '  let ratio', ' let\n ratio'],
  ])('leaves out %s', (_, from, to) => {
    expect(canonical(changed(from, to))).toBe(canonical(base));
  });

  it.each([
    ['the start of what is learned', 'k: rad = 0.75rad', 'k: rad = 0.7rad'],
    ['another start in a use', '@angle(steep)', '@angle(steep(k: 0.7rad))'],
    ['a minimum', '0.05rad', '0.04rad'],
    ['whether there is one number per filter', 'per filter ', ''],
    ['whether it is learned', 'learn t', 't'],
    [
      'the name of what is learned, which names a weight',
      'learn k: rad = 0.75rad per filter',
      'learn z: rad = 0.75rad per filter',
    ],
    ['how a state moves', '0.1 * mean(x)', '0.2 * mean(x)'],
    ['where a state starts', 'e: real = 1', 'e: real = 2'],
    ['a let', 'pi / 2 - theta', 'pi / 2 + theta'],
    ['the magnitude function', '@magnitude(soft)', ''],
    ['a parameter of it', '@magnitude(soft)', '@magnitude(soft(rho: 3))'],
    ['the margin', ', margin: shifted', ''],
    ['a parameter of the margin', 'margin: shifted', 'margin: shifted(0.3)'],
    ['whether the scale is learned', ', learn: true, min: 0.5', ''],
    ['the minimum of the scale', ', min: 0.5', ', min: 0.25'],
    ['which gradient is passed back', '@scale(', '@grad(detached) @scale('],
    ['initial weights', 'normal(std: 0.1)', 'xavier'],
    ['their spread', 'std: 0.1', 'std: 0.2'],
  ])('tells %s', (_, from, to) => {
    const edited = to.startsWith('learn z') ? changed(from, to).replace('turned / k', 'turned / z') : changed(from, to);
    expect(canonical(edited)).not.toBe(canonical(base));
  });
});

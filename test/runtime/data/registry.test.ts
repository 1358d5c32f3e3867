import { describe, expect, it } from 'vitest';
import { evaluateFunction } from '../../../compiler/evaluation/build-expression.js';
import { dataSets } from '../../../compiler/data/index.js';
import { dataSources } from '../../../runtime/data/index.js';

describe('the two lists of data sets', () => {
  it('name the same', () => {
    expect(Object.keys(dataSources)).toEqual([...dataSets.keys()]);
  });

  it.each([
    ['mnist', 51, 0.2],
    ['fashion_mnist', 51, 0.2],
    ['cifar10', 51, 0.2],
    ['cifar100', 51, 0.2],
    ['arrays', 51, 51],
  ])('normalize by default as documented: %s', (name, x, expected) => {
    const normalize = dataSets.get(name)!.parameters.find((parameter) => parameter.name === 'normalize')!.default!;
    expect(normalize.kind === 'function' && evaluateFunction(normalize.expression, 'x', x)).toBe(expected);
  });

  it('say what each parameter is for', () => {
    for (const { doc, parameters } of dataSets.values()) {
      for (const text of [doc, ...parameters.map((parameter) => parameter.doc)]) expect(text).toMatch(/^[A-Z].*\.$/);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { dataSets } from '../../../compiler/data/index.js';
import { dataSources } from '../../../runtime/data/index.js';

describe('the two lists of data sets', () => {
  it('name the same', () => {
    expect(Object.keys(dataSources)).toEqual([...dataSets.keys()]);
  });

  it('say what each parameter is for', () => {
    for (const { doc, parameters } of dataSets.values()) {
      for (const text of [doc, ...parameters.map((parameter) => parameter.doc)]) expect(text).toMatch(/^[A-Z].*\.$/);
    }
  });
});

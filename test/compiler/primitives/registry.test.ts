import { describe, expect, it } from 'vitest';
import * as all from '../../../compiler/primitives/all.js';
import { primitives } from '../../../compiler/primitives/index.js';
import { casesOf, tested } from './cases.js';

/** Engines supply what these stand for. */
const sources = ['input', 'state'];

it('has no two primitives of one name', () => {
  expect(primitives.size).toBe(Object.keys(all).length);
});

it('calls each primitive in camelCase as it is called in snake_case', () => {
  for (const [constant, { name }] of Object.entries(all)) {
    expect(constant.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)).toBe(name);
  }
});

it('has test cases for every primitive, and no others', () => {
  expect([...tested].sort()).toEqual([...primitives.keys()].filter((name) => !sources.includes(name)).sort());
});

describe.each([...primitives.values()])('$name', (primitive) => {
  it('has a sentence that says what it gives', () => {
    expect(primitive.doc).toMatch(/^\S.*\w.*\.$/);
  });

  it('evaluates to results of the types of its shape rule', () => {
    if (sources.includes(primitive.name)) return expect(() => primitive.evaluate([], { name: 'x' }, [])).toThrow('x');
    for (const { attributes, inputs, label } of casesOf(primitive.name)) {
      const types = primitive.resultTypes(
        inputs.map((input) => input.type),
        attributes,
      );
      const results = primitive.evaluate(inputs, attributes, types);
      expect(results.map((result) => result.type)).toEqual(types);
      results.forEach(({ type, data }) => {
        expect(data.length, label).toBe(type.shape.reduce((a, b) => a * b, 1));
        expect(data.every(Number.isFinite), label).toBe(true);
      });
    }
  });

  it('leaves its inputs as they are', () => {
    if (sources.includes(primitive.name)) return;
    for (const { attributes, inputs } of casesOf(primitive.name)) {
      const types = primitive.resultTypes(
        inputs.map((input) => input.type),
        attributes,
      );
      const before = structuredClone(inputs);
      primitive.evaluate(inputs, attributes, types);
      expect(inputs).toEqual(before);
    }
  });
});

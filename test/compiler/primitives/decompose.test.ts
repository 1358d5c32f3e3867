import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import { operationsOf } from '../../../compiler/graph/graph.js';
import { primitives } from '../../../compiler/primitives/index.js';
import { evaluateValues } from '../../../runtime/engines/reference/evaluate.js';
import { casesOf, type Case } from './cases.js';
import { expectClose } from './close.js';

/** The results of the primitive's decomposition, and of itself. */
function both({ primitive, attributes, inputs }: Case) {
  const builder = new GraphBuilder();
  const operands = inputs.map(({ type }, index) => builder.input(`${index}`, type));
  const parts = primitive.decompose!(builder, operands, attributes);
  const values = evaluateValues(parts, Object.fromEntries(inputs.map(({ data }, index) => [`${index}`, data])));
  const types = primitive.resultTypes(
    inputs.map((input) => input.type),
    attributes,
  );
  const expected = primitive.evaluate(inputs, attributes, types);
  return { parts, expected, actual: parts.map((part) => values.get(part)!) };
}

describe.each([...primitives.values()].filter((primitive) => primitive.decompose))('$name', ({ name }) => {
  it('is what it decomposes to', () => {
    for (const application of casesOf(name)) {
      const { actual, expected } = both(application);
      expect(actual.map((array) => array.type)).toEqual(expected.map((array) => array.type));
      expected.forEach((array, index) => expectClose(actual[index]!.data, array.data, 1e-9, application.label));
    }
  });

  it('needs tensors of at most four axes', () => {
    for (const application of casesOf(name)) {
      const ranks = operationsOf(both(application).parts).flatMap((operation) =>
        operation.results.map((value) => value.type.shape.length),
      );
      expect(Math.max(...ranks)).toBeLessThanOrEqual(4);
    }
  });
});

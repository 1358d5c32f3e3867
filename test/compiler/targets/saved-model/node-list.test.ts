import { expect, it } from 'vitest';
import { NodeList } from '../../../../compiler/targets/saved-model/node-list.js';

it('constants are shared by those that need the same number, and by no others', () => {
  const nodes = new NodeList();
  const numbers = [0, -0, Infinity, -Infinity, NaN, 1];
  const names = numbers.map((float) => nodes.constant({ float }));
  expect(new Set(names).size).toBe(numbers.length);
  expect(nodes.constant({ int: 1 })).not.toBe(names[5]);
  expect(numbers.map((float) => nodes.constant({ float }))).toEqual(names);
});

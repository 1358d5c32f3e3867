import { expectSizes } from '../operands.js';
import { definePrimitive } from '../primitive.js';
import type { SourceAttributes } from './input.js';

export const state = definePrimitive<SourceAttributes>({
  name: 'state',
  doc: 'The value of a state variable before this call.',
  resultTypes(_, { dtype, shape }) {
    expectSizes(shape);
    return [{ dtype, shape }];
  },
  evaluate(_, { name }) {
    throw new Error(`State ${name} is read by the engine, not computed.`);
  },
});

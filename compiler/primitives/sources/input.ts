import type { DType, Shape } from '../../graph/types.js';
import { expectSizes } from '../operands.js';
import { definePrimitive } from '../primitive.js';

export type SourceAttributes = { readonly name: string; readonly dtype: DType; readonly shape: Shape };

export const input = definePrimitive<SourceAttributes>({
  name: 'input',
  doc: 'What the host feeds under a name at each call.',
  resultTypes(_, { dtype, shape }) {
    expectSizes(shape);
    return [{ dtype, shape }];
  },
  evaluate(_, { name }) {
    throw new Error(`Input ${name} is fed by the engine, not computed.`);
  },
});

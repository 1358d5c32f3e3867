import type { Site, TensorflowAttribute } from './primitive.js';

type Attributes = Readonly<Record<string, TensorflowAttribute>>;

/** `T`, the element type of the first operand, and `Tidx` and its like, which are always int32 here. */
export function elementType(site: Site, ...indexTypes: readonly string[]): Attributes {
  return {
    T: { type: site.inputs[0]!.dtype },
    ...Object.fromEntries(indexTypes.map((name) => [name, { type: 'i32' } as const])),
  };
}

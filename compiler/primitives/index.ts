import * as all from './all.js';
import type { Primitive } from './primitive.js';

export * from './all.js';

/** All primitives by name. */
export const primitives: ReadonlyMap<string, Primitive> = new Map(
  Object.values(all).map((primitive): [string, Primitive] => [primitive.name, primitive]),
);

import type { Engine } from '../engine.js';
import { ReferenceSession } from './session.js';

/** The executable meaning of every primitive: slow, in float64, for tests and small nets. */
export const referenceEngine: Engine = {
  name: 'reference',
  probe: () => Promise.resolve({ available: true, detail: 'float64 interpreter, for tests' }),
  load: (program) => Promise.resolve(new ReferenceSession(program)),
};

import { formatFunction } from '../canonical/format-function.js';
import type { MagnitudeFunction } from '../evaluation/function-value.js';
import type { AnnotationKind } from './annotation.js';

/** Its meaning is undefined for 1. */
export const magnitude: AnnotationKind<MagnitudeFunction | undefined> = {
  name: 'magnitude',
  doc: 'The factor that angular layers take from the norms of input and filter (Decoupled Networks, Liu et al. 2018): their output is h(|x|, |w|) · g(theta). It is 1 when absent.',
  parameters: [
    {
      name: 'function',
      type: { kind: 'magnitude-function' },
      doc: 'a magnitude function of the library or of the spec',
    },
  ],
  inherited: true,
  meaning: (args) => args?.magnitudeFunction('function'),
  format: (magnitude) => (magnitude ? formatFunction(magnitude) : '1'),
};

import { formatFunction } from '../canonical/format-function.js';
import type { AngleFunction } from '../evaluation/function-value.js';
import type { AnnotationKind } from './annotation.js';

export const angle: AnnotationKind<AngleFunction> = {
  name: 'angle',
  doc: 'The function of the angle between input and filter that angular layers compute; `log` without an offset when absent.',
  parameters: [
    { name: 'function', type: { kind: 'angle-function' }, doc: 'an angle function of the library or of the spec' },
  ],
  inherited: true,
  meaning: (args, { defaultAngle }) => args?.angleFunction('function') ?? defaultAngle,
  format: formatFunction,
};

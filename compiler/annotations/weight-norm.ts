import type { AnnotationKind } from './annotation.js';

export const weightNorm: AnnotationKind<boolean> = {
  name: 'weight_norm',
  doc: 'Each filter of `conv` and `fc` is a learned length, `gain`, times the direction of the weight `filter` (Salimans and Kingma 2016, equation 2). Angular layers look at directions anyway.',
  parameters: [],
  inherited: true,
  meaning: (args) => args !== undefined,
  format: (normalized) => (normalized ? '' : undefined),
};

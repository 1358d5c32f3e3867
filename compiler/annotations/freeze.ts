import type { AnnotationKind } from './annotation.js';

export const freeze: AnnotationKind<boolean> = {
  name: 'freeze',
  doc: 'Training leaves the weights as they are.',
  parameters: [
    {
      name: 'on',
      type: { kind: 'selector' },
      default: null,
      named: true,
      doc: 'which of the layers inside; all of them when absent',
    },
  ],
  inherited: true,
  meaning: (args) => args !== undefined,
  format: (frozen) => (frozen ? '' : undefined),
};

import type { AnnotationKind } from './annotation.js';

export const grad: AnnotationKind<'exact' | 'detached'> = {
  name: 'grad',
  doc: 'Which gradient angular layers pass back: the exact one, or that of the cosine (`detached`), which has no pole where the angle is 0 or pi.',
  parameters: [
    {
      name: 'rule',
      type: { kind: 'word', words: ['exact', 'detached'] },
      doc: '`exact`, or `detached`: the gradient as if the output were the cosine of the angle',
    },
  ],
  inherited: true,
  meaning: (args) => (args?.word('rule') === 'detached' ? 'detached' : 'exact'),
  format: (rule) => rule,
};

import type { AnnotationKind } from './annotation.js';

/** What keeps angular layers clear of zero norms and infinite slopes. */
export interface Norm {
  readonly epsilon: number;
  readonly clip: number;
}

const DEFAULT: Norm = { epsilon: 1e-4, clip: 1e-6 };

export const norm: AnnotationKind<Norm> = {
  name: 'norm',
  doc: 'How angular layers keep clear of zero norms and of angles where the gradient is infinite.',
  parameters: [
    {
      name: 'eps',
      type: { kind: 'real', min: 0 },
      default: { kind: 'real', value: DEFAULT.epsilon },
      named: true,
      doc: 'added to the squared norms, inside the root',
    },
    {
      name: 'clip',
      // Below half a unit in the last place of f32, 1 - clip would be 1, where acos has infinite slope.
      type: {
        kind: 'real',
        min: 1e-7,
        max: 1,
        belowMax: true,
        sound: { max: 0.5, belowMax: true, otherwise: 'angles up to 60° are not told apart any more' },
      },
      default: { kind: 'real', value: DEFAULT.clip },
      named: true,
      doc: 'the cosine stays within ±(1 - clip)',
    },
  ],
  inherited: true,
  meaning: (args) => (args ? { epsilon: args.real('eps'), clip: args.real('clip') } : DEFAULT),
  format: ({ epsilon, clip }) => `eps: ${epsilon}, clip: ${clip}`,
};

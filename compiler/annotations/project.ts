import type { AnnotationKind } from './annotation.js';

/** How often filters are brought back to length 1, and how short ones are spared. */
export interface Projection {
  /** Training steps from one time to the next. */
  readonly every: number;
  readonly epsilon: number;
}

export const project: AnnotationKind<Projection | undefined> = {
  name: 'project',
  doc: 'Weight projection (Liu et al. 2018): after each so many training steps every filter w becomes w / √(|w|² + eps). What angular layers compute hardly changes by it, but filters that grew long move freely again.',
  parameters: [
    {
      name: 'every',
      type: { kind: 'int', min: 1, max: 16_000_000, of: { what: 'training steps' } },
      default: { kind: 'int', value: 100 },
      named: true,
      doc: 'number of training steps from one time to the next',
    },
    {
      name: 'eps',
      type: { kind: 'real', min: 0, aboveMin: true },
      default: { kind: 'real', value: 1e-4 },
      named: true,
      doc: 'added to |w|² inside of the root',
    },
  ],
  inherited: true,
  meaning: (args) => args && { every: args.int('every'), epsilon: args.real('eps') },
  format: (projection) => projection && `every: ${projection.every}, eps: ${projection.epsilon}`,
};

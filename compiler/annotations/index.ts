import type { Signature } from '../schema.js';

const angle: Signature = {
  name: 'angle',
  doc: 'The function of the angle between input and filter that angular layers compute; `log` without an offset when absent.',
  parameters: [
    { name: 'function', type: { kind: 'angle-function' }, doc: 'an angle function of the library or of the spec' },
  ],
};

const scale: Signature = {
  name: 'scale',
  doc: 'Factor on the outputs of the layer that the loss reads; 1 when absent. Not inherited.',
  parameters: [{ name: 'value', type: { kind: 'real', min: 0, aboveMin: true }, doc: 'the factor S of the paper' }],
};

const norm: Signature = {
  name: 'norm',
  doc: 'How angular layers keep clear of zero norms and of angles where the gradient is infinite.',
  parameters: [
    {
      name: 'eps',
      type: { kind: 'real', min: 0 },
      default: { kind: 'real', value: 1e-4 },
      named: true,
      doc: 'added to the squared norms, inside the root',
    },
    {
      name: 'clip',
      // Below half a unit in the last place of f32, 1 - clip would be 1, where acos has infinite slope.
      type: { kind: 'real', min: 1e-7, max: 1, belowMax: true },
      default: { kind: 'real', value: 1e-6 },
      named: true,
      doc: 'the cosine stays within ±(1 - clip)',
    },
  ],
};

const freeze: Signature = {
  name: 'freeze',
  doc: 'Training leaves the weights as they are.',
  parameters: [],
};

/** Every annotation. A layer says by itself which of them change it. */
export const annotations: ReadonlyMap<string, Signature> = new Map(
  [angle, scale, norm, freeze].map((annotation) => [annotation.name, annotation]),
);

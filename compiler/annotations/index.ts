import { initializers } from '../initializers/index.js';
import type { Signature } from '../schema.js';

const angle: Signature = {
  name: 'angle',
  doc: 'The function of the angle between input and filter that angular layers compute; `log` without an offset when absent.',
  parameters: [
    { name: 'function', type: { kind: 'angle-function' }, doc: 'an angle function of the library or of the spec' },
  ],
};

const magnitude: Signature = {
  name: 'magnitude',
  doc: 'The factor that angular layers take from the norms of input and filter (Decoupled Networks, Liu et al. 2018): their output is h(|x|, |w|) · g(theta). It is 1 when absent.',
  parameters: [
    {
      name: 'function',
      type: { kind: 'magnitude-function' },
      doc: 'a magnitude function of the library or of the spec',
    },
  ],
};

const scale: Signature = {
  name: 'scale',
  doc: 'Factor on the outputs of the layer that the loss reads; 1 when absent. Not inherited.',
  parameters: [
    {
      name: 'value',
      type: { kind: 'real', min: 0, aboveMin: true, words: ['auto'] },
      doc: 'the factor S of the paper; `auto` is sqrt(2) · ln(classes - 1) (AdaCos, Zhang et al. 2019, equation 8)',
    },
    {
      name: 'learn',
      type: { kind: 'bool' },
      default: { kind: 'bool', value: false },
      named: true,
      doc: 'whether training changes it (NormFace, Wang et al. 2017)',
    },
    {
      name: 'min',
      type: { kind: 'real', min: 0 },
      default: null,
      named: true,
      doc: 'a learned factor stays above it: it is min + |s|, where s is the weight',
    },
  ],
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

const grad: Signature = {
  name: 'grad',
  doc: 'Which gradient angular layers pass back: the exact one, or that of the cosine (`detached`), which has no pole where the angle is 0 or pi.',
  parameters: [
    {
      name: 'rule',
      type: { kind: 'word', words: ['exact', 'detached'] },
      doc: '`exact`, or `detached`: the gradient as if the output were the cosine of the angle',
    },
  ],
};

const init: Signature = {
  name: 'init',
  doc: 'How the filters of layers start; `he` when absent.',
  parameters: [
    {
      name: 'initializer',
      type: { kind: 'call', what: 'initializer', registry: initializers },
      doc: 'one of `he`, `xavier` and `normal(std: …)`',
    },
  ],
};

const freeze: Signature = {
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
};

/** Every annotation. A layer says by itself which of them change it. */
export const annotations: ReadonlyMap<string, Signature> = new Map(
  [angle, magnitude, scale, norm, grad, init, freeze].map((annotation) => [annotation.name, annotation]),
);

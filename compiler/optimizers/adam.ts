import type { Parameter, SoundRange } from '../schema.js';
import { learningRate } from './learning-rate.js';
import type { Optimizer } from './optimizer.js';

const decay = (name: string, value: number, doc: string, sound?: SoundRange): Parameter => ({
  name,
  type: { kind: 'real', min: 0, max: 1, belowMax: true, ...(sound && { sound }) },
  default: { kind: 'real', value },
  named: true,
  doc,
});

export const adam: Optimizer = {
  name: 'adam',
  doc: "Adam (Kingma and Ba 2015, algorithm 1), with PyTorch's placement of epsilon: added to the corrected root.",
  parameters: [
    learningRate({ max: 1, belowMax: true, otherwise: 'each step moves every weight by about as much' }),
    decay('beta1', 0.9, 'decay of the running mean of gradients', {
      max: 0.995,
      otherwise: 'weights follow gradients of hundreds of steps ago',
      hint: () => 'Usual are `beta1: 0.9, beta2: 0.999`.',
    }),
    decay('beta2', 0.999, 'decay of the running mean of their squares'),
    {
      name: 'epsilon',
      type: { kind: 'real', min: 0, aboveMin: true },
      default: { kind: 'real', value: 1e-8 },
      named: true,
      doc: 'added to the denominator',
    },
  ],
  slots: () => ['adam_m', 'adam_v'],
  update({ b, args, weight, gradient, learningRate, step, slots }) {
    const attributes = { beta1: args.real('beta1'), beta2: args.real('beta2'), epsilon: args.real('epsilon') };
    const moved = b.adamUpdate(
      { weight, gradient, m: slots.adam_m!, v: slots.adam_v!, learningRate, step },
      attributes,
    );
    return { weight: moved.weight, slots: { adam_m: moved.m, adam_v: moved.v } };
  },
};

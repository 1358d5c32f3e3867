import type { FloatDType } from '../graph/types.js';
import type { AnnotationKind } from './annotation.js';

export const precision: AnnotationKind<FloatDType> = {
  name: 'precision',
  doc: 'What layers multiply in; `f32` when absent. With `bf16` inputs and filters are rounded to 8 significant bits, the products too (not those of `angfc`), and so are the gradients of both; layers without products pass on what they get. Norms, angles, statistics, losses, weights and the optimizer stay f32.',
  parameters: [
    {
      name: 'type',
      type: { kind: 'word', words: ['f32', 'bf16'] },
      doc: '`f32`, or `bf16`: half the memory traffic, and faster convolutions where the processor multiplies it, but coarse angles (see `angnet summary`)',
    },
  ],
  inherited: true,
  meaning: (args) => (args?.word('type') === 'bf16' ? 'bf16' : 'f32'),
  format: (type) => (type === 'f32' ? undefined : type),
};

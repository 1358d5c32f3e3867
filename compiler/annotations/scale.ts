import type { AnnotationKind } from './annotation.js';

/** A factor on the outputs of the layer that the loss reads. */
export interface Scale {
  /** The factor, or what a learned one starts with. */
  readonly start: number;
  readonly learned: boolean;
  /** What a learned one stays above. */
  readonly minimum: number | undefined;
}

export const scale: AnnotationKind<Scale> = {
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
  // It belongs to the layer that the loss reads.
  inherited: false,
  meaning(args, { shape }) {
    if (!args) return { start: 1, learned: false, minimum: undefined };
    // AdaCos (Zhang et al. 2019, equation 8).
    const start = args.isWord('value') ? Math.SQRT2 * Math.log(shape.at(-1)! - 1) : args.real('value');
    const learned = args.bool('learn');
    return { start, learned, minimum: args.has('min') ? args.real('min') : undefined };
  },
  format({ start, learned, minimum }) {
    if (!learned) return String(start);
    return `${start}, learn: true${minimum === undefined ? '' : `, min: ${minimum}`}`;
  },
};

import type { Augmentation } from './augmentation.js';

export const flip: Augmentation = {
  name: 'flip',
  doc: 'Left and right exchanged, in half of the images by default.',
  example: 'flip',
  parameters: [
    {
      name: 'probability',
      type: {
        kind: 'real',
        min: 0,
        max: 1,
        sound: { max: 1, belowMax: true, otherwise: 'every training image is mirrored, and no test image is' },
      },
      default: { kind: 'real', value: 0.5 },
      doc: 'share of the images that are flipped',
    },
  ],
  draws: 1,
  output: (size) => size,
  apply(pixels, args, words) {
    const flips = words[0]! < args.real('probability') * 2 ** 32;
    return flips ? { rows: pixels.rows, columns: pixels.columns.slice().reverse() } : pixels;
  },
};

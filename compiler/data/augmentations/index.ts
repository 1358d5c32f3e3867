import type { Augmentation, AugmentationCall } from './augmentation.js';
import type { Arguments } from '../../evaluation/arguments.js';
import { crop } from './crop.js';
import { flip } from './flip.js';
import { pad } from './pad.js';

export type { Augmentation, AugmentationCall, ImageSize, PixelMap } from './augmentation.js';
export { identityMap } from './augmentation.js';

/** Every augmentation. A new one is a file in this folder and a name in this list. */
const all: readonly Augmentation[] = [pad, crop, flip];

export const augmentations: ReadonlyMap<string, Augmentation> = new Map(all.map((one) => [one.name, one]));

/** The augmentations that a data set's arguments ask for, in their order. */
export function augmentationsOf(data: Arguments): readonly AugmentationCall[] {
  if (!data.has('augment')) return [];
  return data.list('augment').flatMap((item) => {
    const augmentation = item.kind === 'call' ? augmentations.get(item.construct.name) : undefined;
    return augmentation && item.kind === 'call' ? [{ augmentation, args: item.args }] : [];
  });
}

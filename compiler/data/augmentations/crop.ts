import { integerBelow, type Augmentation } from './augmentation.js';

export const crop: Augmentation = {
  name: 'crop',
  doc: 'A part of the image at a random place, each equally likely.',
  example: 'crop(32)',
  parameters: [
    { name: 'size', type: { kind: 'kernel' }, doc: 'height and width of the part, one number for a square' },
  ],
  draws: 2,
  output(size, args) {
    const { height, width } = args.kernel('size');
    if (height <= size.height && width <= size.width) return { height, width };
    return { problem: `a part of ${height}x${width} does not fit into an image of ${size.height}x${size.width}` };
  },
  idle(image, args) {
    const { height, width } = args.kernel('size');
    if (height < image.height || width < image.width) return undefined;
    const hint = `Make the image larger first: \`pad(4), crop(${height === width ? height : `${height}x${width}`})\`.`;
    return { reason: `the image is no larger than ${height}x${width}`, hint };
  },
  apply({ rows, columns }, args, words) {
    const { height, width } = args.kernel('size');
    const top = integerBelow(rows.length - height + 1, words[0]!);
    const left = integerBelow(columns.length - width + 1, words[1]!);
    return { rows: rows.subarray(top, top + height), columns: columns.subarray(left, left + width) };
  },
};

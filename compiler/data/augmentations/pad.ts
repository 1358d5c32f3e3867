import type { Augmentation, ImageSize } from './augmentation.js';

/** The place within `length` that a place around it shows, -1 for none. */
type Extend = (place: number, length: number) => number;

const modes: Readonly<Record<string, Extend>> = {
  zero: () => -1,
  /** cba|abc|cba */
  symmetric: (place, length) => (place < 0 ? -1 - place : 2 * length - 1 - place),
  /** cb|abc|ba */
  reflect: (place, length) => (place < 0 ? -place : 2 * length - 2 - place),
};

/** How wide a border an image has enough pixels for. */
function widest(mode: string, { height, width }: ImageSize): number {
  const side = Math.min(height, width);
  return mode === 'zero' ? Infinity : mode === 'reflect' ? side - 1 : side;
}

export const pad: Augmentation = {
  name: 'pad',
  doc: 'A border around the image: raw zeros, or its own pixels mirrored with (`symmetric`) or without (`reflect`) the outermost.',
  example: 'pad(4, symmetric)',
  parameters: [
    { name: 'size', type: { kind: 'int', min: 1, max: 4096 }, doc: 'width of the border on each side' },
    {
      name: 'mode',
      type: { kind: 'word', words: Object.keys(modes) },
      default: { kind: 'word', value: 'zero' },
      doc: 'what the border shows: `zero`, or the image mirrored with (`symmetric`) or without (`reflect`) its outermost pixels',
    },
  ],
  draws: 0,
  output({ height, width }, args) {
    const size = args.int('size');
    const most = widest(args.word('mode'), { height, width });
    if (size > most) return { problem: `an image of ${height}x${width} has pixels for a border of at most ${most}` };
    return { height: height + 2 * size, width: width + 2 * size };
  },
  apply({ rows, columns }, args) {
    const extend = modes[args.word('mode')]!;
    return { rows: padded(rows, args.int('size'), extend), columns: padded(columns, args.int('size'), extend) };
  },
};

function padded(places: Int32Array, size: number, extend: Extend): Int32Array {
  const { length } = places;
  const result = new Int32Array(length + 2 * size);
  result.set(places, size);
  for (let k = 0; k < size; k++) {
    result[k] = at(places, extend(k - size, length));
    result[size + length + k] = at(places, extend(length + k, length));
  }
  return result;
}

function at(places: Int32Array, index: number): number {
  return index < 0 ? -1 : places[index]!;
}

import { encodePng } from './encode-png.js';
import { FONT } from './style.js';

/** Images side by side, as a net sees them. */
export interface ContactSheet {
  /** [N, height, width, channels], row-major. */
  readonly values: Float32Array;
  /** Height, width and channels of an image; 1 channel is grey, 3 are red, green and blue. */
  readonly shape: readonly [number, number, 1 | 3];
  /** Stands below each image. */
  readonly captions: readonly string[];
  /** The values that are drawn black and white. */
  readonly range: readonly [black: number, white: number];
  readonly title: string;
  readonly subtitle: string;
}

/** Sides of images on the sheet, in pixels: the smallest multiple of their own that is at least this. */
const LEAST_SIDE = 64;
const [GAP, CAPTION, MARGIN, HEAD] = [10, 16, 20, 66];
/** What title and subtitle need. */
const LEAST_WIDTH = 480;

/** The sheet as SVG; pixels stay sharp squares, which `optimizeSpeed` means to browsers, too. */
export function contactSheet({ values, shape, captions, range, title, subtitle }: ContactSheet): string {
  const [height, width, channels] = shape;
  const zoom = Math.max(1, Math.ceil(LEAST_SIDE / Math.max(height, width)));
  const [cellWidth, cellHeight] = [width * zoom + GAP, height * zoom + CAPTION + GAP];
  const columns = Math.max(1, Math.ceil(Math.sqrt((captions.length * cellHeight) / cellWidth)));
  const rows = Math.ceil(captions.length / columns);
  const size = height * width * channels;
  const bytes = toBytes(values, range);
  const cells = captions.map((caption, index) => {
    const [x, y] = [MARGIN + (index % columns) * cellWidth, HEAD + Math.floor(index / columns) * cellHeight];
    const png = encodePng({ width, height, channels, bytes: bytes.subarray(index * size, (index + 1) * size) });
    const source = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
    const place = `x="${x}" y="${y}" width="${width * zoom}" height="${height * zoom}"`;
    return (
      `<image ${place} image-rendering="optimizeSpeed" href="${source}"/>` +
      `<text x="${x}" y="${y + height * zoom + 13}" font-size="11" fill="#666666">${escaped(caption)}</text>`
    );
  });
  const sheet = [
    Math.max(LEAST_WIDTH, 2 * MARGIN + columns * cellWidth - GAP),
    HEAD + rows * cellHeight - GAP + MARGIN,
  ] as const;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${sheet[0]}" height="${sheet[1]}" viewBox="0 0 ${sheet.join(' ')}" font-family="${FONT}, Verdana, sans-serif">`,
    `<rect width="${sheet[0]}" height="${sheet[1]}" fill="white"/>`,
    `<text x="${MARGIN}" y="32" font-size="17" font-weight="bold" fill="#222222">${escaped(title)}</text>`,
    `<text x="${MARGIN}" y="51" font-size="12" fill="#666666">${escaped(subtitle)}</text>`,
    ...cells,
    '</svg>\n',
  ].join('\n');
}

function toBytes(values: Float32Array, [black, white]: ContactSheet['range']): Uint8Array {
  const span = white - black || 1;
  return Uint8ClampedArray.from(values, (value) => (255 * (value - black)) / span) as unknown as Uint8Array;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character]!);
}

import type { Config } from 'vega-lite';

export const FONT = 'DejaVu Sans';

/**
 * Ten colours that people with any colour vision can tell apart, in the order of M. A. Petroff, "Accessible color
 * sequences for data visualization", arXiv:2107.02270.
 */
export const palette = [
  '#3f90da',
  '#ffa90e',
  '#bd1f01',
  '#94a4a2',
  '#832db6',
  '#a96b59',
  '#e76300',
  '#b9ac70',
  '#717581',
  '#92dadd',
] as const;

/** Ten outlines that differ at the size of a point. */
export const shapes = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'cross',
  'triangle-down',
  'triangle-left',
  'triangle-right',
  'M-1,-0.4L1,-0.4L1,0.4L-1,0.4Z',
  'M-0.4,-1L0.4,-1L0.4,1L-0.4,1Z',
] as const;

/** The colour of the n-th class or line. */
export function colorOf(index: number): string {
  return palette[index % palette.length]!;
}

/** The outline of the n-th class: with its colour, a hundred look different, and the first ten in outline alone. */
export function shapeOf(index: number): string {
  return shapes[(index + Math.floor(index / palette.length)) % shapes.length]!;
}

/** Lines that can be told apart without colours. */
const dashes: readonly (readonly number[])[] = [
  [1, 0],
  [7, 4],
  [2, 3],
  [9, 3, 2, 3],
  [14, 5],
  [4, 2, 1, 2, 1, 2],
];

/** The dashes of the n-th line. */
export function dashOf(index: number): number[] {
  return [...dashes[index % dashes.length]!];
}

/** Legends of lines, above what they explain. */
export const lineLegend = {
  orient: 'top',
  labelLimit: 400,
  symbolType: 'stroke',
  symbolOpacity: 1,
  symbolStrokeWidth: 3,
  symbolSize: 700,
  offset: 4,
  columns: 4,
} as const;

const text = '#222222';
const muted = '#666666';

/** What all charts have in common. Roles for screen readers on each of 10,000 points would only be noise. */
export const config: Config = {
  aria: false,
  background: 'white',
  font: `${FONT}, Verdana, sans-serif`,
  padding: 16,
  title: {
    anchor: 'start',
    offset: 14,
    fontSize: 17,
    color: text,
    subtitleFontSize: 13,
    subtitleColor: muted,
    subtitlePadding: 5,
  },
  axis: {
    labelFontSize: 12,
    labelColor: muted,
    titleFontSize: 13,
    titleFontWeight: 'normal',
    titleColor: text,
    gridColor: '#e8e8e8',
    // Numbers stand below their ticks, at the ends, too.
    labelFlush: false,
  },
  legend: { labelFontSize: 12, labelColor: text, titleFontSize: 13, titleFontWeight: 'normal', titleColor: text },
  view: { stroke: '#cccccc' },
};

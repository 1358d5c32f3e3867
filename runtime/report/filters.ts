import { formatCount } from '../format-numbers.js';
import type { Chart } from './picture.js';
import { config } from './style.js';

/** The filters of a layer. */
export interface Filters {
  /** [height, width, channels, filters] of a convolution, [inputs, filters] of a layer on vectors. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: ArrayLike<number>;
  readonly title: string;
}

/** Tiles in a row, and rows; what goes beyond is left out and said to be. */
const MOST_FILTERS = 32;
const MOST_CHANNELS = 16;
const MOST_INPUTS = 64;
/** Room for all tiles. */
const WIDTH = 900;
const HEIGHT = 640;

interface Layout {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly filters: number;
}

/**
 * Filters as tiles: a column for each filter, a row for each channel of its input. Each filter is scaled by its largest
 * weight, as only its direction counts in an angular layer: black is that weight below 0, grey 0, white that above 0.
 */
export function filtersChart({ shape, data, title }: Filters): Chart {
  const all = layoutOf(shape);
  const shown = {
    ...all,
    filters: Math.min(all.filters, MOST_FILTERS),
    channels: Math.min(all.channels, MOST_CHANNELS),
  };
  const [height, width] = [Math.min(shown.height, MOST_INPUTS), shown.width];
  const tile = { height, width, gap: width === 1 ? 0.2 : width / 6 };
  const cells = cellsOf(data, all, shown, tile);
  const columns = shown.filters * (width + tile.gap) - tile.gap;
  const rows = shown.channels * (height + tile.gap) - tile.gap;
  const size = Math.max(1, Math.min(24, Math.floor(Math.min(WIDTH / columns, HEIGHT / rows))));
  const place = (first: string, second: string, domain: [number, number], reverse = false) => ({
    x: { field: first, type: 'quantitative', axis: null, scale: { domain, nice: false, reverse } } as const,
    x2: { field: second } as const,
  });
  const { x, x2 } = place('left', 'right', [0, columns]);
  const { x: y, x2: y2 } = place('top', 'bottom', [0, rows], true);
  return {
    width: columns * size,
    height: rows * size,
    title: { text: title, subtitle: subtitleOf(all, shown, height) },
    config,
    data: { values: cells },
    mark: { type: 'rect', strokeWidth: 0 },
    encoding: {
      x,
      x2,
      y,
      y2,
      color: {
        field: 'weight',
        type: 'quantitative',
        title: ['weight,', 'of the', 'largest'],
        scale: { domain: [-1, 1], range: ['#000000', '#ffffff'], interpolate: 'rgb' },
        legend: { values: [-1, 0, 1], gradientStrokeColor: '#888888', gradientStrokeWidth: 1, gradientLength: 90 },
      },
    },
    view: { fill: '#d8e6f3', stroke: null },
  };
}

function layoutOf(shape: readonly number[]): Layout {
  if (shape.length === 2) return { height: shape[0]!, width: 1, channels: 1, filters: shape[1]! };
  const [height, width, channels, filters] = shape as readonly [number, number, number, number];
  return { height, width, channels, filters };
}

function cellsOf(
  data: ArrayLike<number>,
  all: Layout,
  shown: Layout,
  tile: { readonly height: number; readonly width: number; readonly gap: number },
) {
  const at = (i: number, j: number, channel: number, filter: number) =>
    data[((i * all.width + j) * all.channels + channel) * all.filters + filter]!;
  const largest = largestWeights(data, all.filters);
  const cells = [];
  for (let filter = 0; filter < shown.filters; filter++) {
    for (let channel = 0; channel < shown.channels; channel++) {
      const [left, top] = [filter * (tile.width + tile.gap), channel * (tile.height + tile.gap)];
      for (let i = 0; i < tile.height; i++) {
        for (let j = 0; j < tile.width; j++) {
          const weight = Number((at(i, j, channel, filter) / (largest[filter]! || 1)).toFixed(3));
          cells.push({ left: left + j, right: left + j + 1, top: top + i, bottom: top + i + 1, weight });
        }
      }
    }
  }
  return cells;
}

/** Of each filter; filters stand along the last axis. */
function largestWeights(data: ArrayLike<number>, filters: number): Float64Array {
  const largest = new Float64Array(filters);
  for (let i = 0; i < data.length; i++) {
    const filter = i % filters;
    largest[filter] = Math.max(largest[filter]!, Math.abs(data[i]!));
  }
  return largest;
}

function subtitleOf(all: Layout, shown: Layout, height: number): string[] {
  const part = (count: number, of: number) =>
    count < of ? `the first ${count} of ${formatCount(of)}` : formatCount(of);
  const columns = `a column for each filter: ${part(shown.filters, all.filters)}`;
  if (all.width === 1 && all.channels === 1) return [columns, `a row for each input: ${part(height, all.height)}`];
  return [columns, `a row for each channel of the input: ${part(shown.channels, all.channels)}`];
}

import type { Chart } from './picture.js';
import { colorOf, config, shapeOf } from './style.js';

/** Features of two dimensions and the classes they belong to. */
export interface Scatter {
  /** [N, 2], row-major. */
  readonly features: Float32Array;
  /** Class numbers, [N]. */
  readonly labels: Int32Array;
  readonly title: string;
  readonly subtitle: string;
  /** Titles of the axes. */
  readonly axes?: readonly [horizontal: string, vertical: string];
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly class: number;
}

/** Of more classes the numbers at their means are all there is room for. */
const MOST_IN_LEGEND = 30;

/** How wide a bold digit is, as a share of its height. */
const DIGIT = 0.75;

/** So few points are large, and have lines from the origin, as arrows of vectors would. */
const FEW = 20;

/** Side of the square in which points are drawn, in pixels. */
const SIDE = 620;

/**
 * A scatter of features coloured by class, both axes in the same scale and with the origin, from where angular layers see
 * them, so that angles are true. Each class has its number at its mean and an outline of its own, so that nobody needs the colours; of more than a hundred classes some look
 * alike. Numbers that would stand on others are left out, and points that aren't finite.
 */
export function scatterChart({ features, labels, title, subtitle, axes = ['feature 1', 'feature 2'] }: Scatter): Chart {
  const points = finitePoints(features, labels);
  const classes = [...new Set(points.map((point) => point.class))].sort((a, b) => a - b);
  const [horizontal, vertical] = squareDomains(points);
  const axis = { tickCount: 8 };
  const place = {
    x: { field: 'x', type: 'quantitative', title: axes[0], scale: { domain: horizontal, nice: false }, axis },
    y: { field: 'y', type: 'quantitative', title: axes[1], scale: { domain: vertical, nice: false }, axis },
  } as const;
  const isCrowded = classes.length > MOST_IN_LEGEND;
  const columns = Math.ceil(classes.length / 25);
  const legend = isCrowded ? null : { title: 'class', symbolSize: 90, symbolOpacity: 1, columns };
  const byClass = { field: 'class', type: 'nominal', legend } as const;
  const fontSize = isCrowded ? 11 : 19;
  const all = means(points, classes);
  const shown = withoutOverlaps(all, fontSize / SIDE, horizontal[1] - horizontal[0]);
  const isFew = points.length <= FEW;
  const color = { ...byClass, scale: { domain: classes, range: classes.map(colorOf) } };
  const shape = { ...byClass, scale: { domain: classes, range: classes.map(shapeOf) } };
  // The first text is the halo of the second.
  const texts = [{ stroke: 'white', strokeWidth: 5, strokeJoin: 'round' }, { color: '#111111' }] as const;
  return {
    width: SIDE,
    height: SIDE,
    title: { text: title, subtitle: [subtitle, ...leftOut(all.length - shown.length)] },
    config,
    layer: [
      {
        data: { values: isFew ? points : [] },
        mark: { type: 'rule', color: '#999999', strokeWidth: 1.5 },
        encoding: { ...place, x2: { datum: 0 }, y2: { datum: 0 } },
      },
      {
        data: { values: points },
        mark: { type: 'point', filled: true, size: isFew ? 220 : 11, opacity: isFew ? 1 : 0.75, clip: true },
        encoding: { ...place, color, shape },
      },
      ...texts.map((look) => ({
        data: { values: shown },
        mark: { type: 'text', fontSize, fontWeight: 'bold', dx: isFew ? fontSize : 0, ...look } as const,
        encoding: { ...place, text: { field: 'class', type: 'nominal' } as const },
      })),
    ],
  };
}

function finitePoints(features: Float32Array, labels: Int32Array): Point[] {
  const points = Array.from(labels, (label, i) => ({ x: features[2 * i]!, y: features[2 * i + 1]!, class: label }));
  return points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
}

/** Two ranges of one length that hold all points and the origin, with a margin of 4 %. */
function squareDomains(points: readonly Point[]): [[number, number], [number, number]] {
  const [x, y] = [extent(points, (point) => point.x), extent(points, (point) => point.y)];
  const half = (Math.max(x[1] - x[0], y[1] - y[0]) * 1.08) / 2 || 1;
  const around = ([low, high]: readonly [number, number]): [number, number] => {
    const middle = (low + high) / 2;
    return [middle - half, middle + half];
  };
  return [around(x), around(y)];
}

function extent(points: readonly Point[], read: (point: Point) => number): readonly [number, number] {
  return points.reduce<readonly [number, number]>(
    ([low, high], point) => [Math.min(low, read(point)), Math.max(high, read(point))],
    [0, 0],
  );
}

function means(points: readonly Point[], classes: readonly number[]): Point[] {
  return classes.map((number) => {
    const members = points.filter((point) => point.class === number);
    const mean = (axis: 'x' | 'y') => members.reduce((sum, point) => sum + point[axis], 0) / members.length;
    return { x: mean('x'), y: mean('y'), class: number };
  });
}

/**
 * Those whose numbers stand on none before them.
 * @param height of a number, as a share of the picture's side, which is `range` long
 */
function withoutOverlaps(places: readonly Point[], height: number, range: number): readonly Point[] {
  const widthOf = (point: Point) => String(point.class).length * DIGIT * height * range;
  const kept: Point[] = [];
  for (const place of places) {
    const isFree = kept.every(
      (other) =>
        Math.abs(other.y - place.y) > height * range ||
        Math.abs(other.x - place.x) > (widthOf(other) + widthOf(place)) / 2,
    );
    if (isFree) kept.push(place);
  }
  return kept;
}

function leftOut(count: number): string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? '1 class has no number, which would stand on another'
      : `${count} classes have no number, which would stand on another`,
  ];
}

import type { Chart, Panel } from './picture.js';
import { colorOf, config, dashOf, lineLegend } from './style.js';

/** A function of the angle, from 0 to pi. */
export interface AngleCurve {
  /** As it is written: `log(m: 0.3rad)`. */
  readonly name: string;
  /** NaN or infinite where there is no value. */
  value(theta: number): number;
  /** Per radian; absent where the function is too large to differentiate. */
  slope?(theta: number): number;
}

const POINTS = 720;
const WIDTH = 640;
/** Poles begin nearer to the ends than this. */
const INNER: readonly [number, number] = [Math.PI / 9, (8 * Math.PI) / 9];
/** A curve that takes so many times the range that it has further inside is cut off. */
const FAR = 8;

type Read = (curve: AngleCurve) => ((theta: number) => number) | undefined;

/**
 * Angle functions and below them their derivatives. Each has dashes of its own, so that nobody needs the colours. Where a
 * function grows without bound, or nearly, the scale shows what it does between 20° and 160°, and the rest is cut off.
 */
export function angleCurvesChart(curves: readonly AngleCurve[]): Chart {
  return {
    title: { text: 'Angle functions', subtitle: 'over the angle between input and filter' },
    config,
    vconcat: [
      panel(curves, 'g(θ)', 300, ({ value }) => value),
      panel(curves, 'dg/dθ, per radian', 240, ({ slope }) => slope),
    ],
  };
}

function panel(curves: readonly AngleCurve[], title: string, height: number, read: Read): Panel {
  const series = curves.map((curve) => ({ name: curve.name, samples: samplesOf(read(curve)) }));
  const [least, most] = domainOf(series.map(({ samples }) => samples));
  const values = series.flatMap(({ name, samples }) => split(samples, [least, most]).map((one) => ({ name, ...one })));
  const domain = series.map(({ name }) => name);
  return {
    width: WIDTH,
    height,
    data: { values },
    mark: { type: 'line', strokeWidth: 2, clip: true },
    encoding: {
      x: {
        field: 'theta',
        type: 'quantitative',
        title: 'θ',
        scale: { domain: [0, 180], nice: false },
        axis: { values: [0, 30, 60, 90, 120, 150, 180], labelExpr: "datum.value + '°'" },
      },
      y: { field: 'value', type: 'quantitative', title, scale: { domain: [least, most], nice: false } },
      detail: { field: 'piece', type: 'nominal' },
      color: {
        field: 'name',
        type: 'nominal',
        title: null,
        scale: { domain, range: domain.map((_, index) => colorOf(index)) },
        legend: lineLegend,
      },
      strokeDash: {
        field: 'name',
        type: 'nominal',
        title: null,
        scale: { domain, range: domain.map((_, index) => dashOf(index)) },
        legend: lineLegend,
      },
    },
  };
}

interface Sample {
  readonly theta: number;
  readonly value: number;
}

function samplesOf(read: ((theta: number) => number) | undefined): Sample[] {
  if (!read) return [];
  return Array.from({ length: POINTS + 1 }, (_, index) => {
    const theta = (index * Math.PI) / POINTS;
    return { theta, value: read(theta) };
  });
}

/** What all curves take together, a little wider. */
function domainOf(series: readonly (readonly Sample[])[]): readonly [number, number] {
  const ranges = series.filter((samples) => samples.length > 0).map(shownRange);
  const [least, most] = [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
  if (!Number.isFinite(most - least)) return [0, 1];
  const edge = 0.04 * (most - least || 1);
  return [least - edge, most + edge];
}

function shownRange(samples: readonly Sample[]): readonly [number, number] {
  const finite = samples.filter(({ value }) => Number.isFinite(value));
  const all = rangeOf(finite);
  const inner = rangeOf(finite.filter(({ theta }) => theta >= INNER[0] && theta <= INNER[1]));
  const size = inner[1] - inner[0];
  return size > 0 && all[1] - all[0] > FAR * size ? inner : all;
}

function rangeOf(samples: readonly Sample[]): readonly [number, number] {
  return samples.reduce<readonly [number, number]>(
    ([least, most], { value }) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
}

/** Pieces between which there is no value; what lies far outside of the scale would only make numbers large. */
function split(samples: readonly Sample[], [least, most]: readonly [number, number]) {
  const beyond = most - least;
  let piece = 0;
  return samples.flatMap(({ theta, value }) => {
    if (!Number.isFinite(value)) {
      piece++;
      return [];
    }
    const shown = Math.min(most + beyond, Math.max(least - beyond, value));
    return [{ theta: (theta * 180) / Math.PI, value: shown, piece }];
  });
}

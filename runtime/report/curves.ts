import type { Chart, Panel } from './picture.js';
import { averages, type Sample } from './smoothing.js';
import { config, lineLegend, palette } from './style.js';

/** What was measured at one step; a quantity that wasn't is absent. Accuracies are fractions. */
export interface CurvePoint {
  readonly step: number;
  readonly loss?: number | undefined;
  readonly accuracy?: number | undefined;
  readonly validationLoss?: number | undefined;
  readonly validationAccuracy?: number | undefined;
  readonly testLoss?: number | undefined;
  readonly testAccuracy?: number | undefined;
}

export interface Curves {
  readonly points: readonly CurvePoint[];
  readonly title: string;
  readonly subtitle: string;
}

/** One line of a panel. */
interface Series {
  readonly name: string;
  readonly samples: readonly Sample[];
  readonly color: string;
  readonly dash: readonly number[];
  readonly mark: { readonly strokeWidth: number; readonly point?: PointLook };
}

interface PointLook {
  readonly filled: boolean;
  readonly size: number;
  readonly shape: string;
}

const WIDTH = 640;
const HEIGHT = 240;

/** Loss and accuracy against the step, one above the other: batches thin, their average bold, validation as squares and tests as diamonds. */
export function curvesChart({ points, title, subtitle }: Curves): Chart {
  const last = points.reduce((step, point) => Math.max(step, point.step), 1);
  const panels = [
    panel(series(points, 'loss', 'validationLoss', 'testLoss'), last, { title: 'loss' }),
    panel(series(points, 'accuracy', 'validationAccuracy', 'testAccuracy'), last, {
      title: 'accuracy',
      axis: { format: '~%' },
    }),
  ];
  return {
    title: { text: title, subtitle },
    config,
    vconcat: panels.filter((one) => one !== undefined),
    resolve: { scale: { color: 'independent', strokeDash: 'independent' } },
  };
}

function series(
  points: readonly CurvePoint[],
  training: 'loss' | 'accuracy',
  validation: 'validationLoss' | 'validationAccuracy',
  test: 'testLoss' | 'testAccuracy',
): Series[] {
  const batches = samplesOf(points, training);
  const dots = (shape: string) => ({ strokeWidth: 1.5, point: { filled: true, size: 45, shape } });
  const all: Series[] = [
    {
      name: 'training batches',
      samples: averages(batches, 800),
      color: '#b5d5f2',
      dash: [1, 0],
      mark: { strokeWidth: 1 },
    },
    {
      name: 'their average',
      samples: averages(batches, 80),
      color: palette[0],
      dash: [1, 0],
      mark: { strokeWidth: 2.5 },
    },
    {
      name: 'validation',
      samples: samplesOf(points, validation),
      color: palette[1],
      dash: [6, 3],
      mark: dots('square'),
    },
    { name: 'test ◆', samples: samplesOf(points, test), color: palette[2], dash: [2, 2], mark: dots('diamond') },
  ];
  return all.filter(({ samples }) => samples.length > 0);
}

function samplesOf(points: readonly CurvePoint[], quantity: Exclude<keyof CurvePoint, 'step'>): Sample[] {
  return points.flatMap((point) => {
    const value = point[quantity];
    return value !== undefined && Number.isFinite(value) ? [{ step: point.step, value }] : [];
  });
}

function panel(
  lines: readonly Series[],
  last: number,
  y: { readonly title: string; readonly axis?: { readonly format: string } },
): Panel | undefined {
  if (lines.length === 0) return undefined;
  const names = lines.map(({ name }) => name);
  const series = { field: 'series', type: 'nominal', title: null, legend: lineLegend } as const;
  const encoding = {
    x: {
      field: 'step',
      type: 'quantitative',
      title: 'step',
      scale: { domainMin: 0, domainMax: last, nice: false },
      axis: { tickMinStep: 1, format: ',d' },
    },
    y: { field: 'value', type: 'quantitative', scale: { zero: false }, ...y },
    color: { ...series, scale: { domain: names, range: lines.map(({ color }) => color) } },
    strokeDash: { ...series, scale: { domain: names, range: lines.map(({ dash }) => [...dash]) } },
  } as const;
  return {
    width: WIDTH,
    height: HEIGHT,
    layer: lines.map(({ name, samples, mark }) => ({
      data: { values: samples.map((sample) => ({ ...sample, series: name })) },
      mark: { type: 'line', ...mark },
      encoding,
    })),
  };
}

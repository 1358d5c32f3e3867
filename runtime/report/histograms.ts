import { formatAngle, formatCount } from '../format-numbers.js';
import type { Chart, Panel } from './picture.js';
import { colorOf, config } from './style.js';

/** How often angles occur in bins of equal width from 0 to pi. */
export interface AngleHistogram {
  readonly counts: readonly number[];
  /** In radians; null where there was no angle. */
  readonly mean: number | null;
}

export interface LayerHistogram extends AngleHistogram {
  readonly layer: string;
  readonly kind: string;
  readonly examples: number;
  /** Of a classifier: angles to the filter of an example's own class. */
  readonly own?: AngleHistogram | undefined;
}

const COLUMNS = 3;
const OWN = 'own class';
const ALL = 'all filters';
const UNEVEN = 'where the own class is shown, the scale of shares is one of square roots';

/**
 * The distribution of the angles of each layer, side by side. A rule stands at 90°, where input and filter have nothing in
 * common. Of a classifier a dashed line shows the angles to the own class by themselves, on a scale of square roots.
 */
export function histogramsChart(layers: readonly LayerHistogram[], title: string): Chart {
  const examples = layers.reduce((most, layer) => Math.max(most, layer.examples), 0);
  const shares = `shares of angles in bins of ${binWidth(layers)}°; up to ${formatCount(examples)} test examples`;
  const subtitle = layers.some(({ own }) => own) ? [shares, UNEVEN] : shares;
  return {
    title: { text: title, subtitle },
    config,
    columns: Math.min(COLUMNS, layers.length),
    // Texts that are thought to be wider than they are would move the panels.
    bounds: 'flush',
    spacing: { row: 84, column: 46 },
    resolve: { scale: { color: 'shared', strokeDash: 'shared' } },
    concat: layers.map((layer) => panel(layer, layers.length === 1)),
  };
}

function binWidth([first]: readonly LayerHistogram[]): number {
  return first ? 180 / first.counts.length : 0;
}

function panel({ layer, kind, own, ...all }: LayerHistogram, alone: boolean): Panel {
  const lines = own ? [OWN, ALL] : [ALL];
  const values = [...steps(all, ALL), ...(own ? steps(own, OWN) : [])];
  const means = [meanText(all, own ? `${ALL}: ` : ''), ...(own ? [meanText(own, `${OWN}: `)] : [])];
  const series = { field: 'series', type: 'nominal', title: null } as const;
  const legend = own
    ? ({ orient: 'bottom', symbolType: 'stroke', symbolSize: 700, symbolStrokeWidth: 2 } as const)
    : null;
  return {
    width: alone ? 520 : 230,
    height: alone ? 220 : 120,
    title: {
      text: `${layer}: ${kind}`,
      subtitle: means,
      fontSize: 12,
      subtitleFontSize: 11,
      offset: 6,
      frame: 'group',
    },
    layer: [
      {
        data: { values: values.filter((one) => one.series === ALL) },
        mark: { type: 'area', interpolate: 'step-after', color: colorOf(0), opacity: 0.35 },
        encoding: places(own !== undefined),
      },
      {
        data: { values },
        mark: { type: 'line', interpolate: 'step-after', strokeWidth: 1.5 },
        encoding: {
          ...places(own !== undefined),
          color: { ...series, legend, scale: { domain: lines, range: own ? ['#111111', colorOf(0)] : [colorOf(0)] } },
          strokeDash: {
            ...series,
            legend,
            scale: {
              domain: lines,
              range: own
                ? [
                    [5, 3],
                    [1, 0],
                  ]
                : [[1, 0]],
            },
          },
        },
      },
      {
        data: { values: [{ theta: 90 }] },
        mark: { type: 'rule', color: '#666666', strokeDash: [2, 2] },
        encoding: { x: { field: 'theta', type: 'quantitative' } },
      },
    ],
    resolve: { scale: { color: 'independent', strokeDash: 'independent' } },
  };
}

const degrees: [number, number] = [0, 180];

/** @param isUneven whether some shares are so large that others would vanish beside them */
function places(isUneven: boolean) {
  const ticks = [0, 45, 90, 135, 180];
  return {
    x: {
      field: 'theta',
      type: 'quantitative',
      title: null,
      scale: { domain: degrees, nice: false },
      axis: { values: ticks, labelExpr: "datum.value + '°'" },
    },
    y: {
      field: 'share',
      type: 'quantitative',
      title: null,
      axis: { tickCount: 4, format: '~%' },
      stack: null,
      scale: { type: isUneven ? 'sqrt' : 'linear' },
    },
  } as const;
}

/** Steps from the left of each bin to its right. */
function steps({ counts }: AngleHistogram, series: string) {
  const total = counts.reduce((sum, count) => sum + count, 0) || 1;
  const width = 180 / counts.length;
  return [...counts, counts.at(-1)!].map((count, bin) => ({ theta: bin * width, share: count / total, series }));
}

function meanText({ mean }: AngleHistogram, what: string): string {
  return mean === null ? `${what}no angles` : `${what}mean ${formatAngle(mean)}`;
}

import { plural } from '../format-numbers.js';
import type { Chart, Panel } from './picture.js';
import type { RunGroup, RunGroups } from './run-groups.js';
import { colorOf, config, dashOf, lineLegend } from './style.js';

/** Stretches of steps whose means are drawn. */
const STRETCHES = 80;
const WIDTH = 640;
/** How wide a letter of 12 pixels is at most, but for a few capitals. */
const LETTER = 7.5;

const panels = [
  { title: 'training loss', quantity: 'loss', height: 200 },
  { title: 'training accuracy', quantity: 'accuracy', height: 200, format: '~%' },
  { title: 'validation accuracy', quantity: 'validationAccuracy', height: 160, format: '~%' },
] as const;

type PanelDescription = (typeof panels)[number];

/**
 * Learning curves of several runs in one picture: the mean of each stretch of steps, and where a group has several seeds,
 * a band from the least to the greatest of them. Groups have dashes of their own, so that nobody needs the colours.
 */
export function runCurvesChart({ groups, shared }: RunGroups, title: string): Chart {
  const last = Math.max(1, ...groups.flatMap(({ runs }) => runs.flatMap((points) => points.map(({ step }) => step))));
  const drawn = panels.flatMap((description) => panel(groups, last, description) ?? []);
  const seeds = Math.max(0, ...groups.map(({ runs }) => runs.length));
  const stretch = plural(Math.max(1, Math.round(last / STRETCHES)), 'step');
  const subtitle = [
    seeds > 1 ? 'means over seeds; bands from the least to the greatest' : 'one seed',
    `each point is the mean of ${stretch}; training loss with its penalties`,
    ...(shared.length > 0 ? [`all with ${shared.join(', ')}`] : []),
  ];
  const tests = testPanel(groups);
  return { title: { text: title, subtitle }, config, vconcat: [...drawn, ...(tests ? [tests] : [])] };
}

function panel(
  groups: readonly RunGroup[],
  last: number,
  { title, quantity, height, ...rest }: PanelDescription,
): Panel | undefined {
  const values = groups.flatMap(({ name, runs }) => spread(runs, quantity, last).map((one) => ({ name, ...one })));
  if (values.length === 0) return undefined;
  const domain = groups.map(({ name }) => name);
  const axis = 'format' in rest ? { format: rest.format } : {};
  const series = { field: 'name', type: 'nominal', title: null } as const;
  // Names may differ at their ends only, so none is cut off.
  const legend = { ...lineLegend, labelLimit: 0, columns: legendColumns(domain) };
  const color = { ...series, scale: { domain, range: domain.map((_, index) => colorOf(index)) }, legend } as const;
  const dash = { ...series, scale: { domain, range: domain.map((_, index) => dashOf(index)) }, legend } as const;
  const steps: [number, number] = [0, last];
  const x = {
    field: 'step',
    type: 'quantitative',
    title: 'step',
    scale: { domain: steps, nice: false },
    axis: { tickMinStep: 1, format: ',d' },
  } as const;
  const y = (field: string) => ({ field, type: 'quantitative', title, scale: { zero: false }, axis }) as const;
  return {
    width: WIDTH,
    height,
    data: { values },
    layer: [
      { mark: { type: 'area', opacity: 0.18 }, encoding: { x, y: y('least'), y2: { field: 'most' }, color } },
      {
        mark: { type: 'line', strokeWidth: 2 },
        encoding: { x, y: y('mean'), color, strokeDash: dash },
      },
    ],
  };
}

/** As many as fit beside each other, with their lines. */
function legendColumns(names: readonly string[]): number {
  const widest = Math.max(...names.map(({ length }) => length)) * LETTER + 70;
  return Math.max(1, Math.min(lineLegend.columns, Math.floor(WIDTH / widest)));
}

/** A row for each group: its name, below it a dot for each seed, and where there are several a line at their mean. */
function testPanel(groups: readonly RunGroup[]): Panel | undefined {
  const values = groups.flatMap(({ name, runs }) =>
    runs.flatMap((points) =>
      points.flatMap(({ testAccuracy: accuracy }) => (accuracy === undefined ? [] : [{ name, accuracy }])),
    ),
  );
  if (values.length === 0) return undefined;
  const several = groups.some(({ runs }) => runs.length > 1);
  const x = {
    field: 'accuracy',
    type: 'quantitative',
    title: several ? 'test accuracy (dots: seeds, bars: their means)' : 'test accuracy',
    scale: { zero: false, padding: 12 },
    axis: { format: '~%' },
  } as const;
  const domain = groups.map(({ name }) => name);
  // Names stand within the rows: long ones would push all panels to the right.
  const inside = { labelAlign: 'left', labelPadding: -8, labelOffset: -10, labelLimit: 0 } as const;
  const axis = { ...inside, ticks: false, grid: true, tickBand: 'extent' } as const;
  const y = { field: 'name', type: 'nominal', title: null, scale: { domain }, axis } as const;
  const mean = {
    mark: { type: 'tick', thickness: 2, size: 20, color: '#222222', yOffset: 8 },
    encoding: { x: { ...x, aggregate: 'mean' }, y },
  } as const;
  return {
    width: WIDTH,
    height: { step: 48 },
    data: { values },
    layer: [
      {
        mark: { type: 'point', filled: true, size: 60, opacity: 0.8, color: '#222222', yOffset: 8 },
        encoding: { x, y },
      },
      ...(several ? [mean] : []),
    ],
  };
}

/** The mean over the runs that have measured something in a stretch, and the least and greatest. */
function spread(runs: RunGroup['runs'], quantity: PanelDescription['quantity'], last: number) {
  const stretches = new Map<number, Map<number, { sum: number; steps: number; count: number }>>();
  runs.forEach((points, run) => {
    for (const point of points) {
      const value = point[quantity];
      if (value === undefined || !Number.isFinite(value)) continue;
      const stretch = Math.min(STRETCHES - 1, Math.floor(((point.step - 1) / last) * STRETCHES));
      const ofRuns = stretches.get(stretch) ?? new Map<number, { sum: number; steps: number; count: number }>();
      stretches.set(stretch, ofRuns);
      const { sum, steps, count } = ofRuns.get(run) ?? { sum: 0, steps: 0, count: 0 };
      ofRuns.set(run, { sum: sum + value, steps: steps + point.step, count: count + 1 });
    }
  });
  return [...stretches]
    .sort(([a], [b]) => a - b)
    .map(([, ofRuns]) => {
      const each = [...ofRuns.values()].map(({ sum, steps, count }) => ({ value: sum / count, step: steps / count }));
      const values = each.map(({ value }) => value);
      const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
      return {
        step: mean(each.map(({ step }) => step)),
        mean: mean(values),
        least: Math.min(...values),
        most: Math.max(...values),
      };
    });
}

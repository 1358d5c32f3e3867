import { isComplete } from '../../analysis/complete.js';
import { evaluateFunction } from '../../evaluation/build-expression.js';
import { moduleOf, placeOf } from '../../evaluation/context.js';
import { inputOf } from './check-experiment.js';
import type { Experiment } from './experiment.js';
import { argumentIn, type FieldValue } from './field-values.js';
import type { LayerNode } from './network.js';

/** The values of a pixel, of which data sets of images are made. */
const pixels = Array.from({ length: 256 }, (_, value) => value);

/** No recipe has larger values than this but for pixels that are left as they are, around 0. */
const largest = 20;

/** Every pixel must become a number, not all of them the same, and none far from 0 where that counts. */
export function checkNormalization(experiment: Experiment, { value, environment }: FieldValue): void {
  const { description } = experiment.data;
  const written = argumentIn(value, 'normalize')?.value;
  // The values of other arrays are not known before they are read.
  if (!written || !description.exampleShape) return;
  const place = placeOf(environment, written);
  // What is wrong in itself, which was reported, has no values.
  if (!isComplete({ expression: written, lets: [], variable: 'x', values: new Map() })) return;
  if (environment.reporter.hasErrorIn(place)) return;
  const { start, end } = written.span;
  const shown = `\`${moduleOf(environment, written).text.slice(start, end)}\``;
  const argument = { construct: description.name, parameter: 'normalize', value: shown };
  const become = pixels.map((pixel) => evaluateFunction(written, 'x', pixel));
  const impossible = impossibleReason(become);
  if (impossible !== undefined) {
    environment.reporter.report('argument-range', { ...argument, reason: impossible }, place);
  } else if (isFarFromZero(become) && !isScaleIgnored(experiment)) {
    const [from, to] = rangeOf(become).map((bound) => Number(bound.toPrecision(3)));
    const reason = `pixels from 0 to 255 become values from ${from} to ${to}`;
    const hint = 'Where pixels up to 1 are meant, write `x / 255` for `x`.';
    environment.reporter.report('unlikely-value', { ...argument, reason }, place, { hint });
  }
}

function impossibleReason(become: readonly number[]): string | undefined {
  const undefinedAt = become.findIndex((result) => !Number.isFinite(result));
  if (undefinedAt >= 0) return `it has no finite value where x is ${undefinedAt}`;
  return become.every((result) => result === become[0]) ? `every pixel becomes ${become[0]}` : undefined;
}

function rangeOf(values: readonly number[]): readonly [low: number, high: number] {
  return [Math.min(...values), Math.max(...values)];
}

/** How much further from 0 pixels may lie on one side than on the other where a mean, of dark images too, is taken off. */
const mostUneven = 10;

/** Whether values are large and not around 0, as those are in older recipes that only take off the mean. */
function isFarFromZero(values: readonly number[]): boolean {
  const [low, high] = rangeOf(values);
  const isCentred = low < 0 && high > 0 && Math.max(-low, high) <= mostUneven * Math.min(-low, high);
  return !isCentred && Math.max(-low, high) > largest;
}

/** Layers that give many times as much for what is many times as large, without a bias. */
const proportional: ReadonlySet<string> = new Set(
  'flatten maxpool avgpool relu prelu dropout add concat conv fc'.split(' '),
);

/** Whether the net gives the same for examples that are many times as large. */
function isScaleIgnored({ network }: Experiment): boolean {
  const readers = new Map<LayerNode, LayerNode[]>();
  for (const node of network.nodes)
    for (const input of node.inputs) readers.set(input, [...(readers.get(input) ?? []), node]);
  // What follows proportionally from the examples; a set that grows while it is gone through is gone through to its end.
  const scaled = new Set([inputOf({ network })]);
  for (const node of scaled) {
    const next = readers.get(node) ?? [];
    if (next.length === 0) return false;
    for (const reader of next) {
      if (reader.layer.ignoresScale) continue;
      const hasBias = reader.args.has('bias') && reader.args.bool('bias');
      if (!proportional.has(reader.layer.name) || hasBias) return false;
      scaled.add(reader);
    }
  }
  return true;
}

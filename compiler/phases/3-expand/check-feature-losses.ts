import { placeOf } from '../../evaluation/context.js';
import type { Experiment } from './experiment.js';
import type { FieldValue } from './field-values.js';
import { limits } from './limits.js';
import { formatShape } from './network.js';

/** Losses of features read vectors, fit into memory, and leave it to another loss to know classes where they don't. */
export function checkFeatureLosses({ losses, batch }: Experiment, { value, environment }: FieldValue): void {
  const { reporter } = environment;
  for (const { loss, target, args, place } of losses) {
    if (loss.reads === 'features' && target.shape.length !== 1) {
      const related = [{ place: target.place, message: `this layer gives ${formatShape(target.shape)}` }];
      const needs = { loss: loss.name, layer: target.path, gives: formatShape(target.shape) };
      reporter.report('loss-needs-vectors', needs, place, { related });
    }
    const elements = loss.elements?.(batch, args) ?? 0;
    if (elements <= limits.elements) continue;
    const what = `elements in what \`${loss.name}\` compares of a batch of ${batch}`;
    const hint = 'Use a smaller batch, or `mining: hard`.';
    reporter.report(
      'too-large',
      { what, count: elements.toLocaleString('en'), limit: limits.elements.toLocaleString('en') },
      place,
      { hint },
    );
  }
  if (losses.some(({ loss }) => loss.knowsClasses)) return;
  const names = [...new Set(losses.map(({ loss }) => `\`${loss.name}\``))].join(' and ');
  reporter.report('loss-without-classes', { losses: names }, placeOf(environment, value));
}

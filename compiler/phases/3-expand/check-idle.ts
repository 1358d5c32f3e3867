import { augmentationsOf } from '../../data/index.js';
import type { Place } from '../../diagnostics/diagnostic.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { listed } from '../../evaluation/call-of.js';
import { placeOf } from '../../evaluation/context.js';
import type { Effective } from '../../experiments/effective.js';
import type { Idle } from '../../schema.js';
import { inputOf } from './check-experiment.js';
import type { Experiment, RegularizerTerm } from './experiment.js';
import { argumentIn, fieldValue, type FieldValue } from './field-values.js';
import { areFrozen } from './network.js';

/**
 * Reports what an experiment says in its own text and what does nothing there. Cells and profiles, which compare it
 * with something, may leave it without effect.
 */
export function checkIdle(experiment: Experiment, effective: Effective, reporter: Reporter): void {
  const field = (name: string) => fieldValue(effective, name, reporter);
  checkOptimizer(experiment, field('optimizer')!);
  checkAugmentations(experiment, field('data')!);
  const regularize = field('regularize');
  if (regularize) checkPenalties(experiment, regularize);
}

function checkOptimizer({ optimizer: { optimizer, args } }: Experiment, { value, environment }: FieldValue): void {
  const idle = optimizer.idle?.(args);
  if (!idle) return;
  const place = placeOf(environment, argumentIn(value, idle.parameter) ?? value);
  reportIdle(`\`${idle.parameter}\` of \`${optimizer.name}\``, idle, place, environment.reporter);
}

function checkAugmentations(experiment: Experiment, { value, environment }: FieldValue): void {
  const [height, width] = inputOf(experiment).shape;
  let size = { height: height!, width: width! };
  const written = argumentIn(value, 'augment')?.value ?? value;
  for (const [index, { augmentation, args }] of augmentationsOf(experiment.data.args).entries()) {
    const idle = augmentation.idle?.(size, args);
    const place = placeOf(environment, listed(written)[index] ?? written);
    if (idle) reportIdle(`\`${augmentation.name}\``, idle, place, environment.reporter);
    const output = augmentation.output(size, args);
    if (!('problem' in output)) size = output;
  }
}

function checkPenalties({ regularizers }: Experiment, { value, environment }: FieldValue): void {
  for (const [index, item] of listed(value).entries()) {
    const term = regularizers[index]!;
    const idle = idlePenalty(term);
    if (idle) reportIdle(`\`${term.regularizer.name}\``, idle, placeOf(environment, item), environment.reporter);
  }
}

function idlePenalty({ args, targets }: RegularizerTerm): Idle | undefined {
  if (!args.has('on')) return undefined;
  return areFrozen(targets) ? { reason: 'every layer that it selects is frozen' } : undefined;
}

function reportIdle(what: string, { reason, hint }: Idle, place: Place, reporter: Reporter): void {
  reporter.report('no-effect', { what, reason }, place, hint === undefined ? {} : { hint });
}

import { trainingCount } from '../../data/dataset.js';
import { placeOf } from '../../evaluation/context.js';
import { placeOfArgument, type FieldValue } from './field-values.js';
import type { CompileTimeValue } from '../../schema.js';
import { stepsOf, type Experiment } from './experiment.js';

/** No run is so short on purpose that whole numbers up to 100 lie in its first hundredth. */
const earlyShare = 0.01;

/** The share of a run in which its rate may grow. */
const warmUp = 0.1;

/** Milestones should lie within the run, and count steps; the rate should fall. */
export function checkSchedule(experiment: Experiment, field: FieldValue): void {
  const { schedule, length, data } = experiment;
  if (!schedule?.args.has('at')) return;
  const factor = schedule.args.real('factor');
  const count = trainingCount(data.description, data.args);
  const steps = count === undefined && 'epochs' in length ? Infinity : stepsOf(experiment, count ?? 0);
  const milestones = schedule.args.list('at');
  checkFactor(factor, milestones, steps, field);
  checkFirst(milestones[0], field);
  const whole = milestones.flatMap((each) => (each.kind === 'int' ? [each.value] : []));
  const last = whole.at(-1);
  if (last === undefined) return;
  const { reporter } = field.environment;
  if ('epochs' in length && count !== undefined && whole.length === milestones.length) {
    if (last > 1 && last <= length.epochs && last < count / experiment.batch) {
      const args = { milestones: whole, epochs: length.epochs, steps };
      return reporter.report('milestones-in-epochs', args, placeOfArgument('at', field));
    }
  }
  // A short trial of a long recipe may leave some out.
  const late = whole.filter((milestone) => milestone > steps);
  if (late.length > 0) {
    reporter.report('milestone-unreached', { milestones: late, steps }, placeOf(field.environment, field.value));
  } else if (factor < 1 && last > 1 && last < 100 && last <= steps * earlyShare && steps < Infinity) {
    reporter.report('milestones-in-percent', { milestones: whole, steps }, placeOfArgument('at', field));
  }
}

/** Before a milestone of 0 there is no step that has the optimizer's rate. */
function checkFirst(first: CompileTimeValue | undefined, field: FieldValue): void {
  if ((first?.kind !== 'int' && first?.kind !== 'percent') || first.value !== 0) return;
  const reason = 'the rate is multiplied before the first step, so no step has the `lr` of the optimizer';
  const args = { construct: 'steps', parameter: 'at', value: first.kind === 'int' ? '0' : '0%', reason };
  field.environment.reporter.report('unlikely-value', args, placeOfArgument('at', field));
}

/** A rate may grow at the beginning of a run, to warm up. */
function checkFactor(factor: number, milestones: readonly CompileTimeValue[], steps: number, field: FieldValue): void {
  const isEarly = (each: CompileTimeValue) =>
    (each.kind === 'int' && each.value <= warmUp * steps) || (each.kind === 'percent' && each.value <= warmUp);
  if (factor > 1 && !milestones.every(isEarly))
    field.environment.reporter.report('growing-rate', { factor }, placeOfArgument('factor', field));
}

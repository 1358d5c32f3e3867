import { visit, type Expression } from '../../../grammar/index.js';
import { trainingCount } from '../../data/dataset.js';
import { placeOf } from '../../evaluation/context.js';
import type { FieldValue } from './field-values.js';
import { stepsOf, type Experiment } from './experiment.js';

/** Milestones should lie within the run, and count steps; the rate should fall. */
export function checkSchedule(experiment: Experiment, field: FieldValue): void {
  const { schedule, length, data } = experiment;
  if (!schedule?.args.has('at')) return;
  checkFactor(schedule.args.real('factor'), field);
  const count = trainingCount(data.description, data.args);
  const milestones = schedule.args.list('at');
  const whole = milestones.flatMap((each) => (each.kind === 'int' ? [each.value] : []));
  const last = whole.at(-1);
  if (last === undefined) return;
  const { reporter } = field.environment;
  if ('epochs' in length && count !== undefined && whole.length === milestones.length) {
    const steps = stepsOf(experiment, count);
    if (last > 1 && last <= length.epochs && last < count / experiment.batch) {
      const args = { milestones: whole, epochs: length.epochs, steps };
      return reporter.report('milestones-in-epochs', args, placeOfArgument('at', field));
    }
  }
  // A short trial of a long recipe may leave some out.
  const steps = count === undefined && 'epochs' in length ? Infinity : stepsOf(experiment, count ?? 0);
  if (last >= steps) {
    reporter.report('milestone-unreached', { milestone: last, steps }, placeOf(field.environment, field.value));
  }
}

function checkFactor(factor: number, field: FieldValue): void {
  if (factor > 1) field.environment.reporter.report('growing-rate', { factor }, placeOfArgument('factor', field));
}

/** Where the value of a named argument stands, or the whole field where an edit has put it elsewhere. */
function placeOfArgument(name: string, { value, environment }: FieldValue): ReturnType<typeof placeOf> {
  let found: Expression | undefined;
  visit(value, (node) => {
    if (node.kind === 'argument' && node.name?.name === name) found = node.value;
  });
  return placeOf(environment, found ?? value);
}

import { trainingCount } from '../../data/dataset.js';
import { placeOf } from '../../evaluation/context.js';
import { sameShape } from '../../graph/types.js';
import { checkMargins, checkScale } from './check-head.js';
import { stepsOf, type Experiment } from './experiment.js';
import { formatShape, type LayerNode } from './network.js';
import type { FieldValue } from './field-values.js';

/** The layer that examples enter. */
export function inputOf({ network }: Pick<Experiment, 'network'>): LayerNode {
  return network.nodes.find((node) => node.layer.arity === 'none')!;
}

/** The data's examples must have the shape of the model's input. */
export function checkData(experiment: Experiment, { value, environment }: FieldValue): void {
  const { description } = experiment.data;
  const input = inputOf(experiment);
  if (!description.exampleShape || sameShape(description.exampleShape, input.shape)) return;
  const args = {
    data: description.name,
    gives: formatShape(description.exampleShape),
    input: formatShape(input.shape),
  };
  environment.reporter.report('data-shape', args, placeOf(environment, value), {
    related: [{ place: input.place, message: `this input takes ${formatShape(input.shape)}` }],
  });
}

/** Every loss reads one output a class, and a scale stands where a loss reads it. */
export function checkLosses(experiment: Experiment, { value, environment }: FieldValue): void {
  const { description, args } = experiment.data;
  const classes = description.classes(args);
  for (const { target } of experiment.losses) {
    if (isClassifier(target, classes)) continue;
    environment.reporter.report(
      'classes-mismatch',
      { data: description.name, classes, layer: target.path, gives: formatShape(target.shape) },
      placeOf(environment, value),
      { related: [{ place: target.place, message: `this layer gives ${formatShape(target.shape)}` }] },
    );
  }
  checkMargins(experiment.losses, { value, environment });
  const read = new Set(experiment.losses.map((term) => term.target));
  for (const node of read) checkScale(node, environment.reporter);
  const isWrong = experiment.losses.some(({ target }) => !isClassifier(target, classes));
  for (const node of experiment.network.nodes) {
    const { start, learned } = node.annotations.scale;
    if ((start === 1 && !learned) || read.has(node)) continue;
    // The layer that a loss should read was missed, and the loss has been told so.
    if (isWrong && isClassifier(node, classes)) continue;
    const layers = [...read].map(({ path }) => `\`${path}\``).join(' and ');
    const related = [{ place: placeOf(environment, value), message: `the loss reads ${layers}` }];
    environment.reporter.report('scale-not-on-loss', { layer: node.path }, node.place, { related });
  }
}

/** Whether a layer gives one output a class. */
function isClassifier({ shape }: LayerNode, classes: number): boolean {
  return shape.length === 1 && shape[0] === classes;
}

/** Milestones in steps should lie within the run; a short trial of a long recipe may leave some out. */
export function checkSchedule(experiment: Experiment, { value, environment }: FieldValue): void {
  const { schedule, length, data } = experiment;
  if (!schedule?.args.has('at')) return;
  const count = 'steps' in length ? 0 : trainingCount(data.description, data.args);
  const steps = count === undefined ? Infinity : stepsOf(experiment, count);
  const last = schedule.args.list('at').at(-1);
  if (last?.kind === 'int' && last.value >= steps) {
    const unreached = { milestone: last.value, steps };
    environment.reporter.report('milestone-unreached', unreached, placeOf(environment, value));
  }
}

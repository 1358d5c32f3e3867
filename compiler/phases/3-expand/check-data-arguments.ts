import type { Expression } from '../../../grammar/index.js';
import { augmentationsOf, validationCount } from '../../data/index.js';
import { placeOf } from '../../evaluation/context.js';
import { inputOf } from './check-experiment.js';
import { checkNormalization } from './check-normalization.js';
import type { Experiment } from './experiment.js';
import { argumentIn, type FieldValue } from './field-values.js';
import { formatShape } from './network.js';

/** Augmented images must have the size of the others, some examples be left to train on, and pixels stay apart. */
export function checkDataArguments(experiment: Experiment, field: FieldValue): void {
  checkAugmentations(experiment, field);
  checkValidation(experiment, field);
  checkNormalization(experiment, field);
}

function checkAugmentations(experiment: Experiment, { value, environment }: FieldValue): void {
  const calls = augmentationsOf(experiment.data.args);
  if (calls.length === 0) return;
  const { shape } = inputOf(experiment);
  const written = argumentIn(value, 'augment')?.value;
  const items = written?.kind === 'list' ? written.items : [];
  const report = (problem: string, at: Expression | undefined, hint?: string): void => {
    const place = placeOf(environment, at ?? written ?? value);
    environment.reporter.report('augmentation-shape', { problem }, place, hint === undefined ? {} : { hint });
  };
  if (shape.length !== 3)
    return report(`only images can be augmented, and the examples are ${formatShape(shape)}`, undefined);
  let size = { height: shape[0]!, width: shape[1]! };
  for (const [index, { augmentation, args }] of calls.entries()) {
    const output = augmentation.output(size, args);
    if ('problem' in output) return report(output.problem, items[index]);
    size = output;
  }
  if (size.height === shape[0] && size.width === shape[1]) return;
  const [from, to] = [`${shape[0]}x${shape[1]}`, `${size.height}x${size.width}`];
  const isLarger = size.height >= shape[0]! && size.width >= shape[1]!;
  const crop = `crop(${shape[0] === shape[1] ? shape[0] : from})`;
  const hint = isLarger
    ? `Add \`${crop}\`.`
    : `Where a random part is meant, make the image larger first: \`pad(4), ${crop}\`.`;
  report(`images of ${from} become ${to}, but the model takes ${from}`, undefined, hint);
}

function checkValidation({ data }: Experiment, { value, environment }: FieldValue): void {
  const { description, args } = data;
  const held = validationCount(args);
  if (description.trainCount === undefined || held < description.trainCount) return;
  const at = argumentIn(value, 'validation')?.value ?? value;
  const reason = `there are only ${description.trainCount} training examples`;
  const problem = { construct: description.name, parameter: 'validation', value: String(held), reason };
  environment.reporter.report('argument-range', problem, placeOf(environment, at));
}

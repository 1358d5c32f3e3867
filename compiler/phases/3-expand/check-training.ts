import type { Place } from '../../diagnostics/diagnostic.js';
import { placeOf } from '../../evaluation/context.js';
import type { Experiment } from './experiment.js';
import { placeOfArgument, type FieldValue } from './field-values.js';
import { areFrozen, hasWeights } from './network.js';

/** The fields that decide whether anything is trained. */
interface TrainingFields {
  readonly model: FieldValue;
  readonly loss: FieldValue;
  readonly optimizer: FieldValue;
}

/** Some weight must change in training: it isn't frozen, the rate isn't 0, and a loss counts. */
export function checkTraining(experiment: Experiment, fields: TrainingFields): void {
  // Centres of classes move by a rule of their own, without rate, factor and gradients.
  if (experiment.losses.some(({ loss }) => loss.reads === 'features' && loss.knowsClasses)) return;
  for (const find of [stillRate, stillLoss, frozen]) {
    const still = find(experiment, fields);
    if (still) fields.model.environment.reporter.report('nothing-trained', { reason: still.reason }, still.place);
  }
}

interface Still {
  readonly reason: string;
  readonly place: Place;
}

function stillRate({ optimizer: { args } }: Experiment, { optimizer: field }: TrainingFields): Still | undefined {
  if (args.real('lr') !== 0) return undefined;
  return { reason: 'the learning rate is 0', place: placeOfArgument('lr', field) };
}

function stillLoss(experiment: Experiment, { loss: { value, environment } }: TrainingFields): Still | undefined {
  if (experiment.losses.some(({ factor }) => factor > 0)) return undefined;
  return { reason: 'the loss is taken 0 times', place: placeOf(environment, value) };
}

function frozen(experiment: Experiment, { model: { value, environment } }: TrainingFields): Still | undefined {
  const { network, losses } = experiment;
  // A margin may learn numbers of its own.
  if (!areFrozen(network.nodes) || losses.some(({ args }) => args.has('margin'))) return undefined;
  const [first, ...others] = network.nodes.filter(hasWeights).map(({ annotations }) => annotations.places.freeze);
  const isOne = others.every((place) => place?.file === first?.file && place?.span.start === first?.span.start);
  return { reason: 'every layer is frozen', place: (isOne && first) || placeOf(environment, value) };
}

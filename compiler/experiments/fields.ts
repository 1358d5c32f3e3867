import { dataSets } from '../data/index.js';
import { losses } from '../losses/index.js';
import { optimizers } from '../optimizers/index.js';
import { regularizers } from '../regularizers/index.js';
import { schedules } from '../schedules/index.js';
import type { Signature, Type } from '../schema.js';
import { nanPolicies } from './nan-policy.js';

/** A field of an experiment: what may stand after its colon. */
export interface ExperimentField {
  readonly name: string;
  /** One sentence. */
  readonly doc: string;
  readonly example: string;
  readonly required: boolean;
  readonly form: FieldForm;
}

export type FieldForm =
  /** A call of a model of the spec. */
  | { readonly kind: 'model' }
  /** One call of a construct; or a list of calls; or a sum of calls, each with a number in front if need be. */
  | {
      readonly kind: 'call' | 'list' | 'sum';
      /** What the registry holds, for messages: "optimizer". */
      readonly what: string;
      readonly registry: ReadonlyMap<string, Signature>;
    }
  | { readonly kind: 'value'; readonly type: Type };

const all: readonly ExperimentField[] = [
  {
    name: 'model',
    doc: 'The model, with the arguments that it needs.',
    example: 'model: LeNet(classes: 10)',
    required: true,
    form: { kind: 'model' },
  },
  {
    name: 'data',
    doc: 'The data set and how its values are prepared.',
    example: 'data: mnist(normalize: (x - 127.5) / 128)',
    required: true,
    form: { kind: 'call', what: 'data set', registry: dataSets },
  },
  {
    name: 'loss',
    doc: 'What training makes small: a loss, or a sum of losses with factors.',
    example: 'loss: softmax(of: classifier)',
    required: true,
    form: { kind: 'sum', what: 'loss', registry: losses },
  },
  {
    name: 'regularize',
    doc: 'Penalties on weights that are added to the loss.',
    example: 'regularize: [l2(5e-4)]',
    required: false,
    form: { kind: 'list', what: 'regularizer', registry: regularizers },
  },
  {
    name: 'optimizer',
    doc: 'How weights move along their gradients.',
    example: 'optimizer: adam(lr: 0.001)',
    required: true,
    form: { kind: 'call', what: 'optimizer', registry: optimizers },
  },
  {
    name: 'schedule',
    doc: 'How the learning rate changes during training; it stays when absent.',
    example: 'schedule: steps(at: [47%, 70%, 88%], factor: 0.1)',
    required: false,
    form: { kind: 'call', what: 'schedule', registry: schedules },
  },
  {
    name: 'batch',
    doc: 'Number of examples of a training step.',
    example: 'batch: 128',
    required: true,
    form: { kind: 'value', type: { kind: 'int', min: 1, max: 65_536 } },
  },
  {
    name: 'steps',
    doc: 'Number of training steps; or say `epochs`.',
    example: 'steps: 42500',
    required: false,
    form: { kind: 'value', type: { kind: 'int', min: 0, max: 16_000_000 } },
  },
  {
    name: 'epochs',
    doc: 'Number of passes over the training data; or say `steps`.',
    example: 'epochs: 5',
    required: false,
    form: { kind: 'value', type: { kind: 'real', min: 0, aboveMin: true, max: 1e6 } },
  },
  {
    name: 'on_nan',
    doc:
      'What happens where the loss or a gradient is not finite, which is noticed before any weight moves: training ' +
      'stops (`stop`, the default), goes on with the next batch (`skip`), or does so with half the learning rate (`halve_lr`).',
    example: 'on_nan: skip',
    required: false,
    form: { kind: 'value', type: { kind: 'word', words: nanPolicies } },
  },
];

/** Fields of which an experiment has exactly one. */
export const lengthFields = ['steps', 'epochs'] as const;

/** Every field of an experiment. */
export const experimentFields: ReadonlyMap<string, ExperimentField> = new Map(all.map((field) => [field.name, field]));

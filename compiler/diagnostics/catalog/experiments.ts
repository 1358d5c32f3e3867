import { enumeration } from '../suggest.js';
import { error, warning } from './entry.js';

const net = 'model Net() {\n  image: input([28, 28, 1])\n  flatten\n  feature: fc(2)\n  classifier: angfc(10)\n}\n\n';

function experiment(fields: Record<string, string>, model = net): string {
  const all: Record<string, string> = {
    model: 'Net',
    data: 'mnist',
    loss: 'softmax(of: classifier)',
    optimizer: 'adam(lr: 0.001)',
    batch: '128',
    steps: '900',
    ...fields,
  };
  const lines = Object.entries(all).map(([name, value]) => (value === '' ? '' : `  ${name}: ${value}\n`));
  return `${model}experiment Digits {\n${lines.join('')}}\n`;
}

/** Experiments whose parts are missing or don't fit each other. */
export const experiments = {
  'missing-field': error<{ experiment: string; fields: string }>(
    (a) => `The experiment \`${a.experiment}\` doesn't say its ${a.fields}.`,
    {
      explanation:
        'An experiment says everything that its result depends on: `model`, `data`, `loss`, `optimizer`, `batch`, and ' +
        'how long it trains (`steps` or `epochs`). `schedule` and `regularize` may be absent.',
      wrong: experiment({ optimizer: '' }),
      right: experiment({}),
    },
  ),
  'exclusive-fields': error<{ first: string; second: string }>(
    (a) => `\`${a.first}\` and \`${a.second}\` say the same thing in two ways; only one of them can stand.`,
    {
      hint: () => 'Remove one of the two.',
      explanation: 'Training lasts a number of `steps` (batches) or of `epochs` (passes over the data), not both.',
      wrong: experiment({ epochs: '5' }),
      right: experiment({ steps: '', epochs: '5' }),
    },
  ),
  'data-shape': error<{ data: string; gives: string; input: string }>(
    (a) => `The data set \`${a.data}\` gives ${a.gives}, but the model's input is ${a.input}.`,
    {
      explanation: "The model's `input` must have the shape of one example of the data: height, width, channels.",
      wrong: experiment({}, net.replace('28, 28', '32, 32')),
      right: experiment({}),
    },
  ),
  'augmentation-shape': error<{ problem: string }>((a) => `The augmentation does not fit: ${a.problem}.`, {
    explanation:
      'Augmentations change training images one after another. Each must fit the image that it gets, and the last must ' +
      'give an image of the size that it began with, since test images are not augmented: `pad` makes images larger, ' +
      'and `crop` makes them smaller again.',
    wrong: experiment({ data: 'mnist(augment: [pad(2)])' }),
    right: experiment({ data: 'mnist(augment: [pad(2), crop(28)])' }),
  }),
  'classes-mismatch': error<{ data: string; classes: number; layer: string; gives: string }>(
    (a) =>
      `The data set \`${a.data}\` has ${a.classes} classes, but \`${a.layer}\` gives ${a.gives}, not [N, ${a.classes}].`,
    {
      explanation: 'The layer that a classification loss reads must have one output for each class.',
      wrong: experiment({}, net.replace('angfc(10)', 'angfc(11)')),
      right: experiment({}),
    },
  ),
  'loss-needs-vectors': error<{ loss: string; layer: string; gives: string }>(
    (a) => `\`${a.loss}\` compares vectors of shape [N, features], but \`${a.layer}\` gives ${a.gives}.`,
    {
      hint: () => 'Put `flatten` or `avgpool(global)` behind it, and let the loss read that.',
      explanation:
        'Losses such as `center` and `triplet` measure distances between features: the layer that they read must give ' +
        'one vector an example.',
      wrong: experiment({ loss: 'softmax(of: classifier) + center(of: image)' }),
      right: experiment({ loss: 'softmax(of: classifier) + center(of: feature)' }),
    },
  ),
  'loss-without-classes': error<{ losses: string }>(
    (a) => `${a.losses} alone can't tell which class an example is of, so there would be no accuracy.`,
    {
      hint: () =>
        'Add `softmax(of: classifier)`; or `0 * center(of: feature)`, which adds nothing to the loss and classifies by ' +
        'the nearest centre.',
      explanation:
        'Accuracy is that of the first loss that knows classes: `softmax` by the largest logit, `center` by the nearest ' +
        'centre. `triplet` knows only whether two examples are of one class.',
      wrong: experiment({ loss: 'triplet(of: feature)' }),
      right: experiment({ loss: 'triplet(of: feature) + 0 * center(of: feature)' }),
    },
  ),
  'scale-not-on-loss': error<{ layer: string }>(
    (a) => `\`@scale\` stands on \`${a.layer}\`, but no loss takes logits from there.`,
    {
      explanation:
        '`@scale` multiplies the outputs that the softmax of a loss takes. It belongs on the layer that the loss names ' +
        'in `of`, and is not inherited.',
      wrong: experiment({}, net.replace('feature: fc(2)', 'feature: fc(2) @scale(30)')),
      right: experiment({}, net.replace('angfc(10)', 'angfc(10) @scale(30)')),
    },
  ),
  'no-weights': warning<{ name: string; held: string; done: string }>(
    (a) => `\`${a.name}\` has no ${a.held}, so nothing of it is ${a.done}.`,
    {
      hint: (a) => `Name layers that have ${a.held}, such as \`conv\`, \`angconv\`, \`fc\` or their labels.`,
      explanation:
        '`on` selects the layers whose weights a regularizer holds, or `@freeze` keeps from training. Layers such as `relu`, `flatten`, `dropout` and the ' +
        'pools have none; `bn` and `prelu` have weights, but no filters that `orthogonal` could hold.',
      wrong: experiment({ regularize: '[l2(5e-4, on: flatten)]' }),
      right: experiment({ regularize: '[l2(5e-4, on: classifier)]' }),
    },
  ),
  'cut-logits': warning<{ layer: string; kind: string; what: string }>(
    (a) => `The loss takes \`${a.layer}\` as logits, but \`${a.kind}\` makes 0 of ${a.what}.`,
    {
      hint: () => 'Put the label on the layer before it, for the loss to read that.',
      explanation:
        'Softmax compares the outputs of the layer that the loss names in `of`, and needs them as they are: how far a ' +
        'class lies below the others counts as much as how far it lies above. Activations and dropout belong before the ' +
        'last layer with weights.',
      wrong: experiment({}, net.replace('classifier: angfc(10)', 'angfc(10)\n  classifier: relu')),
      right: experiment({}, net.replace('classifier: angfc(10)', 'relu\n  classifier: angfc(10)')),
    },
  ),
  'nothing-trained': warning<{ reason: string }>((a) => `No weight changes in training: ${a.reason}.`, {
    explanation:
      'What is trained are the weights of layers that no `@freeze` reaches, at a rate above 0, by the gradient of a loss ' +
      'with a factor above 0. Without one of these a run ends with the weights that it began with.',
    wrong: experiment({}, net.replace('Net()', 'Net() @freeze')),
    right: experiment({}, net.replace('fc(2)', 'fc(2) @freeze')),
  }),
  'repeated-term': warning<{ name: string }>((a) => `This \`${a.name}\` stands here twice, so it counts twice.`, {
    hint: () => 'Remove one of them, or say the sum in one.',
    explanation:
      'Losses and penalties add up. Two that are alike are one of twice the factor or strength, which is easier to read.',
    wrong: experiment({ regularize: '[l2(5e-4), l2(5e-4)]' }),
    right: experiment({ regularize: '[l2(1e-3)]' }),
  }),
  'no-effect': warning<{ what: string; reason: string }>((a) => `${a.what} does nothing here: ${a.reason}.`, {
    explanation:
      'The text says something that looks as if it changed training and does not. Either something beside it is missing, ' +
      'or it can go.',
    wrong: experiment({ optimizer: 'sgd(lr: 0.1, nesterov: true)' }),
    right: experiment({ optimizer: 'sgd(lr: 0.1, momentum: 0.9, nesterov: true)' }),
  }),
  'milestone-unreached': warning<{ milestones: readonly number[]; steps: number }>(
    ({ milestones, steps }) =>
      milestones.length === 1
        ? `The milestone ${milestones[0]} is never reached: the run has ${steps} steps.`
        : `The milestones ${enumeration(milestones.map(String))} are never reached: the run has ${steps} steps.`,
    {
      hint: () => 'Write milestones in percent of all steps, or train longer.',
      explanation:
        'A milestone that lies after the last training step is never reached. Milestones in percent of all steps stay ' +
        'right when the number of steps changes.',
      wrong: experiment({ schedule: 'steps(at: [400, 1800], factor: 0.1)' }),
      right: experiment({ schedule: 'steps(at: [400, 800], factor: 0.1)' }),
    },
  ),
  'milestones-in-epochs': warning<{ milestones: readonly number[]; epochs: number; steps: number }>(
    (a) =>
      `Milestones are steps, not epochs: ${enumeration(a.milestones.map(String))} of the ${a.steps.toLocaleString('en')} ` +
      `steps of \`epochs: ${a.epochs}\` lie in the first epoch.`,
    {
      hint: (a) => {
        const shares = a.milestones.map((milestone) => `${Number(((milestone / a.epochs) * 100).toPrecision(3))}%`);
        return `If epochs are meant, write \`at: [${shares.join(', ')}]\``;
      },
      explanation:
        'Whole numbers in `at` count training steps, one a batch, also where `epochs` says how long training lasts. ' +
        'Percentages of all steps say the same whether steps or epochs are counted.',
      wrong: experiment({ steps: '', epochs: '160', schedule: 'steps(at: [80, 120], factor: 0.1)' }),
      right: experiment({ steps: '', epochs: '160', schedule: 'steps(at: [50%, 75%], factor: 0.1)' }),
    },
  ),
  'milestones-in-percent': warning<{ milestones: readonly number[]; steps: number }>(
    (a) =>
      `${a.milestones.length === 1 ? 'The milestone' : 'The milestones'} ${enumeration(a.milestones.map(String))} ` +
      `${a.milestones.length === 1 ? 'lies' : 'lie'} at the very beginning of ${a.steps.toLocaleString('en')} steps.`,
    {
      hint: (a) =>
        `If percent are meant, write \`at: [${a.milestones.map((milestone) => `${milestone}%`).join(', ')}]\``,
      explanation:
        'Whole numbers in `at` count training steps, one a batch. Here all of them come within the first hundredth of the ' +
        'run, so nearly all of it has the last and smallest rate. Milestones in percent of all steps have a percent sign.',
      wrong: experiment({ steps: '42500', schedule: 'steps(at: [50, 75], factor: 0.1)' }),
      right: experiment({ steps: '42500', schedule: 'steps(at: [50%, 75%], factor: 0.1)' }),
    },
  ),
  'growing-rate': warning<{ factor: number }>(
    (a) => `\`factor: ${a.factor}\` makes the learning rate larger at each milestone.`,
    {
      hint: (a) =>
        `If it is to fall, write what it is multiplied by, \`factor: ${Number((1 / a.factor).toPrecision(3))}\``,
      explanation:
        'The learning rate is multiplied by `factor` at each milestone. Other programs ask for what it is divided by; ' +
        'a rate that falls to a tenth has the factor 0.1.',
      wrong: experiment({ schedule: 'steps(at: [50%, 75%], factor: 10)' }),
      right: experiment({ schedule: 'steps(at: [50%, 75%], factor: 0.1)' }),
    },
  ),
};

import type { Graph, StateVariable, Value } from '../../graph/graph.js';
import { scalar } from '../../graph/types.js';
import type { Experiment } from '../3-expand/experiment.js';
import type { GraphDraft } from '../4-lower/graph-draft.js';
import type { ForwardPass } from '../4-lower/lower-training.js';
import type { WeightUse } from '../4-lower/lower-network.js';
import { differentiate } from './differentiate.js';
import { projected } from './project.js';

/**
 * The whole training step: forward pass, gradients, and the optimizer's updates of weights and of its own state.
 * @param steps how many steps the run has, for schedules
 */
export function completeTrainingStep(experiment: Experiment, forward: ForwardPass, steps: number): Graph {
  const { draft, loss, dataLoss, correct, weights } = forward;
  const gradients = differentiate(
    draft.b,
    loss,
    weights.map((weight) => weight.value),
  );
  const learningRate = learningRateAt(experiment, draft, steps);
  const next = draft.b.add(draft.step(), 1);
  weights.forEach((weight, index) => updateWeight(experiment, draft, weight, gradients[index]!, learningRate, next));
  draft.write('step', next);
  const gradientNorm = norm(draft, gradients);
  const outputs = { loss, data_loss: dataLoss, correct, learning_rate: learningRate, gradient_norm: gradientNorm };
  // Kernels that clip can turn NaN into a number on the way forward, but the gradients still show it.
  const finite = draft.b.add(loss, gradientNorm);
  return { ...draft.finish('train', { ...outputs, finite }), guard: 'finite' };
}

/** The Euclidean norm of all gradients together: what isn't finite anywhere in the backward pass shows in it. */
function norm({ b }: GraphDraft, gradients: readonly Value[]): Value {
  const energies = gradients.map((gradient) =>
    b.sum(
      b.square(gradient),
      gradient.type.shape.map((_, axis) => axis),
    ),
  );
  return b.sqrt(energies.reduce((sum, energy) => b.add(sum, energy), b.constant(0)));
}

function learningRateAt(experiment: Experiment, draft: GraphDraft, steps: number): Value {
  const { b } = draft;
  const { optimizer, schedule, onNan } = experiment;
  const base = optimizer.args.real('lr');
  const scheduled = schedule
    ? b.mul(schedule.schedule.factor(b, draft.step(), steps, schedule.args), base)
    : b.constant(base);
  return onNan === 'halve_lr' ? b.mul(scheduled, draft.read(rateFactor)) : scheduled;
}

/** What the learning rate is multiplied by: the host halves it where `on_nan` says so. */
export const rateFactor: StateVariable = {
  name: 'learning_rate_factor',
  type: scalar,
  role: 'optimizer',
  initializer: { kind: 'constant', value: 1 },
};

function updateWeight(
  { optimizer: { optimizer, args } }: Experiment,
  draft: GraphDraft,
  use: WeightUse,
  gradient: Value,
  learningRate: Value,
  step: Value,
): void {
  const { b } = draft;
  const { name, value: weight, node } = use;
  b.origin = { path: node.path, file: node.place.file, line: node.line, part: 'update' };
  const slots = optimizer.slots(args).map((slot): [string, Value] => [
    slot,
    draft.read({
      name: `${name}/${slot}`,
      type: weight.type,
      role: 'optimizer',
      initializer: { kind: 'constant', value: 0 },
    }),
  ]);
  const updated = optimizer.update({ b, args, weight, gradient, learningRate, step, slots: Object.fromEntries(slots) });
  const after = projected(b, use, updated.weight, step);
  b.origin = undefined;
  draft.write(name, after);
  for (const [slot, value] of Object.entries(updated.slots)) draft.write(`${name}/${slot}`, value);
}

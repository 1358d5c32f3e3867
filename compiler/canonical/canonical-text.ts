import type { Experiment, LossTerm, RegularizerTerm } from '../phases/3-expand/experiment.js';
import type { Signature } from '../schema.js';
import type { Arguments } from '../evaluation/arguments.js';
import { conventions } from './conventions.js';
import { formatNetwork, numberLayers, type LayerNumbers } from './format-network.js';
import { formatArguments } from './format-value.js';

/**
 * Everything that an experiment's result depends on but the seed, with all defaults, in one spelling: formatting,
 * comments, and the names of models, blocks, functions and parameters leave it as it is.
 */
export function canonicalText(experiment: Experiment): string {
  const { network, data, losses, regularizers, optimizer, schedule, batch, length, onNan } = experiment;
  const numbers = numberLayers(network);
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['model', formatNetwork(network, numbers)],
    ['data', [canonicalData({ data })]],
    ['loss', losses.map((term) => formatLoss(term, numbers))],
    ['regularize', regularizers.map((term) => formatRegularizer(term, numbers))],
    ['optimizer', [call(optimizer.optimizer, optimizer.args)]],
    ['schedule', schedule ? [call(schedule.schedule, schedule.args)] : ['constant']],
    ['batch', [String(batch)]],
    ['length', ['steps' in length ? `${length.steps} steps` : `${length.epochs} epochs`]],
    ['on_nan', [onNan]],
    ['conventions', conventions],
  ];
  return sections.map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`), ''].join('\n')).join('');
}

/** What an experiment reads and how it prepares it, in one spelling. */
export function canonicalData({ data }: Pick<Experiment, 'data'>): string {
  return call(data.description, data.args);
}

function call(construct: Signature, args: Arguments): string {
  return construct.name + formatArguments(construct, args);
}

function formatLoss({ factor, loss, args, target }: LossTerm, numbers: LayerNumbers): string {
  return `${factor} * ${loss.name}${formatArguments(loss, args, ['of'])} of ${numbers.get(target)}`;
}

function formatRegularizer({ regularizer, args, targets }: RegularizerTerm, numbers: LayerNumbers): string {
  const held = targets.filter((node) => node.layer.stateful).map((node) => numbers.get(node));
  return `${regularizer.name}${formatArguments(regularizer, args, ['on'])} on ${held.join(', ')}`;
}

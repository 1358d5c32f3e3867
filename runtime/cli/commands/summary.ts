import { Option } from 'commander';
import { remarkOnKept } from '../../report/kept-remark.js';
import { modelCost, type ModelCost, type TrainedLayerCost } from '../../../compiler/cost/model-cost.js';
import { nominalSteps } from '../../../compiler/cost/nominal-steps.js';
import { anglePrecisions, bf16Layers } from '../../../compiler/cost/precisions.js';
import type { TrainingCost } from '../../../compiler/cost/training-cost.js';
import { alternatives, didYouMean } from '../../../compiler/diagnostics/suggest.js';
import { describeOrigin, type Program } from '../../../compiler/graph/graph.js';
import { compile, compileNetwork, type Network } from '../../../compiler/index.js';
import { experimentOf, hasErrors, openAblation, openSpec, SpecError } from '../../spec/index.js';
import { UsageError } from '../../usage-error.js';
import { formatAblation, summarizeAblation } from '../ablation-summary.js';
import { example, type AddCommand } from '../context.js';
import { options, configurationOf } from '../options.js';
import { linesOfPrecision } from '../precision-lines.js';
import { summaryRows } from '../../report/layer-rows.js';
import { formatCount, formatJson, formatLarge, formatMemory, formatTable, plural } from '../text.js';

interface SummaryOptions {
  readonly model?: string;
  readonly experiment?: string;
  readonly ablation?: string;
  readonly profile?: string;
  readonly set?: readonly string[];
  readonly json?: boolean;
}

/** What is summed up: an experiment's model with its training state, or a model alone. */
interface Subject {
  readonly title: string;
  readonly network: Network;
  readonly program: Program;
}

export const addSummary: AddCommand = (program, { out }) => {
  program
    .command('summary')
    .description('layers, shapes, parameters, multiply-adds and memory')
    .argument('<file>', 'spec')
    .addOption(
      new Option(
        '--model <name>',
        'a model of the spec, with its default arguments, instead of an experiment',
      ).conflicts(['experiment', 'ablation', 'profile', 'set']),
    )
    .addOption(options.experiment())
    .addOption(options.ablation().conflicts('experiment'))
    .addOption(options.profile())
    .addOption(options.set())
    .addOption(options.json())
    .addHelpText('after', example('summary digits.ang', 'summary resnet.ang --model ResNet32 --json'))
    .action((file: string, given: SummaryOptions) => {
      if (given.ablation !== undefined) {
        const { ablation } = openAblation(file, given.ablation, configurationOf(given));
        const summary = summarizeAblation(ablation);
        out.write(given.json ? formatJson({ schema: 1, ...summary }) : formatAblation(summary));
        return;
      }
      const subject = chooseSubject(file, given);
      out.write(given.json ? formatJson(asJson(subject)) : asText(subject));
    });
};

function chooseSubject(file: string, { model, experiment, ...given }: SummaryOptions): Subject {
  const spec = openSpec(file);
  const { checked } = spec;
  const { experiments, models } = checked.resolved.root.scope;
  if (model === undefined && experiments.size > 0) {
    const opened = experimentOf(spec, experiment, configurationOf(given)).experiment;
    const title = `${opened.network.name} in ${opened.name}, batch ${opened.batch}`;
    // The number of steps changes nothing that is counted.
    return { title, network: opened.network, program: compile(opened, { steps: nominalSteps(opened) }) };
  }
  if (hasErrors(checked.diagnostics)) throw new SpecError(spec);
  const name = model ?? onlyModel(file, [...models.keys()]);
  const network = checked.networks.get(name);
  if (network) return { title: name, network, program: compileNetwork(network, 1) };
  if (models.has(name))
    throw new UsageError(`${name} needs arguments, so that it can't be summed up without an experiment.`);
  throw new UsageError(`${file} has no model \`${name}\`. ${didYouMean(name, models.keys()) ?? ''}`.trim());
}

function onlyModel(file: string, names: readonly string[]): string {
  if (names.length === 1) return names[0]!;
  if (names.length === 0) throw new UsageError(`${file} declares neither an experiment nor a model.`);
  throw new UsageError(
    `${file} declares the models ${alternatives(names, 'and')}: say which, as in \`--model ${names[0]}\`.`,
  );
}

function asText({ title, network, program }: Subject): string {
  const cost = modelCost(network, program);
  const { step, layers } = cost;
  const rows = summaryRows(network, layers, step !== undefined);
  const cells = rows.map((row) => row.cells);
  if (step) cells.push(rowOfRest(cost, step));
  const header = ['layer', 'output', 'parameters', 'multiply-adds', ...(step ? ['kept'] : [])];
  const lines = [
    ...(rows.some(({ count }) => count > 1)
      ? ['Rounds of a repeat that are alike are one row: its numbers are those of each.']
      : []),
    `${formatCount(cost.parameters)} parameters, ${formatLarge(cost.multiplyAdds)} multiply-adds for one example forward`,
    `${formatMemory(cost.stateBytes)} of state`,
    ...linesOfPrecision(network),
    ...(step ? linesOfStep(step, program.batch) : []),
  ];
  return `${title}\n\n${formatTable(header, cells, [2, 3, 4])}\n${lines.join('\n')}\n`;
}

/** What losses, labels and the optimizer take. */
function rowOfRest({ layers, parameters }: ModelCost, step: TrainingCost): string[] {
  const of = (read: (cost: TrainedLayerCost) => number) => layers.reduce((sum, cost) => sum + read(cost), 0);
  const own = parameters - of((cost) => cost.parameters);
  return [
    '(loss)',
    '',
    own > 0 ? formatCount(own) : '',
    '',
    formatMemory(step.keptBytes - of((cost) => cost.keptBytes)),
  ];
}

function linesOfStep({ multiplyAdds, keptBytes, peakBytes, peak }: TrainingCost, batch: number): string[] {
  const place = peak?.origin
    ? `\`${peak.primitive}\` of ${describeOrigin(peak.origin)} (line ${peak.origin.line})`
    : peak?.primitive;
  return [
    '',
    `A training step of ${plural(batch, 'example')}:`,
    `${formatLarge(multiplyAdds)} multiply-adds forward and backward`,
    `${formatMemory(keptBytes)} kept for the backward half${remarkOnKept({ keptBytes, peakBytes })}`,
    `${formatMemory(peakBytes)} at most${place === undefined ? '' : `, at ${place}`}`,
  ];
}

function asJson({ title, network, program }: Subject): object {
  const { layers, step, ...totals } = modelCost(network, program);
  const shown = layers.map(({ node, ...cost }) => ({
    path: node.path,
    layer: node.layer.name,
    shape: node.shape,
    ...cost,
  }));
  const training = step && {
    stepMultiplyAdds: step.multiplyAdds,
    keptBytes: step.keptBytes,
    peakBytes: step.peakBytes,
    peak: step.peak && { primitive: step.peak.primitive, ...step.peak.origin },
  };
  return {
    schema: 1,
    title,
    model: network.name,
    batch: program.batch,
    layers: shown,
    anglePrecisions: anglePrecisions(network),
    bf16Layers: bf16Layers(network),
    totals: { ...totals, ...training },
  };
}

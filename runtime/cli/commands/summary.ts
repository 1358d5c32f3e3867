import { layerCosts, stateBytes, type LayerCost } from '../../../compiler/cost/layer-costs.js';
import { alternatives, didYouMean } from '../../../compiler/diagnostics/suggest.js';
import type { Program } from '../../../compiler/graph/graph.js';
import { compile, compileNetwork, type Network } from '../../../compiler/index.js';
import { formatShape } from '../../../compiler/phases/3-expand/network.js';
import { tfjsPlanner } from '../../../compiler/targets/tfjs-plan/index.js';
import { hasErrors, openAblation, openExperiment, openSpec, SpecError } from '../../spec/index.js';
import { UsageError } from '../../usage-error.js';
import { formatAblation, summarizeAblation } from '../ablation-summary.js';
import { example, type AddCommand } from '../context.js';
import { options, configurationOf } from '../options.js';
import { formatBytes, formatCount, formatJson, formatTable } from '../text.js';

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
    .option('--model <name>', 'a model of the spec, with its default arguments, instead of an experiment')
    .addOption(options.experiment())
    .addOption(options.ablation())
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
    const opened = openExperiment(file, experiment, configurationOf(given)).experiment;
    const title = `${opened.network.name} in ${opened.name}, batch ${opened.batch}`;
    // The number of steps changes nothing that is counted.
    return { title, network: opened.network, program: compile(opened, { steps: 1 }) };
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
  const costs = layerCosts(network, program);
  const rows = costs.map((cost) => [
    nameOf(cost, network),
    formatShape(cost.node.shape),
    cost.parameters > 0 ? formatCount(cost.parameters) : '',
    cost.multiplyAdds > 0 ? formatCount(cost.multiplyAdds) : '',
  ]);
  const { parameters, multiplyAdds, stateBytes: state, peakBytes } = totals(program, costs);
  const table = formatTable(['layer', 'output', 'parameters', 'multiply-adds'], rows, [2, 3]);
  const lines = [
    `${formatCount(parameters)} parameters, ${formatCount(multiplyAdds)} multiply-adds for one image forward`,
    `${formatBytes(state)} of state` +
      (peakBytes === undefined ? '' : `, ${formatBytes(peakBytes)} at most in a training step`),
  ];
  return `${title}\n\n${table}\n${lines.join('\n')}\n`;
}

/** `feature: fc`; layers without a name of their own show what they are. */
function nameOf({ node }: LayerCost, { labels }: Network): string {
  const { path, layer } = node;
  const label = [...labels].find(([, labelled]) => labelled === node)?.[0];
  const name = layer.stateful && path !== '' ? path : label;
  return name === undefined ? layer.name : `${name}: ${layer.name}`;
}

function totals(program: Program, costs: readonly LayerCost[]) {
  const sum = (read: (cost: LayerCost) => number) => costs.reduce((total, cost) => total + read(cost), 0);
  const { train } = program.graphs;
  return {
    parameters: sum((cost) => cost.parameters),
    multiplyAdds: sum((cost) => cost.multiplyAdds),
    stateBytes: stateBytes(program),
    peakBytes: train && tfjsPlanner(train)().peakBytes,
  };
}

function asJson({ title, network, program }: Subject): object {
  const costs = layerCosts(network, program);
  const layers = costs.map(({ node, parameters, multiplyAdds }) => ({
    path: node.path,
    layer: node.layer.name,
    shape: node.shape,
    parameters,
    multiplyAdds,
  }));
  return { schema: 1, title, model: network.name, batch: program.batch, layers, totals: totals(program, costs) };
}

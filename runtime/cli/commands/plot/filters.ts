import { layerName } from '../../../evaluation/feature-layer.js';
import { filtersChart } from '../../../report/index.js';
import { openRun, titleOf, weightsOf } from '../../../training/index.js';
import { compileInspection, type LayerNode } from '../../../../compiler/index.js';
import { example, type AddCommand, type CommandContext } from '../../context.js';
import { options } from '../../options.js';
import { chosenLayer } from '../../chosen-layers.js';
import { outputOption, writePlot, type PlotOptions } from './output.js';

interface FilterOptions extends PlotOptions {
  readonly layer: string;
}

export const addFilters: AddCommand = (plot, context) => {
  plot
    .command('filters')
    .description('the filters of a layer')
    .argument('<run>', "a run's folder")
    .requiredOption('--layer <selector>', 'a label, path or kind of layer')
    .addOption(outputOption('filters'))
    .addOption(options.json())
    .addHelpText(
      'after',
      example('plot filters runs/Digits/3f2a91c0-0 --layer stem', 'plot filters RUN --layer stage1[0].main.0'),
    )
    .action((path: string, given: FilterOptions) => plotFilters(path, given, context));
};

async function plotFilters(path: string, given: FilterOptions, context: CommandContext): Promise<void> {
  const run = await openRun(path);
  const { network } = run.experiment;
  const { state } = compileInspection(network, 1, {
    outputs: new Map([['output', network.output]]),
    angles: new Map(),
  });
  const variables = new Map(state.map((variable) => [variable.name, variable]));
  const filterOf = (node: LayerNode) => (node.layer.stateful ? variables.get(`${node.path}/filter`) : undefined);
  const node = chosenLayer(network, given.layer, (one) => filterOf(one) !== undefined, 'layer with filters');
  const variable = filterOf(node)!;
  const weights = await weightsOf(run, [variable]);
  const { shape } = variable.type;
  const chart = filtersChart({
    shape,
    data: weights[variable.name]!,
    title: `${titleOf(run)}: filters of ${layerName(network, node)}`,
  });
  await writePlot(chart, given, { kind: 'filters', shows: `${node.path}/filter, [${shape.join(', ')}]` }, context);
}

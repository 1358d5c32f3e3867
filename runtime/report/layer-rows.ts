import type { TrainedLayerCost } from '../../compiler/cost/model-cost.js';
import type { LayerNode, Network } from '../../compiler/index.js';
import { formatShape } from '../../compiler/phases/3-expand/network.js';
import { formatCount, formatLarge, formatMemory } from '../format-numbers.js';

/** One layer of a summary, or the same layer of neighbouring rounds of a `repeat`. */
export interface SummaryRow {
  readonly cells: readonly string[];
  /** How many layers the row stands for. */
  readonly count: number;
}

/** Layers of one round of a `repeat`, or one layer outside of all. */
interface Round {
  /** Label of the `repeat` and the round's index. */
  readonly label: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly layers: readonly TrainedLayerCost[];
}

/**
 * The rows of a summary: name and kind, output, parameters, multiply-adds, bytes kept. Neighbouring rounds of a
 * labelled `repeat` that cost the same become one, so that a net of a hundred layers stays readable.
 * @param trained whether there is a training step, whose bytes fill the last column
 */
export function summaryRows(network: Network, costs: readonly TrainedLayerCost[], trained: boolean): SummaryRow[] {
  const labels = new Map([...network.labels].reverse().flatMap(([label, node]) => labelling(label, node)));
  const rounds: Round[] = [];
  for (const round of roundsOf(costs)) {
    const before = rounds.at(-1);
    if (before && isAlike(before, round)) rounds[rounds.length - 1] = { ...before, to: round.to };
    else rounds.push(round);
  }
  return rounds.flatMap((round) =>
    round.layers.map((cost) => ({
      cells: cellsOf(cost, nameOf(cost, labels.get(cost.node), round), trained),
      count: round.to - round.from + 1,
    })),
  );
}

/** An empty branch labels what flows into it, which stands elsewhere and isn't called by that name. */
function labelling(label: string, node: LayerNode): [LayerNode, string][] {
  const isOwn = node.path === label || node.path.startsWith(`${label}.`) || node.path.startsWith(`${label}[`);
  return isOwn ? [[node, label]] : [];
}

function roundsOf(costs: readonly TrainedLayerCost[]): Round[] {
  const rounds: (Round & { readonly layers: TrainedLayerCost[] })[] = [];
  for (const cost of costs) {
    const [first] = cost.node.segments;
    const last = rounds.at(-1);
    const index = first?.index;
    if (index !== undefined && last?.label === first!.name && last.from === index) last.layers.push(cost);
    else
      rounds.push({
        label: index === undefined ? undefined : first!.name,
        from: index ?? 0,
        to: index ?? 0,
        layers: [cost],
      });
  }
  return rounds;
}

function isAlike(a: Round, b: Round): boolean {
  if (a.label === undefined || a.label !== b.label || a.layers.length !== b.layers.length || b.from !== a.to + 1)
    return false;
  return a.layers.every((cost, index) => meaning(cost) === meaning(b.layers[index]!));
}

/** What a row says of a layer, but for the index of its round. */
function meaning({ node, parameters, multiplyAdds, keptBytes }: TrainedLayerCost): string {
  const path = node.path.replace(/^([^.[]+)\[\d+\]/, '$1');
  return JSON.stringify([path, node.layer.name, node.shape, parameters, multiplyAdds, keptBytes]);
}

/** `feature: fc`; layers without a name of their own show what they are. */
function nameOf({ node }: TrainedLayerCost, label: string | undefined, { from, to }: Round): string {
  const { path, layer } = node;
  const name = layer.stateful && path !== '' ? path : label;
  if (name === undefined) return layer.name;
  const shown = from === to ? name : name.replace(/^([^.[]+)\[\d+\]/, `$1[${from}-${to}]`);
  return `${shown}: ${layer.name}`;
}

function cellsOf({ node, ...cost }: TrainedLayerCost, name: string, trained: boolean): string[] {
  const { parameters, multiplyAdds, keptBytes } = cost;
  return [
    name,
    formatShape(node.shape),
    parameters > 0 ? formatCount(parameters) : '',
    multiplyAdds > 0 ? formatLarge(multiplyAdds) : '',
    ...(trained ? [keptBytes > 0 ? formatMemory(keptBytes) : ''] : []),
  ];
}

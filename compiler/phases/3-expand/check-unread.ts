import type { Reporter } from '../../diagnostics/reporter.js';
import { enumeration } from '../../diagnostics/suggest.js';
import type { Experiment } from './experiment.js';
import { above, type LayerNode, type Network } from './network.js';

/** Longer lists of layers help nobody. */
const mostListed = 3;

/**
 * Reports layers that no loss reads, directly or through others: training leaves their weights as they are. A layer that
 * the loss of one experiment, profile or cell reads may be left out by another.
 * @param experiments of one file, with their profiles and the cells of their ablations
 */
export function checkUnread(experiments: Iterable<Experiment>, reporter: Reporter): void {
  const targets = new Map<Network, Set<LayerNode>>();
  for (const { network, losses } of experiments) {
    const known = targets.get(network) ?? new Set<LayerNode>();
    targets.set(network, known);
    for (const { target } of losses) known.add(target);
  }
  const read = new Set<string>();
  for (const of of targets.values()) for (const node of above(of)) read.add(keyOf(node));
  for (const { nodes } of targets.keys()) {
    const unread = nodes.filter((node) => !read.has(keyOf(node)));
    const consumed = new Set(unread.flatMap(({ inputs }) => inputs));
    for (const end of unread) if (!consumed.has(end)) reportUnread(end, read, reporter);
  }
}

function reportUnread(end: LayerNode, read: ReadonlySet<string>, reporter: Reporter): void {
  const lost = [...above([end])].filter((node) => !read.has(keyOf(node)) && hasWeights(node)).reverse();
  const names = lost.map(({ path, layer }) => `\`${/(?:^|\.)\d+$/.test(path) ? layer.name : path}\``);
  const others = names.length - mostListed;
  const listed = others > 1 ? [...names.slice(0, mostListed), `${others} others`] : names;
  reporter.report('unread-layer', { layer: end.layer.name, weights: enumeration(listed) }, end.place);
}

function hasWeights({ layer }: LayerNode): boolean {
  return layer.annotations.includes('freeze');
}

/** The same for a layer of a model wherever the model is expanded. */
function keyOf({ path, place: { file, span } }: LayerNode): string {
  return `${path} ${file} ${span.start}`;
}

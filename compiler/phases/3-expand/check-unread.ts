import type { Reporter } from '../../diagnostics/reporter.js';
import { enumeration } from '../../diagnostics/suggest.js';
import type { Experiment } from './experiment.js';
import { above, hasWeights, type LayerNode, type Network } from './network.js';

/** Longer lists of layers help nobody. */
const mostListed = 3;

/**
 * Reports layers that no loss reads, in any experiment, profile or cell of a file: training leaves their weights as they
 * are. What has a label and loses no weights by it may be there for `predict` to show, and in an imported file for losses
 * of other files.
 * @param root path of the file
 */
export function checkUnread(experiments: readonly Experiment[], root: string, reporter: Reporter): void {
  const read = readLayers(experiments);
  for (const { nodes, labels } of new Set(experiments.map(({ network }) => network))) {
    const unread = nodes.filter((node) => !read.has(keyOf(node)));
    const consumed = new Set(unread.flatMap(({ inputs }) => inputs));
    const labelled = new Set(labels.values());
    for (const end of unread) {
      if (consumed.has(end)) continue;
      const lost = [...above([end])].filter((node) => !read.has(keyOf(node)) && learns(node)).reverse();
      const isElsewhere = end.place.file !== root;
      if (!labelled.has(end) || (lost.length > 0 && !isElsewhere)) reportUnread(end, lost, reporter);
    }
  }
}

/** The layers that some loss reads, directly or through others, by their keys. */
function readLayers(experiments: Iterable<Experiment>): ReadonlySet<string> {
  // Cells share networks.
  const targets = new Map<Network, Set<LayerNode>>();
  for (const { network, losses } of experiments) {
    const known = targets.get(network) ?? new Set<LayerNode>();
    targets.set(network, known);
    for (const { target } of losses) known.add(target);
  }
  const read = new Set<string>();
  for (const of of targets.values()) for (const node of above(of)) read.add(keyOf(node));
  return read;
}

/** The same for a layer of a model wherever the model is expanded. */
function keyOf({ path, place: { file, span } }: LayerNode): string {
  return `${path} ${file} ${span.start}`;
}

function reportUnread(end: LayerNode, lost: readonly LayerNode[], reporter: Reporter): void {
  const names = lost.map(({ path, layer }) => `\`${/(?:^|\.)\d+$/.test(path) ? layer.name : path}\``);
  const others = names.length - mostListed;
  const listed = others > 1 ? [...names.slice(0, mostListed), `${others} others`] : names;
  reporter.report('unread-layer', { layer: end.layer.name, weights: enumeration(listed) }, end.place);
}

/** Whether a layer has weights that training would change. */
function learns(node: LayerNode): boolean {
  return hasWeights(node) && !node.annotations.freeze;
}

import type { Reporter } from '../../diagnostics/reporter.js';
import { enumeration } from '../../diagnostics/suggest.js';
import type { Experiment } from './experiment.js';
import { above, type LayerNode } from './network.js';
import { keyOf } from './read-layers.js';

/** Longer lists of layers help nobody. */
const mostListed = 3;

/**
 * Reports layers that no loss reads, in any experiment, profile or cell of a file: training leaves their weights as they
 * are. What has a label and loses no weights by it may be there for `predict` to show, and in an imported file for losses
 * of other files.
 * @param read the layers that losses read
 * @param root path of the file
 */
export function checkUnread(
  experiments: readonly Experiment[],
  read: ReadonlySet<string>,
  root: string,
  reporter: Reporter,
): void {
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

function reportUnread(end: LayerNode, lost: readonly LayerNode[], reporter: Reporter): void {
  const names = lost.map(({ path, layer }) => `\`${/(?:^|\.)\d+$/.test(path) ? layer.name : path}\``);
  const others = names.length - mostListed;
  const listed = others > 1 ? [...names.slice(0, mostListed), `${others} others`] : names;
  reporter.report('unread-layer', { layer: end.layer.name, weights: enumeration(listed) }, end.place);
}

/** Whether a layer has weights that training would change. */
function learns({ layer, annotations }: LayerNode): boolean {
  return layer.annotations.includes('freeze') && !annotations.freeze;
}

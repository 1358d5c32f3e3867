import { enumeration } from '../../diagnostics/suggest.js';
import type { Extras, Reporter } from '../../diagnostics/reporter.js';
import type { Experiment } from './experiment.js';
import type { LayerNode } from './network.js';
import { keyOf } from './read-layers.js';

/**
 * Warns of a scale on a layer whose outputs no loss takes as logits, in any experiment, profile or cell of a file.
 * @param read the layers that losses read; what none reads is warned of for that alone
 */
export function checkScales(experiments: readonly Experiment[], read: ReadonlySet<string>, reporter: Reporter): void {
  const heads = new Set(experiments.flatMap((each) => headsOf(each).map(keyOf)));
  for (const experiment of experiments) {
    for (const node of experiment.network.nodes) {
      const { start, learned } = node.annotations.scale;
      const key = keyOf(node);
      if ((start === 1 && !learned) || heads.has(key) || !read.has(key)) continue;
      reportScale(node, experiment, reporter);
    }
  }
}

/** The layers that losses take logits from. */
function headsOf({ losses }: Experiment): readonly LayerNode[] {
  return losses.filter(({ loss }) => loss.reads === 'classes').map(({ target }) => target);
}

function reportScale(node: LayerNode, experiment: Experiment, reporter: Reporter): void {
  const heads = [...new Set(headsOf(experiment))];
  const layers = enumeration(heads.map(({ path }) => `\`${path}\``));
  const message = layers === '' ? 'none of these losses takes logits' : `the loss reads ${layers}`;
  const related = [{ place: experiment.losses[0]!.place, message }];
  reporter.report('scale-not-on-loss', { layer: node.path }, node.place, { related, ...help(heads) });
}

/** Where a scale belongs: on the only layer whose logits are read, if it has none. */
function help([head, ...others]: readonly LayerNode[]): Extras {
  if (!head || others.length > 0 || head.annotations.scale.start !== 1 || head.annotations.scale.learned) return {};
  return head.layer.annotations.includes('scale') ? { hint: `Move it to \`${head.path}\`.` } : {};
}

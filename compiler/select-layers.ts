import { parseSelectors, type SelectorProblem } from './evaluation/selector.js';
import { parseEdit } from './experiments/parse-edit.js';
import type { LayerNode, Network } from './phases/3-expand/network.js';
import { select } from './phases/3-expand/select.js';

/**
 * The layers of a network that the text of a selector means, in the order of flow: `classifier`,
 * `stage1[*].shortcut`, `[conv, angconv]`. They may be none.
 * @returns what is wrong with the text where it is no selector
 */
export function selectLayers(
  { nodes }: Pick<Network, 'nodes'>,
  text: string,
): { readonly layers: readonly LayerNode[] } | Pick<SelectorProblem, 'problem' | 'hint'> {
  const edit = parseEdit(`set ${text} @freeze`);
  if (edit?.kind !== 'set') {
    return {
      problem: 'this is no selector',
      hint: 'Write a label, a kind of layer, or a path such as `stage1[0].main`.',
    };
  }
  const parsed = parseSelectors(edit.selector, '');
  return 'problem' in parsed ? parsed.problem : { layers: select(nodes, parsed.value).nodes };
}

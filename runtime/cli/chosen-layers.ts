import { alternatives, didYouMean } from '../../compiler/diagnostics/suggest.js';
import { selectLayers, type LayerNode, type Network } from '../../compiler/index.js';
import { selectable } from '../../compiler/phases/3-expand/select.js';
import { UsageError } from '../usage-error.js';

/** More paths than this are counted. */
const MOST_LISTED = 6;

/**
 * The layers that `--layer` means: a label, a kind, a path, as anywhere in the language.
 * @param accepts which of them can be drawn
 * @param what these are called: `angular layer`
 * @throws {UsageError} where there are none
 */
export function chosenLayers(
  network: Network,
  text: string,
  accepts: (node: LayerNode) => boolean,
  what: string,
): readonly LayerNode[] {
  const selected = selectedLayers(network, text);
  if (selected.length === 0) throw nothingSelected(network, text);
  const accepted = selected.filter(accepts);
  if (accepted.length > 0) return accepted;
  const others = network.nodes.filter(accepts).map(({ path }) => path);
  const rest = others.length === 0 ? 'There is none in the net.' : `There is ${listed(others)}.`;
  throw new UsageError(`\`${text}\` selects no ${what} of ${network.name}. ${rest}`);
}

/**
 * The only such layer. A label stands for the value that it names, as in `predict --layer`.
 * @throws {UsageError} where there are none or several
 */
export function chosenLayer(
  network: Network,
  text: string,
  accepts: (node: LayerNode) => boolean,
  what: string,
): LayerNode {
  const labelled = network.labels.get(text);
  if (labelled && accepts(labelled)) return labelled;
  const found = chosenLayers(network, text, accepts, what);
  if (found.length === 1) return found[0]!;
  throw new UsageError(
    `\`${text}\` selects ${found.length} layers, and one is drawn: ${listed(found.map(({ path }) => path))}.`,
  );
}

/** Paths that are no selectors, such as the position `2`, are what messages and files call layers by. */
function selectedLayers(network: Network, text: string): readonly LayerNode[] {
  const exact = network.nodes.filter(({ path, layer }) => path === text && layer.stateful);
  if (exact.length > 0) return exact;
  const selected = selectLayers(network, text);
  if ('layers' in selected) return selected.layers;
  throw new UsageError([`\`${text}\`: ${selected.problem}.`, selected.hint ?? ''].join(' ').trim());
}

function nothingSelected({ nodes, name }: Network, text: string): UsageError {
  const { labels, kinds } = selectable(nodes);
  const known = [...labels, ...kinds];
  return new UsageError(
    `\`${text}\` selects no layer of ${name}. ${didYouMean(text, known) ?? `It knows ${alternatives(known, 'and')}.`}`,
  );
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, MOST_LISTED);
  const rest = paths.length - shown.length;
  return alternatives(rest > 0 ? [...shown, `${rest} more`] : shown, 'and');
}

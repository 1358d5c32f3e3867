import { helpWithName } from '../../diagnostics/help-with-name.js';
import type { Extras } from '../../diagnostics/reporter.js';
import { alternatives, didYouMean, listing } from '../../diagnostics/suggest.js';
import { formatParts, type Selector, type SelectorPart } from '../../evaluation/selector.js';
import type { Selectable } from './network.js';
import type { Segment } from './paths.js';
import { select, selectable, selects, type PlacedLayer } from './select.js';

/** What people call the whole net. */
const everything: ReadonlySet<string> = new Set(['all', 'everything', 'any', 'net', 'network']);

/** Longer lists of names help nobody. */
const mostListed = 12;

/** Layers that a selector was looked for in. */
type Searched = Pick<Selectable, 'name' | 'blocks'> & { readonly nodes: readonly PlacedLayer[] };

/** Help for a selector that means no layer, with the edit where one name alone can be meant. */
export function unmatchedHelp(selector: Selector, searched: Searched, isCrowded: boolean): Extras {
  const { parts, place } = selector;
  const [only, ...others] = parts;
  const hint = unmatchedHint(selector, searched);
  if (!only || !('name' in only) || only.index !== undefined || others.length > 0) return { hint };
  const { labels, kinds } = selectable(searched.nodes);
  const written = { kind: 'identifier', name: only.name, span: place.span } as const;
  return { hint, ...helpWithName(written, place.file, isCrowded ? [] : [...labels, ...kinds]) };
}

/**
 * Why a selector of several parts, or one with an index, means no layer: its parts up to one mean some, and that one
 * isn't there. Of a single name all that could be selected is listed.
 */
function unmatchedHint(selector: Selector, { name, nodes, blocks }: Searched): string {
  const { parts } = selector;
  const chosen = (some: readonly SelectorPart[]) =>
    some.length === 0 ? nodes : select(nodes, [{ ...selector, parts: some }]).nodes;
  let known = parts.length - 1;
  while (known > 0 && chosen(parts.slice(0, known)).length === 0) known--;
  const before = parts.slice(0, known);
  const missing = parts[known]!;
  if ('name' in missing && missing.index !== undefined) {
    const repeated = chosen([...before, { name: missing.name }]);
    if (repeated.length > 0) return repeatsOf(missing.name, repeated);
  }
  const isWhole = 'name' in missing && (missing.name === name || everything.has(missing.name));
  if (isWhole && known === 0) return '`model` is the whole net.';
  if ('name' in missing && blocks.has(missing.name)) {
    return `\`${missing.name}\` is a block; here labels and kinds of layer are meant. ${listOf(nodes)}.`;
  }
  if (known === 0) return `${listOf(nodes)}.`;
  return below({ ...selector, parts: before, text: formatParts(before) }, missing, chosen(before));
}

/** What indices a label has. */
function repeatsOf(label: string, nodes: readonly PlacedLayer[]): string {
  const indices = nodes
    .flatMap(({ segments }) => segments)
    .flatMap(({ kind, name, index }) => (kind === 'label' && name === label && index !== undefined ? [index] : []));
  if (indices.length === 0) return `\`${label}\` is not repeated: write it without an index.`;
  const last = indices.reduce((most, index) => Math.max(most, index));
  return last === 0 ? `\`${label}\` has the index 0 alone.` : `The indices of \`${label}\` go from 0 to ${last}.`;
}

function below(before: Selector, missing: SelectorPart, nodes: readonly PlacedLayer[]): string {
  const rests = nodes.map((node) => ({ node, rest: restBelow(before, node) }));
  if ('position' in missing) {
    const positions = rests.flatMap(({ rest: [first] }) => (first?.kind === 'position' ? [first.name] : []));
    const known = [...new Set(positions)];
    const there = known.length > 0 && known.length <= mostListed ? `there are ${alternatives(known, 'and')}` : '';
    return [`\`${before.text}\` has no position ${missing.position}`, there].filter(Boolean).join('; ') + '.';
  }
  const labels = rests.flatMap(({ rest }) => rest).flatMap(({ kind, name }) => (kind === 'label' ? [name] : []));
  const known = [...new Set([...labels, ...rests.map(({ node }) => node.layer.name)])];
  const near = didYouMean(missing.name, known);
  const there = known.length <= mostListed ? listing(known) : '';
  return [`Nothing below \`${before.text}\` is called \`${missing.name}\`.`, near ?? there].filter(Boolean).join(' ');
}

/** What of a layer's path lies below the first place that a selector means. */
function restBelow(selector: Selector, { segments }: PlacedLayer): readonly Segment[] {
  const length = segments.findIndex((_, index) => selects(selector, segments.slice(0, index + 1), ''));
  return length < 0 ? [] : segments.slice(length + 1);
}

/** "Labels are `stem` and `main`; kinds of layer are `conv` and `bn`" */
function listOf(nodes: readonly PlacedLayer[]): string {
  const { labels, kinds } = selectable(nodes);
  const listed = `inds of layer are ${alternatives(kinds, 'and')}`;
  if (labels.length === 0 || labels.length > mostListed) return `K${listed}`;
  return `Labels are ${alternatives(labels, 'and')}; k${listed}`;
}

import type { Selector, SelectorPart } from '../../evaluation/selector.js';
import type { LayerNode } from './network.js';
import type { Segment } from './paths.js';

/** What `model` selects as the first part of a selector: the whole net. */
const WHOLE = 'model';

/**
 * Whether a selector means what stands at a path. Its parts must occur in the path in their order, each anywhere
 * below the one before, so that a label means everything at or below it; a position must follow directly. The last
 * part may also be a kind.
 * @param kind of the layer or block at the path
 */
export function selects({ parts }: Selector, segments: readonly Segment[], kind: string): boolean {
  let part = isName(parts[0]!, WHOLE) ? 1 : 0;
  let from = 0;
  while (part < parts.length) {
    if (part === parts.length - 1 && isName(parts[part]!, kind)) return true;
    const group = groupAt(parts, part);
    // The first place that fits leaves most to the parts behind, so no other needs to be tried.
    const at = placeOfGroup(group, segments, from);
    if (at === undefined) return false;
    from = at + group.length;
    part += group.length;
  }
  return true;
}

/** A part with the positions that must follow it directly. */
function groupAt(parts: readonly SelectorPart[], from: number): readonly SelectorPart[] {
  const next = parts.findIndex((part, index) => index > from && 'name' in part);
  return parts.slice(from, next < 0 ? undefined : next);
}

function placeOfGroup(group: readonly SelectorPart[], segments: readonly Segment[], from: number): number | undefined {
  // Only behind `model` a group begins with a position, which is one of the model's own braces.
  const last = 'position' in group[0]! ? from : segments.length - group.length;
  for (let at = from; at <= last; at++) {
    if (group.every((part, index) => fits(part, segments[at + index]))) return at;
  }
  return undefined;
}

function isName(part: SelectorPart, name: string): boolean {
  return 'name' in part && part.name === name && part.index === undefined;
}

function fits(part: SelectorPart, segment: Segment | undefined): boolean {
  if (!segment) return false;
  const { kind, name, index } = segment;
  const isNamed =
    'name' in part ? kind === 'label' && name === part.name : kind === 'position' && name === String(part.position);
  if (!isNamed || part.index === undefined) return isNamed;
  return part.index === 'any' ? index !== undefined : index === part.index;
}

/** What some selectors mean in a network. */
export interface Selection<Node = LayerNode> {
  /** The layers of all of them, each once, in the order of flow. */
  readonly nodes: readonly Node[];
  /** The layers of each. */
  readonly each: readonly { readonly selector: Selector; readonly matches: readonly Node[] }[];
}

/** What of a layer selectors look at. */
export type PlacedLayer = Pick<LayerNode, 'segments' | 'layer'>;

export function select<Node extends PlacedLayer>(
  nodes: readonly Node[],
  selectors: readonly Selector[],
): Selection<Node> {
  const each = selectors.map((selector) => ({
    selector,
    matches: nodes.filter(({ segments, layer }) => selects(selector, segments, layer.name)),
  }));
  const selected = new Set(each.flatMap(({ matches: matched }) => matched));
  return { nodes: nodes.filter((node) => selected.has(node)), each };
}

/** The labels and kinds of layer that selectors can name in a network, for messages. */
export function selectable(nodes: readonly PlacedLayer[]): {
  readonly labels: readonly string[];
  readonly kinds: readonly string[];
} {
  const labels = new Set<string>();
  const kinds = new Set<string>();
  for (const { segments, layer } of nodes) {
    for (const { kind, name } of segments) if (kind === 'label') labels.add(name);
    kinds.add(layer.name);
  }
  return { labels: [...labels], kinds: [...kinds] };
}

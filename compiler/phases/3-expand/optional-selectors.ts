import type { Place } from '../../diagnostics/diagnostic.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { surest } from '../../diagnostics/suggest.js';
import type { Selector } from '../../evaluation/selector.js';
import { layers } from '../../layers/index.js';
import type { RegularizerTerm } from './experiment.js';
import type { LayerRules } from './layer-rules.js';
import type { Network } from './network.js';
import { select, selectable, type PlacedLayer } from './select.js';

/**
 * Follows the selectors in `optional(…)` through all experiments, profiles and cells of a file: one that never selects a
 * layer but is spelt almost like a name that would is most likely misspelt.
 */
export class OptionalSelectors {
  private readonly uses = new Map<
    string,
    { readonly place: Place; readonly text: string; meant?: string | undefined }
  >();
  private readonly matched = new Set<string>();

  /** @param nodes layers that it was looked for in */
  add({ optional, parts, place, text }: Selector, isMatched: boolean, nodes: readonly PlacedLayer[]): void {
    if (!optional) return;
    const key = `${place.file} ${place.span.start}`;
    if (isMatched) this.matched.add(key);
    const [only, ...others] = parts;
    if (this.matched.has(key) || this.uses.has(key) || others.length > 0 || !only || !('name' in only)) return;
    const { labels, kinds } = selectable(nodes);
    this.uses.set(key, { place, text, meant: respelt(only.name, [...labels, ...kinds]) });
  }

  report(reporter: Reporter): void {
    for (const [key, { place, text, meant }] of this.uses) {
      if (this.matched.has(key) || meant === undefined) continue;
      reporter.report('optional-unmatched', { selector: text, meant }, place);
    }
  }
}

/** Notes what the optional selectors of an experiment's edits and penalties select in its network. */
export function followOptionals(
  { uses }: LayerRules,
  penalties: readonly RegularizerTerm[],
  { nodes }: Network,
  optionals: OptionalSelectors,
): void {
  for (const { rule, matched } of uses) {
    for (const selector of rule.selectors) optionals.add(selector, matched.has(selector), nodes);
  }
  for (const { args } of penalties) {
    const { each } = select(nodes, args.has('on') ? args.selectors('on') : []);
    for (const { selector, matches } of each) optionals.add(selector, matches.length > 0, nodes);
  }
}

/** The one name that is spelt almost like another; `conv1` is no misspelt `conv2`, `relu` no misspelt `prelu`. */
function respelt(name: string, known: readonly string[]): string | undefined {
  if (layers.has(name)) return undefined;
  const near = surest(name, known);
  const letters = (text: string) => text.replace(/\d+/g, '');
  return near !== undefined && letters(near) !== letters(name) ? near : undefined;
}

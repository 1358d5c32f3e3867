import type { Reporter } from '../../diagnostics/reporter.js';
import type { Selector } from '../../evaluation/selector.js';
import type { Misses } from './misses.js';
import type { Selectable } from './network.js';
import { select, type Selection } from './select.js';
import { unmatchedHelp } from './unmatched-hint.js';

/**
 * What selectors mean in a network. Those that mean nothing are added to `misses` unless they are optional.
 */
export function selectOrMiss(network: Selectable, selectors: readonly Selector[], misses: Misses): Selection {
  const selection = select(network.nodes, selectors);
  for (const { selector, matches } of selection.each) {
    if (matches.length === 0 && !selector.optional) addUnmatched(selector, network, misses);
  }
  return selection;
}

/** Notes that a selector means no layer of a network. */
export function addUnmatched(selector: Selector, network: Selectable, misses: Misses): void {
  misses.push({
    place: selector.place,
    what: `\`${selector.text}\``,
    report: (reporter) => reportUnmatched(selector, network, reporter),
  });
}

function reportUnmatched(selector: Selector, network: Selectable, reporter: Reporter): void {
  const args = { selector: selector.text, model: network.name, what: 'layer' };
  reporter.report('selector-without-match', args, selector.place, unmatchedHelp(selector, network, reporter.isCrowded));
}

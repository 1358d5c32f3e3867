import type { Extras } from '../../diagnostics/reporter.js';
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

/** Notes that a selector means no layer of a network. @param known help that is better than what its names tell */
export function addUnmatched(selector: Selector, network: Selectable, misses: Misses, known?: Extras): void {
  const args = { selector: selector.text, model: network.name, what: 'layer' };
  misses.push({
    place: selector.place,
    what: `\`${selector.text}\``,
    report: (reporter) => {
      const help = known ?? unmatchedHelp(selector, network, reporter.isCrowded);
      reporter.report('selector-without-match', args, selector.place, help);
    },
  });
}

import type { Reporter } from '../../diagnostics/reporter.js';
import { alternatives } from '../../diagnostics/suggest.js';
import { layersWith } from '../../layers/index.js';
import type { LayerRules, RuleUse } from './layer-rules.js';
import type { Misses } from './misses.js';
import type { Network } from './network.js';
import { addUnmatched } from './select-or-miss.js';

/** Adds the edits of layers that have changed nothing in a network. */
export function addRuleMisses({ uses }: LayerRules, network: Network, misses: Misses): void {
  for (const use of uses) {
    const { rule, matched } = use;
    const unmatched = rule.selectors.filter((selector) => !matched.has(selector) && !selector.optional);
    for (const selector of unmatched) addUnmatched(selector, network, misses);
    if (matched.size > 0 && unmatched.length === 0) addUseless(use, misses);
  }
}

/** Says of each replacement once which arguments it hasn't carried over. */
export function reportDrops({ uses }: LayerRules, reporter: Reporter): void {
  for (const { rule, drops } of uses) {
    if (rule.kind !== 'replace') continue;
    const { call, source } = rule;
    for (const [old, names] of drops) {
      const args = { old, replacement: call.callee.name, names: [...names] };
      reporter.report('argument-dropped', args, { file: source.module.path, span: call.span });
    }
  }
}

/** Which layers take what was to be set. */
function takers(annotations: readonly string[]): string {
  return annotations.map((name) => `\`@${name}\` changes ${alternatives(layersWith(name), 'and')}.`).join(' ');
}

function addUseless({ rule, reached, changed }: RuleUse, misses: Misses): void {
  const { edit, module, mustChange } = rule.source;
  if (reached && (changed || !mustChange)) return;
  const selected = rule.selectors.map(({ text }) => `\`${text}\``).join(', ');
  const names = rule.kind === 'set' ? rule.annotations.map((one) => one.name.name) : [];
  const set = rule.kind === 'set-argument' ? [rule.annotation.name] : names;
  const annotations = set.map((name) => `\`@${name}\``).join(' or ');
  // What no value could change is said of the selector, once for all values of a `vary`.
  const place = { file: module.path, span: reached ? edit.span : rule.selector.span };
  const reason = reached
    ? 'the layers are like that without it'
    : `no layer that ${selected} selects takes ${annotations}`;
  misses.push({
    place,
    what: reached ? 'this edit' : annotations,
    silentInCell: reached,
    report: (reporter) =>
      reporter.report('edit-without-effect', { reason }, place, reached ? {} : { hint: takers(set) }),
  });
}

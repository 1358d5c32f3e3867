import type { Call } from '../../../grammar/index.js';
import type { Extras, Reporter } from '../../diagnostics/reporter.js';
import { alternatives } from '../../diagnostics/suggest.js';
import type { Selector } from '../../evaluation/selector.js';
import { layers, layersWith } from '../../layers/index.js';
import type { Layer } from '../../layers/layer.js';
import type { LayerRules, RuleUse } from './layer-rules.js';
import type { Misses } from './misses.js';
import type { Network } from './network.js';
import { formatSegments } from './paths.js';
import { selects } from './select.js';
import { addUnmatched } from './select-or-miss.js';

/** Adds the edits of layers that have changed nothing in a network. */
export function addRuleMisses({ uses }: LayerRules, network: Network, misses: Misses): void {
  for (const [index, use] of uses.entries()) {
    const { rule, matched } = use;
    const unmatched = rule.selectors.filter((selector) => !matched.has(selector) && !selector.optional);
    for (const selector of unmatched) {
      addUnmatched(selector, network, misses, replacedBefore(selector, uses.slice(0, index)));
    }
    if (matched.size > 0 && unmatched.length === 0) addUseless(use, misses);
  }
}

/** Help for a selector of layers that an earlier edit has put others in the place of. */
function replacedBefore(selector: Selector, earlier: readonly RuleUse[]): Extras | undefined {
  for (const { rule, taken } of earlier) {
    const meant = taken.filter(({ segments, layer }) => selects(selector, segments, layer.name));
    if (rule.kind !== 'replace' || meant.length === 0) continue;
    const { call, source } = rule;
    const replacement = `\`${call.callee.name}\``;
    const related = [
      {
        place: { file: source.module.path, span: source.edit.span },
        message: `this puts ${replacement} in the place of \`${selector.text}\``,
      },
    ];
    const paths = new Set(meant.map(({ segments }) => formatSegments(segments)));
    const [path] = paths;
    const isLabelled = paths.size === 1 && meant[0]!.segments.at(-1)?.kind === 'label';
    return { hint: `Write \`${isLabelled ? path : call.callee.name}\`.`, related };
  }
  return undefined;
}

/** Says of each replacement once what of the layers is lost: of several kinds all but their places, else arguments. */
export function reportLosses({ uses }: LayerRules, reporter: Reporter): void {
  for (const { rule, drops, replaced } of uses) {
    if (rule.kind !== 'replace') continue;
    const { call, source } = rule;
    const mixed = [...replaced].filter(([, layers]) => new Set(layers.map(sortOf)).size > 1);
    for (const [selector, layers] of mixed) reportKinds(selector, layers, call, reporter);
    if (mixed.length > 0) continue;
    for (const [old, names] of drops) {
      const args = { old, replacement: call.callee.name, names: [...names] };
      reporter.report('argument-dropped', args, { file: source.module.path, span: call.span });
    }
  }
}

/** Layers whose calls begin alike can stand for each other: `conv` and `angconv` have filters, `relu` has nothing. */
function sortOf({ parameters }: Layer): string {
  return parameters[0]?.name ?? '';
}

function reportKinds(selector: Selector, replaced: readonly Layer[], { callee }: Call, reporter: Reporter): void {
  const replacement = callee.name;
  const sort = sortOf(layers.get(replacement)!);
  const kinds = [...new Set(replaced)];
  const meant = kinds.find((kind) => sortOf(kind) === sort) ?? kinds[0]!;
  const names = kinds.map(({ name }) => name);
  reporter.report(
    'replaces-several-kinds',
    {
      selector: selector.text,
      count: replaced.length,
      kinds: names,
      replacement,
      meant: `${selector.text}.${meant.name}`,
    },
    selector.place,
  );
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

import { visit, type Argument, type BlockDeclaration } from '../../../grammar/index.js';
import type { LayerRule } from '../../experiments/effective.js';
import type { Arguments } from '../../evaluation/arguments.js';
import type { Environment, Origins } from '../../evaluation/context.js';
import { parseSelectors, type Selector } from '../../evaluation/selector.js';
import type { Layer } from '../../layers/layer.js';
import { layers } from '../../layers/index.js';
import type { Declared, Module } from '../1-resolve/modules.js';
import { declaredSignature } from '../../signatures/declared-signature.js';
import { carryCall, replaceCall, type Drops, type Replaceable } from './replace-call.js';
import { segmentsOf, type Path, type Segment } from './paths.js';
import { selects, type PlacedLayer } from './select.js';

/** A rule with its selectors read. */
export type ReadRule = LayerRule & { readonly selectors: readonly Selector[] };

/** What became of an edit of layers in one network. */
export interface RuleUse {
  readonly rule: ReadRule;
  /** Selectors of it that meant something. */
  readonly matched: Set<Selector>;
  /** What a replacement hasn't carried over. */
  readonly drops: Drops;
  /** The layers that a replacement has taken away where a selector doesn't say their kind, one item a layer. */
  readonly replaced: Map<Selector, Layer[]>;
  /** The layers that a replacement has taken away. */
  readonly taken: PlacedLayer[];
  /** The paths of the layers that take each annotation it sets. */
  readonly obeyed: Map<string, Set<string>>;
  /** Some layer selected takes what the rule sets. */
  reached: boolean;
  /** Some layer is another than it would be without the rule. */
  changed: boolean;
}

/** A layer on its way into the network. */
export interface Placed {
  readonly layer: Layer;
  readonly args: Arguments;
  readonly sets: readonly RuleUse[];
}

/**
 * Changes layers as edits say while a model is expanded. Rules are applied in their order; one that follows a
 * replacement sees the new kind.
 */
export class LayerRules {
  readonly uses: readonly RuleUse[];
  /** Where the arguments of replacements stand. */
  readonly origins: Origins;

  constructor(rules: readonly LayerRule[] = []) {
    this.origins = originsOf(rules);
    this.uses = rules.map((rule) => {
      const parsed = parseSelectors(rule.selector, rule.source.module.path);
      const selectors = 'value' in parsed ? parsed.value : [];
      return {
        rule: { ...rule, selectors },
        matched: new Set(),
        drops: new Map(),
        replaced: new Map(),
        taken: [],
        obeyed: new Map(),
        reached: false,
        changed: false,
      };
    });
  }

  /**
   * What stands in the place of a layer.
   * @param environment where its call stands
   * @returns undefined where a replacement doesn't fit; that was reported
   */
  place(placed: Replaceable, segments: readonly Segment[], environment: Environment): Placed | undefined {
    if (this.uses.length === 0) return { ...placed, sets: [] };
    let current = placed;
    const sets: RuleUse[] = [];
    for (const use of this.uses) {
      const { rule } = use;
      if (rule.kind === 'replace' && blockOf(rule)) continue;
      const selectors = matching(use, segments, current.layer.name);
      if (selectors.length === 0) continue;
      if (rule.kind !== 'replace') {
        sets.push(use);
        continue;
      }
      const replacement = layers.get(rule.call.callee.name);
      const replaced = replacement && replaceCall(current, replacement, rule.call, use.drops, environment);
      if (!replaced) return undefined;
      use.reached = true;
      use.changed ||= replaced.changed;
      use.taken.push({ segments, layer: current.layer });
      for (const selector of selectors) noteReplaced(use, selector, current.layer);
      current = replaced;
    }
    return { layer: current.layer, args: current.args, sets };
  }

  /**
   * The block that stands in the place of another, for its arguments.
   * @param within rules that have put a block around this place: what they put there they don't replace again
   * @returns undefined where a replacement doesn't fit; that was reported
   */
  placeBlock(
    block: PlacedBlock,
    path: Path,
    within: readonly ReadRule[],
    environment: Environment,
  ): PlacedBlock | undefined {
    if (this.uses.length === 0) return block;
    const segments = segmentsOf(path);
    let current = block;
    for (const use of this.uses) {
      const { rule } = use;
      if (rule.kind !== 'replace' || within.includes(rule)) continue;
      const replacement = blockOf(rule);
      if (!replacement || matching(use, segments, current.declared.declaration.name.name).length === 0) continue;
      const [old, next] = [current.declared, replacement].map(({ declaration }) =>
        declaredSignature(declaration.name.name, declaration.parameters),
      );
      const carried = carryCall({ ...old!, written: current.written }, next!, rule.call, use.drops, environment);
      if (!carried) return undefined;
      use.reached = true;
      use.changed ||= current.declared.declaration !== replacement.declaration || rule.call.arguments.length > 0;
      current = { declared: replacement, written: carried, rules: [...current.rules, rule] };
    }
    return current;
  }
}

function originsOf(rules: readonly LayerRule[]): Origins {
  const origins = new Map<object, Module>();
  for (const rule of rules) {
    if (rule.kind === 'replace') visit(rule.call, (node) => origins.set(node, rule.source.module));
  }
  return origins;
}

/** A block on its way into the network. */
export interface PlacedBlock {
  readonly declared: Declared<BlockDeclaration>;
  /** The arguments of its call. */
  readonly written: readonly Argument[];
  /** The rules that have put it there. */
  readonly rules: readonly ReadRule[];
}

function blockOf(rule: ReadRule & { readonly kind: 'replace' }): Declared<BlockDeclaration> | undefined {
  return rule.source.module.scope.blocks.get(rule.call.callee.name);
}

/** The selectors of a rule that mean what stands at a path; they are counted as matched. */
function matching(use: RuleUse, segments: readonly Segment[], kind: string): readonly Selector[] {
  const matched = use.rule.selectors.filter((selector) => selects(selector, segments, kind));
  for (const selector of matched) use.matched.add(selector);
  return matched;
}

function noteReplaced({ replaced }: RuleUse, selector: Selector, layer: Layer): void {
  const last = selector.parts.at(-1)!;
  if ('name' in last && last.name === layer.name) return;
  const known = replaced.get(selector);
  if (known) known.push(layer);
  else replaced.set(selector, [layer]);
}

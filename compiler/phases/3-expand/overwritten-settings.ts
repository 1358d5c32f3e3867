import type { SourcedEdit } from '../../experiments/edits.js';
import type { LayerRules, RuleUse } from './layer-rules.js';

/** Of an edit, for each annotation of which it leaves nothing, the later edits that set it anew. */
export type Overwritten = ReadonlyMap<SourcedEdit, ReadonlyMap<string, readonly SourcedEdit[]>>;

/** Finds what edits set on layers that later ones set anew on all of them, whatever the selectors say. */
export function overwrittenSettings({ uses }: LayerRules): Overwritten {
  return new Map(
    uses.map((use, index) => {
      const names = [...use.obeyed.keys()];
      const found = names.map((name) => [name, overwriting(use, name, uses.slice(index + 1))] as const);
      return [use.rule.source, new Map(found)];
    }),
  );
}

/** The later edits that together leave nothing of an annotation; none where something of it is left. */
function overwriting(use: RuleUse, name: string, later: readonly RuleUse[]): readonly SourcedEdit[] {
  const left = new Set(use.obeyed.get(name));
  const found = later.filter((other) => {
    const layers = replaces(other, use) ? [...(other.obeyed.get(name) ?? [])] : [];
    return layers.filter((layer) => left.delete(layer)).length > 0;
  });
  return left.size === 0 ? found.map(({ rule }) => rule.source) : [];
}

/** Whether a rule sets an annotation as a whole, or the one argument that another sets too. */
function replaces({ rule: later }: RuleUse, { rule }: RuleUse): boolean {
  if (later.kind !== 'set-argument') return later.kind === 'set';
  return rule.kind === 'set-argument' && rule.argument.name!.name === later.argument.name!.name;
}

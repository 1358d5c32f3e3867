import type { SourcedEdit } from '../../experiments/edits.js';
import type { LayerRules } from './layer-rules.js';

/** Of an edit, for each annotation of which it leaves nothing, the later edits that set it anew. */
export type Overwritten = ReadonlyMap<SourcedEdit, ReadonlyMap<string, readonly SourcedEdit[]>>;

/** Finds what edits set on layers that later ones set anew on all of them, whatever the selectors say. */
export function overwrittenSettings({ uses }: LayerRules): Overwritten {
  /** What sets an annotation, or one argument of it, on a layer behind the edit that is looked at. */
  const later = new Map<string, SourcedEdit>();
  const found = new Map<SourcedEdit, Map<string, readonly SourcedEdit[]>>();
  for (const { rule, obeyed } of uses.toReversed()) {
    const overwritten = new Map<string, readonly SourcedEdit[]>();
    for (const [name, layers] of obeyed) {
      const setting = rule.kind === 'set-argument' ? `${name}.${rule.argument.name!.name}` : name;
      const over = [...layers].map((layer) => later.get(`${layer}@${setting}`) ?? later.get(`${layer}@${name}`));
      const edits = new Set(over.filter((edit) => edit !== undefined));
      if (over.every((edit) => edit !== undefined)) overwritten.set(name, [...edits]);
      for (const layer of layers) later.set(`${layer}@${setting}`, rule.source);
    }
    found.set(rule.source, overwritten);
  }
  return found;
}

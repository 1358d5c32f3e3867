/** Rules of syntax as people read them. */
export type Syntax =
  /** A word or sign that is written as it is. */
  | { readonly kind: 'literal'; readonly text: string }
  /** A token with many forms: a name, a number, a string. */
  | { readonly kind: 'token'; readonly text: string }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'sequence'; readonly items: readonly Syntax[] }
  | { readonly kind: 'choice'; readonly items: readonly Syntax[] }
  | { readonly kind: 'optional'; readonly item: Syntax }
  | { readonly kind: 'repeat'; readonly item: Syntax; readonly least: 0 | 1 }
  /** Items with a comma between two, and perhaps one behind the last. */
  | { readonly kind: 'list'; readonly item: Syntax; readonly separator: Syntax };

export type Rules = ReadonlyMap<string, Syntax>;

export function sequence(items: readonly Syntax[]): Syntax {
  const flat = items.flatMap((item) => (item.kind === 'sequence' ? item.items : [item]));
  return flat.length === 1 ? flat[0]! : { kind: 'sequence', items: flat };
}

/** Nothing at all. */
export const empty: Syntax = { kind: 'sequence', items: [] };

export const isEmpty = (syntax: Syntax): boolean => syntax.kind === 'sequence' && syntax.items.length === 0;

/** Equal alternatives stand once; where nothing is one of them, the others may be missing. */
export function choice(items: readonly Syntax[]): Syntax {
  const flat = items.flatMap((item) => (item.kind === 'choice' ? item.items : [item]));
  const different = [...new Map(flat.map((item) => [JSON.stringify(item), item])).values()];
  const some = different.filter((item) => !isEmpty(item));
  if (some.length === 0) return empty;
  const chosen: Syntax = some.length === 1 ? some[0]! : { kind: 'choice', items: some };
  return some.length < different.length ? optional(chosen) : chosen;
}

export function optional(item: Syntax): Syntax {
  return isEmpty(item) || item.kind === 'optional' || item.kind === 'list' ? item : { kind: 'optional', item };
}

/** The syntax with every part of it replaced, innermost first. */
export function replaceParts(syntax: Syntax, replace: (part: Syntax) => Syntax): Syntax {
  const inner = (part: Syntax) => replaceParts(part, replace);
  switch (syntax.kind) {
    case 'sequence':
      return replace(sequence(syntax.items.map(inner)));
    case 'choice':
      return replace(choice(syntax.items.map(inner)));
    case 'optional':
      return replace(optional(inner(syntax.item)));
    case 'repeat':
    case 'list': {
      const item = inner(syntax.item);
      return replace(isEmpty(item) ? item : { ...syntax, item });
    }
    default:
      return replace(syntax);
  }
}

/** The rules that a syntax names. */
export function rulesIn(syntax: Syntax): readonly string[] {
  const names: string[] = [];
  replaceParts(syntax, (part) => {
    if (part.kind === 'rule') names.push(part.name);
    return part;
  });
  return names;
}

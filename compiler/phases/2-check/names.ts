import type { Identifier, Span } from '../../../grammar/index.js';
import type { Context } from './context.js';
import type { Kind } from './kinds.js';

export type Role = 'parameter' | 'let' | 'repeat variable';

export interface Name {
  readonly kind: Kind;
  readonly role: Role;
  readonly at: Identifier;
  /** What can be taken out of the text when nothing uses the name. */
  readonly removable: Span | undefined;
  used: boolean;
}

const RESERVED: ReadonlyMap<string, string> = new Map([
  ['pi', 'the angle of half a turn'],
  ['in', 'the value that enters the innermost braces'],
]);

/** Names of values that expressions can use, braces within braces. */
export class Names {
  private readonly own = new Map<string, Name>();
  /** Names that were used where they mean nothing: one of that name in other braces, or further down, is not unused. */
  private readonly missed: Set<string>;

  constructor(
    private readonly context: Context,
    private readonly outer?: Names,
  ) {
    this.missed = outer?.missed ?? new Set();
  }

  /** Notes that a name was used that means nothing here. @returns whether it is the first use in the declaration */
  miss(name: string): boolean {
    const isFirst = !this.missed.has(name);
    this.missed.add(name);
    return isFirst;
  }

  lookup(name: string): Name | undefined {
    return this.own.get(name) ?? this.outer?.lookup(name);
  }

  /**
   * Adds a name, which must be new wherever it is visible.
   * @param removable what of the text is there for the name alone
   */
  declare(at: Identifier, kind: Kind, role: Role, removable?: Span): void {
    const meaning = RESERVED.get(at.name);
    if (meaning) this.context.report('reserved-name', { name: at.name, meaning }, at);
    const known = this.lookup(at.name);
    if (known) this.reportDuplicate(at, known);
    else this.own.set(at.name, { kind, role, at, removable, used: meaning !== undefined });
  }

  /** Everything visible, for suggestions. */
  *visible(): Iterable<string> {
    yield* this.own.keys();
    if (this.outer) yield* this.outer.visible();
  }

  /** Warns of the names of these braces that nothing has used. */
  reportUnused(): void {
    for (const [name, { role, used, at, removable }] of this.own) {
      if (used || this.missed.has(name)) continue;
      const extras = removable ? { fixes: [this.context.removal(removable)] } : {};
      this.context.report(role === 'parameter' ? 'unused-parameter' : 'unused-let', { name }, at, extras);
    }
  }

  private reportDuplicate(at: Identifier, known: Name): void {
    const related = [{ place: this.context.place(known.at), message: 'the first one is here' }];
    this.context.report('duplicate-name', { what: `a ${known.role}`, name: at.name }, at, { related });
  }
}

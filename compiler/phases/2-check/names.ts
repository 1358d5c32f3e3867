import type { Identifier, Span } from '../../../grammar/index.js';
import type { Extras } from '../../diagnostics/reporter.js';
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

/** A name that was used where it means nothing. */
interface Miss {
  readonly uses: Identifier[];
  report?: (help?: Extras) => void;
}

const RESERVED: ReadonlyMap<string, string> = new Map([
  ['pi', 'the angle of half a turn'],
  ['in', 'the value that enters the innermost braces'],
]);

/** Names of values that expressions can use, braces within braces. */
export class Names {
  private readonly own = new Map<string, Name>();
  /** Names that were used where they mean nothing: one of that name in other braces, or further down, is not unused. */
  private readonly missed: Map<string, Miss>;
  /** Names that mean something in any braces of the declaration. */
  private readonly declared: Set<string>;

  constructor(
    private readonly context: Context,
    private readonly outer?: Names,
  ) {
    this.missed = outer?.missed ?? new Map();
    this.declared = outer?.declared ?? new Set();
  }

  /** Notes that a name was used that means nothing here. @returns whether it is the first use in the declaration */
  miss(name: string, use: Identifier): boolean {
    const known = this.missed.get(name);
    if (known) known.uses.push(use);
    else this.missed.set(name, { uses: [use] });
    return known === undefined;
  }

  /**
   * Reports a name that was missed, at the end of the declaration where it is the only one.
   * @param report given other help if `reportMissed` finds better
   */
  postpone(name: string, report: (help?: Extras) => void): void {
    if (this.missed.size === 1) this.missed.get(name)!.report = report;
    else report();
  }

  /**
   * Reports what was postponed in a declaration. The only name that means nothing and the only parameter that nothing
   * uses are one mistake: the parameter was renamed, and its uses were not.
   */
  reportMissed(): void {
    const unused = [...this.own.values()].filter(({ role, used }) => role === 'parameter' && !used);
    const [[name, first] = ['', undefined]] = this.missed;
    const [meant, ...others] = unused;
    if (!first?.report) return;
    if (meant && others.length === 0 && this.missed.size === 1 && !this.declared.has(name)) {
      meant.used = true;
      first.report(this.renaming(first.uses, meant.at.name));
    } else first.report();
  }

  private renaming(uses: readonly Identifier[], name: string): Extras {
    const edits = uses.map((use) => ({ place: this.context.place(use), text: name }));
    return {
      hint: `Did you mean the parameter \`${name}\`, which nothing uses?`,
      fixes: [{ title: `Write \`${name}\``, edits }],
    };
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
    this.declared.add(at.name);
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

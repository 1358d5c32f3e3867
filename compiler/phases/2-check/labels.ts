import type { Identifier } from '../../../grammar/index.js';
import { didYouMean } from '../../diagnostics/suggest.js';
import type { Context } from './context.js';
import { earlyFromHint } from './layout.js';

/** Labels that `from` can name: those above, in the same braces or in those around them. */
export class Labels {
  private readonly own = new Map<string, Identifier>();

  constructor(
    private readonly context: Context,
    private readonly outer?: Labels,
  ) {}

  /** Adds a label, which must be new in these braces. */
  declare(label: Identifier): void {
    const first = this.own.get(label.name);
    if (!first) {
      this.own.set(label.name, label);
      return;
    }
    const related = [{ place: this.context.place(first), message: 'the first one is here' }];
    this.context.report('duplicate-name', { what: 'a label', name: label.name }, label, { related });
  }

  /** @param elsewhere labels of the declaration that can't be read here, by name */
  check(from: Identifier, elsewhere: ReadonlyMap<string, Identifier>): void {
    if (this.has(from.name)) return;
    const known = this.context.isCrowded ? [] : this.visible();
    const other = elsewhere.get(from.name);
    if (!other)
      return this.context.report('not-a-label', { name: from.name, known }, from, this.context.help(from, known));
    const early = earlyFromHint(from, this.context.module.text);
    if (early) return this.context.report('not-a-label', { name: from.name, known: [] }, from, { hint: early });
    const hint =
      other.span.start > from.span.start
        ? 'Values flow from top to bottom: `from` can only name what stands above it.'
        : (didYouMean(from.name, known) ?? "What is inside of braces can't be named outside of them: label the whole.");
    const related = [{ place: this.context.place(other), message: 'this label is out of reach' }];
    this.context.report('not-a-label', { name: from.name, known: [] }, from, { hint, related });
  }

  private has(name: string): boolean {
    return this.own.has(name) || (this.outer?.has(name) ?? false);
  }

  private visible(): readonly string[] {
    return [...this.own.keys(), ...(this.outer?.visible() ?? [])];
  }
}

import type { Identifier, Span } from '../../../grammar/index.js';
import type { ArgumentsOf, Code } from '../../diagnostics/catalog.js';
import type { Place } from '../../diagnostics/diagnostic.js';
import type { Advice } from '../../diagnostics/foreign.js';
import { helpWithName } from '../../diagnostics/help-with-name.js';
import type { Extras, Reporter } from '../../diagnostics/reporter.js';
import type { Module } from '../1-resolve/modules.js';

/** Reports what is wrong in one module. Where the text doesn't follow the grammar, nothing more is said. */
export class Context {
  constructor(
    readonly module: Module,
    private readonly reporter: Reporter,
  ) {}

  report<C extends Code>(code: C, args: ArgumentsOf<C>, node: { readonly span: Span }, extras?: Extras): void {
    if (!this.isDamaged(node.span)) this.reporter.report(code, args, this.place(node), extras);
  }

  /** Help for a name that means nothing. @param candidates what it may have been meant to be */
  help(written: Identifier, candidates: Iterable<string>, advice?: Advice | string): Extras {
    return this.isCrowded ? {} : helpWithName(written, this.module.path, candidates, advice);
  }

  /** Whether there are so many diagnostics that it isn't worth looking for hints. */
  get isCrowded(): boolean {
    return this.reporter.isCrowded;
  }

  place({ span }: { readonly span: Span }): Place {
    return { file: this.module.path, span };
  }

  /** Where expressions stand that need no names. */
  environment(): { readonly module: Module; readonly reporter: Reporter } {
    return { module: this.module, reporter: this.reporter };
  }

  /** Whether something in a span wasn't understood, so that what seems absent may be there. */
  isDamaged(span: Span): boolean {
    return this.module.damaged.some((damage) => damage.start <= span.end && span.start <= damage.end);
  }

  textOf({ span }: { readonly span: Span }): string {
    return this.module.text.slice(span.start, span.end);
  }
}

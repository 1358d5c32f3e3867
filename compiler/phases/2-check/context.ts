import type { Identifier, Span } from '../../../grammar/index.js';
import type { ArgumentsOf, Code } from '../../diagnostics/catalog.js';
import type { Fix, Place } from '../../diagnostics/diagnostic.js';
import type { Advice } from '../../diagnostics/foreign.js';
import { helpOf, helpWithName } from '../../diagnostics/help-with-name.js';
import type { Extras, Reporter } from '../../diagnostics/reporter.js';
import { removalOf } from '../../fixes/removal.js';
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

  /** Reports what is certain, whatever else is wrong on its line. */
  reportAnyway<C extends Code>(code: C, args: ArgumentsOf<C>, node: { readonly span: Span }, extras?: Extras): void {
    this.reporter.report(code, args, this.place(node), extras);
  }

  /** Help for a name that means nothing. @param candidates what it may have been meant to be */
  help(written: Identifier, candidates: Iterable<string>, advice?: Advice | string): Extras {
    return this.isCrowded ? {} : helpWithName(written, this.module.path, candidates, advice);
  }

  /** The fix that takes something out, with its line where nothing else stands on it. */
  removal(span: Span): Fix {
    const { path: file, text } = this.module;
    return {
      title: `Remove \`${text.slice(span.start, span.end).trim()}\``,
      edits: [{ place: { file, span: removalOf(text, span) }, text: '' }],
    };
  }

  /** The hint of an answer, with the fix that writes its spelling over a node. */
  advise(node: { readonly span: Span }, advice: Advice | string | undefined): Extras {
    return helpOf(node, this.module.path, advice);
  }

  /** Whether there are so many diagnostics that it isn't worth looking for hints. */
  get isCrowded(): boolean {
    return this.reporter.isCrowded;
  }

  /** Takes back the one mistake of syntax in a span, which is said with another; whether there was one. */
  absorbSyntax(span: Span): boolean {
    return this.reporter.absorbSyntax(this.place({ span }));
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

import type { Span } from './syntax.js';

/** Something in the text that isn't the language, said for the person who wrote it. */
export interface SyntaxProblem {
  readonly span: Span;
  /** What was found and what belongs there. */
  readonly message: string;
  /** How to fix it. */
  readonly hint?: string;
  /** The layer of another library that is called here, for a better hint than the grammar has. */
  readonly foreign?: string;
}

/** After so many problems a file is something else than a spec with mistakes, and the rest isn't worth reading. */
export const mostProblems = 50;

/** Collects the problems of one file. */
export class Problems {
  private readonly found: SyntaxProblem[] = [];

  add(span: Span, message: string, hint?: string, foreign?: string): void {
    if (!this.full) {
      this.found.push({
        span,
        message,
        ...(hint !== undefined && { hint }),
        ...(foreign !== undefined && { foreign }),
      });
    }
  }

  get full(): boolean {
    return this.found.length >= mostProblems;
  }

  get any(): boolean {
    return this.found.length > 0;
  }

  /** Every problem in text order; when there were too many, the last one says so. */
  list(): readonly SyntaxProblem[] {
    const sorted = [...this.found].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    const last = sorted.at(-1);
    if (!this.full || last === undefined) {
      return sorted;
    }
    const span = { start: last.span.end, end: last.span.end };
    return [...sorted, { span, message: `There are more problems; after ${mostProblems} the rest isn't read.` }];
  }
}

import type { Span } from './syntax.js';

/** A change of the text: what stands in `span` gives way to `text`. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Something in the text that isn't the language, said for the person who wrote it. */
export interface SyntaxProblem {
  readonly span: Span;
  /** What was found and what belongs there. */
  readonly message: string;
  /** How to fix it. */
  readonly hint?: string;
  /** The layer of another library that is called here, for a better hint than the grammar has. */
  readonly foreign?: string;
  /** What makes the problem go away, where that leaves no doubt of what was meant. */
  readonly fix?: readonly TextEdit[];
  /** The tree doesn't say what the fix writes, so what else seems wrong on the line may follow from that. */
  readonly misread?: true;
}

/** After so many problems a file is something else than a spec with mistakes, and the rest isn't worth reading. */
export const mostProblems = 50;

/** The fix that writes another text over a span; none where there is no text to write. */
export function replacing(span: Span, text: string | undefined): Pick<SyntaxProblem, 'fix'> {
  return text === undefined ? {} : { fix: [{ span, text }] };
}

/** The fix that takes a span out. */
export function removing(span: Span): Pick<SyntaxProblem, 'fix'> {
  return replacing(span, '');
}

/** Collects the problems of one file. */
export class Problems {
  private readonly found: SyntaxProblem[] = [];

  add(span: Span, message: string, hint?: string, more: Pick<SyntaxProblem, 'foreign' | 'fix' | 'misread'> = {}): void {
    if (!this.full) {
      this.found.push({ span, message, ...(hint !== undefined && { hint }), ...more });
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

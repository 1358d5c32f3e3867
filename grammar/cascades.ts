import { tokenSpan } from './build/cst.js';
import type { ParserError } from './parser.js';
import type { SyntaxProblem } from './problems.js';
import { lineBreakBetween } from './repair/tokens.js';

/**
 * The parser's errors without those that follow from others: after an error the parser may stop again on the same
 * line, and at the end of the text.
 */
export function independentErrors(text: string, errors: readonly ParserError[]): readonly SyntaxProblem[] {
  const kept: SyntaxProblem[] = [];
  for (const { token, message, hint } of errors) {
    const previous = kept.at(-1);
    const atEnd = Number.isNaN(token.startOffset);
    const span = atEnd ? { start: text.length, end: text.length } : tokenSpan(token);
    if (previous === undefined || (!atEnd && lineBreakBetween(text, previous.span.start, span.start))) {
      kept.push(hint === undefined ? { span, message } : { span, message, hint });
    }
  }
  return kept;
}

import { sourceFile } from './build/file.js';
import { lex } from './lexer.js';
import { readTokens } from './parser.js';
import { Problems, type SyntaxProblem } from './problems.js';
import type { SourceFile } from './syntax.js';

export interface ParseResult {
  /** The whole tree when there are no problems; else what could be understood. */
  readonly file: SourceFile;
  /** In text order; empty when the text is a file of the language. */
  readonly problems: readonly SyntaxProblem[];
}

/** Reads the text of an `.ang` file. It takes any text and never throws. */
export function parse(text: string): ParseResult {
  const problems = new Problems();
  const { tokens, comments } = lex(text);
  const { tree, errors } = readTokens(tokens);
  for (const { token, message, hint } of errors) {
    const start = Number.isNaN(token.startOffset) ? text.length : token.startOffset;
    problems.add({ start, end: Math.max(start, (token.endOffset ?? start - 1) + 1) || start }, message, hint);
  }
  const file = sourceFile({ text, problems }, tree, comments);
  return { file, problems: problems.list() };
}

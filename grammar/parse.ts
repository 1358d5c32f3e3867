import { tokenSpan, type Context } from './build/cst.js';
import { sourceFile } from './build/file.js';
import { lex, type Lexed } from './lexer.js';
import { readTokens, type ParserError } from './parser.js';
import { Problems, type SyntaxProblem } from './problems.js';
import { balanceBrackets, deepestNesting, tooDeep } from './repair/brackets.js';
import { repairCharacters } from './repair/characters.js';
import { fuseTokens } from './repair/fuse.js';
import { refuse } from './refuse.js';
import type { SourceFile, Span } from './syntax.js';
import { checkDepth } from './depth.js';

export interface ParseResult {
  /** The whole tree when there are no problems; else what could be understood. */
  readonly file: SourceFile;
  /** In text order; empty when the text is a file of the language. */
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Reads the text of an `.ang` file. It takes any text and never throws.
 *
 * Where the text has problems the tree has names and values that are missing: identifiers with an empty name.
 */
export function parse(text: string): ParseResult {
  const problems = new Problems();
  const refused = refuse(text);
  if (refused !== undefined) {
    problems.add(refused.span, refused.message, refused.hint);
    return { file: sourceFile({ text, problems }, undefined, []), problems: problems.list() };
  }
  const file = read({ text, problems }, lex(text));
  return { file, problems: problems.list() };
}

function read(context: Context, lexed: Lexed): SourceFile {
  const { text, problems } = context;
  const words = repairCharacters(fuseTokens(text, lexed.tokens, problems), problems);
  const deep = tooDeep(words);
  if (deep !== undefined) {
    const message = `Brackets are nested more than ${deepestNesting} deep here.`;
    problems.add(tokenSpan(deep), message, 'Give parts names: `let` for values, `block` for layers.');
  }
  if (deep !== undefined || problems.full) {
    return sourceFile(context, undefined, lexed.comments);
  }
  const { tokens, damaged } = balanceBrackets(text, words, problems);
  const { tree, errors } = readTokens(tokens);
  // What is wrong where brackets were missing may come from that; it is found once the brackets are there.
  const further = new Problems();
  const file = sourceFile({ text, problems: further }, tree, lexed.comments);
  for (const error of errors) {
    further.add(errorSpan(text, error), error.message, error.hint);
  }
  for (const { span, message, hint } of further.list()) {
    if (!damaged.some((part) => span.start >= part.start && span.start <= part.end)) {
      problems.add(span, message, hint);
    }
  }
  return checkDepth(context, file);
}

/** The place of the token where the parser stopped; at the end of the text nothing is left to point at. */
function errorSpan(text: string, { token }: ParserError): Span {
  return Number.isNaN(token.startOffset) ? { start: text.length, end: text.length } : tokenSpan(token);
}

import { tokenSpan, type Context } from './build/cst.js';
import { sourceFile } from './build/file.js';
import { lex, type Lexed } from './lexer.js';
import { independentErrors } from './cascades.js';
import { readTokens } from './parser.js';
import { Problems, type SyntaxProblem } from './problems.js';
import { hasBareValue } from './repair/annotations.js';
import { balanceBrackets, deepestNesting, tooDeep } from './repair/brackets.js';
import { repairCharacters } from './repair/characters.js';
import { fuseTokens } from './repair/fuse.js';
import { repairForeign } from './repair/foreign.js';
import { hasBareOperand, repairMathematics } from './repair/mathematics.js';
import { endSwallowed } from './repair/swallowed.js';
import { repairTernaries } from './repair/ternary.js';
import { lineBreakBetween } from './repair/tokens.js';
import { refuse } from './refuse.js';
import type { SourceFile } from './syntax.js';
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
  const context = { text, problems };
  const lexed = lex(text);
  const file = readRight(text, lexed) ?? readRepaired(context, lexed);
  return { file: checkDepth(context, file), problems: problems.list() };
}

/**
 * The tree of a text that is the language as it stands: repairs, which guess what was meant, see no such text, whatever
 * names and line breaks it has.
 */
function readRight(text: string, { tokens, comments }: Lexed): SourceFile | undefined {
  if (tooDeep(tokens) !== undefined || hasBareValue(text, tokens) || hasBareOperand(text, tokens)) return undefined;
  const { tree, errors } = readTokens(tokens);
  if (errors.length > 0) return undefined;
  const problems = new Problems();
  const file = sourceFile({ text, problems }, tree, comments);
  return problems.any ? undefined : file;
}

function readRepaired(context: Context, lexed: Lexed): SourceFile {
  const { text, problems } = context;
  const { tokens: ended, gaps: swallowed } = endSwallowed(text, lexed, problems);
  const fused = repairTernaries(text, fuseTokens(text, ended, problems), problems);
  const written = repairMathematics(text, fused, problems);
  const { tokens: plain, gaps } = repairCharacters(written, problems);
  const { tokens: words, gaps: calls } = repairForeign(text, plain, problems);
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
  // What is wrong where something is missing or was dropped may come from that; it is found once that is mended.
  const uncertain = [...damaged, ...swallowed, ...gaps, ...calls];
  const further = new Problems();
  const file = sourceFile({ text, problems: further }, tree, lexed.comments, errors.length > 0);
  const stops = independentErrors(text, errors);
  for (const { span, message, hint, ...more } of [
    ...stops,
    ...further.list().filter((problem) => !follows(text, stops, problem)),
  ]) {
    if (!uncertain.some((part) => span.start >= part.start && span.start <= part.end)) {
      problems.add(span, message, hint, more);
    }
  }
  return file;
}

/** Does a problem come from one of those that stopped the parser: is it around it, or behind it on the same line? */
function follows(text: string, stops: readonly SyntaxProblem[], { span }: SyntaxProblem): boolean {
  return stops.some(({ span: { start } }) =>
    span.start >= start ? !lineBreakBetween(text, start, span.start) : span.end > start,
  );
}

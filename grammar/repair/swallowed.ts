/** What a string that isn't closed, or `//` that should divide, takes away from the rest of its line. */
import type { IToken, TokenType } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import type { Lexed } from '../lexer.js';
import type { Problems } from '../problems.js';
import type { Span } from '../syntax.js';
import * as t from '../tokens.js';
import { adjacent, inserted, isOneOf, lineBreakBetween, replaced } from './tokens.js';

const closers = new Map<TokenType, readonly [type: TokenType, sign: string]>([
  [t.LeftParen, [t.RightParen, ')']],
  [t.LeftBracket, [t.RightBracket, ']']],
]);

/** More tokens than a line has whose brackets are looked for. */
const longestLine = 60;

/** The tokens with each such line ended where it stopped being read right; in the gaps more may follow from it. */
export function endSwallowed(
  text: string,
  { tokens, comments }: Lexed,
  problems: Problems,
): { tokens: IToken[]; gaps: Span[] } {
  const result: IToken[] = [];
  const gaps: Span[] = [];
  let comment = 0;
  let end = 0;
  for (const [i, token] of tokens.entries()) {
    const isSwallowed = token.startOffset < (gaps.at(-1)?.end ?? 0);
    if (isSwallowed) continue;
    if (token.startOffset >= end) end = lineEnd(text, token.startOffset);
    while (comment < comments.length && comments[comment]!.startOffset < token.startOffset) comment++;
    const next = tokens[i + 1];
    const line = { text, before: result.slice(-longestLine), end };
    const behind = (next?.startOffset ?? end) < end ? undefined : comments[comment];
    const ended =
      endOfString(token, next, line, problems) ??
      (behind !== undefined && behind.startOffset < end ? endOfDivision(token, behind, line, problems) : undefined);
    result.push(...(ended ?? [token]));
    if (ended) gaps.push({ start: token.startOffset, end });
  }
  return { tokens: result, gaps };
}

interface Line {
  readonly text: string;
  /** The last tokens before the one that is read. */
  readonly before: readonly IToken[];
  readonly end: number;
}

/** What stands for an unclosed string and the rest of its line. */
function endOfString(token: IToken, next: IToken | undefined, line: Line, problems: Problems): IToken[] | undefined {
  const { text, before, end } = line;
  const string = unclosedAt(token, next);
  if (string === undefined) return undefined;
  const isStray = string === '"';
  const closed = isStray ? strayQuote(token, problems) : reportString(token, string, problems);
  const rest = string === token.image ? string : text.slice(token.startOffset + string.length, end);
  const missing = missingClosers(text, [...before, closed]);
  return [...(isStray ? [] : [closed]), ...missing, ...swallowedBraces(closed, rest)];
}

/** What stands for a value that `//` behind it should divide, in brackets or before a brace that the comment takes away. */
function endOfDivision(token: IToken, comment: IToken, line: Line, problems: Problems): IToken[] | undefined {
  const tokens = [...line.before, token];
  const missing = missingClosers(line.text, tokens);
  const isHead = missing.length === 0 && losesBrace(line.text, tokens, comment);
  if (!isHead && !divides(token, comment, missing)) return undefined;
  const [, divisor = 'b'] = /^\/\/ *(\w+)/.exec(comment.image) ?? [];
  const meant = `floor(${operandAt(tokens)} / ${divisor})`;
  const span = { start: comment.startOffset, end: comment.startOffset + 2 };
  const hint = `To divide and round down write ${quote(meant)}.`;
  problems.add(span, '`//` begins a comment.', hint, isHead ? { misread: true } : {});
  if (isHead) return [token, ...swallowedBody(token, comment.image)];
  return [token, ...missing, ...swallowedBraces(missing.at(-1)!, comment.image)];
}

/** Whether a comment takes away the brace of an `if` or `repeat` that begins the line of the last token. */
function losesBrace(text: string, tokens: readonly IToken[], { image }: IToken): boolean {
  const last = tokens.at(-1)!;
  const first = tokens.find(({ startOffset }) => !lineBreakBetween(text, startOffset, last.startOffset));
  const isHead = isOneOf(first, t.If, t.Repeat, t.RightBrace) || tokens.some((token) => isOneOf(token, t.Repeat));
  return isHead && isOperand(last) && /^\/\/ *[\w(][^{}]*\{[^{]*$/.test(image);
}

function isOperand(token: IToken): boolean {
  return isOneOf(token, t.Name, t.NumberToken, t.RightParen);
}

/** How the operand reads that ends with the last of some tokens: `n`, `in.channels`; `a` where it is longer. */
function operandAt(tokens: readonly IToken[]): string {
  let first = tokens.length - 1;
  if (isOneOf(tokens[first], t.RightParen)) return 'a';
  while (isOneOf(tokens[first - 1], t.Dot) && isOneOf(tokens[first - 2], t.AnyWord)) first -= 2;
  return tokens
    .slice(first)
    .map(({ image }) => image)
    .join('');
}

/**
 * The text of a string that lacks its second quote, from the first on: one that the line ends, or one that another
 * argument with a string comes in: `"x.npy, labels: "y.npy"`.
 */
function unclosedAt(token: IToken, next: IToken | undefined): string | undefined {
  const holdsArgument = /^("[^",]+)[)\]]?, *\w+ *[:=] *"$/.exec(token.image);
  const isAdjacent = next !== undefined && adjacent(token, next);
  if (isOneOf(token, t.StringToken) && holdsArgument && isAdjacent) return holdsArgument[1];
  if (!isOneOf(token, t.UnclosedString)) return undefined;
  return /^("[^",()[\]]*)[,)\]]/.exec(token.image)?.[1] ?? token.image;
}

/** A quote before a sign that ends an argument begins no string. */
function strayQuote(token: IToken, problems: Problems): IToken {
  const span = { start: token.startOffset, end: token.startOffset + 1 };
  problems.add(span, "This string isn't closed on its line.", 'Remove the `"`, or write the text and another `"`.');
  return { ...token, endOffset: token.startOffset };
}

function reportString(token: IToken, meant: string, problems: Problems): IToken {
  const { start } = tokenSpan(token);
  const end = start + meant.length;
  problems.add({ start, end }, "This string isn't closed on its line.", `Write ${quote(`${meant}"`)}.`);
  return { ...replaced(token, t.StringToken, `${meant}"`), endOffset: end - 1 };
}

/** Whether a comment behind a token is the rest of a division, with what closes the brackets before it. */
function divides(token: IToken, { image }: IToken, missing: readonly IToken[]): boolean {
  const closing = image.match(/[)\]]/g)?.length ?? 0;
  const opening = image.match(/[([]/g)?.length ?? 0;
  return missing.length > 0 && isOperand(token) && /^\/\/ *\w/.test(image) && closing - opening >= missing.length;
}

/** What closes the brackets that the last line of some tokens leaves open, placed behind it. */
function missingClosers(text: string, tokens: readonly IToken[]): readonly IToken[] {
  const last = tokens.at(-1)!;
  const missing: IToken[] = [];
  let [closed, bodies] = [0, 0];
  for (const token of tokens.toReversed()) {
    if (lineBreakBetween(text, token.startOffset, last.startOffset)) break;
    // What stands before a brace that is open stays open until that is closed.
    if (isOneOf(token, t.LeftBrace) && bodies-- === 0) break;
    if (isOneOf(token, t.RightBrace)) bodies++;
    // A closed body closes its brackets itself.
    if (bodies > 0) continue;
    if (isOneOf(token, t.RightParen, t.RightBracket)) closed++;
    const closer = closers.get(token.tokenType);
    if (closer === undefined || closed-- > 0) continue;
    closed = 0;
    missing.push(inserted(last, ...closer, tokenSpan(last).end));
  }
  return missing;
}

/** The braces of a body that the rest of a line opens, and may close, placed behind a token. */
function swallowedBody(before: IToken, rest: string): readonly IToken[] {
  const { end } = tokenSpan(before);
  const open = inserted(before, t.LeftBrace, '{', end);
  return rest.includes('}') ? [open, inserted(before, t.RightBrace, '}', end)] : [open];
}

/** The brace that opens or closes more than it has a partner for in the rest of a line, placed behind a token. */
function swallowedBraces(before: IToken, rest: string): readonly IToken[] {
  const opening = rest.match(/\{/g)?.length ?? 0;
  const closing = rest.match(/\}/g)?.length ?? 0;
  if (opening === closing) return [];
  const { end } = tokenSpan(before);
  return [opening > closing ? inserted(before, t.LeftBrace, '{', end) : inserted(before, t.RightBrace, '}', end)];
}

function lineEnd(text: string, offset: number): number {
  const match = /[\r\n]/g;
  match.lastIndex = offset;
  return match.exec(text)?.index ?? text.length;
}

import { tokenMatcher, type IToken, type TokenType } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { lex } from '../lexer.js';
import * as t from '../tokens.js';

/** A token of another kind and text at the same place. */
export function replaced(token: IToken, tokenType: TokenType, image: string): IToken {
  return { ...token, tokenType, tokenTypeIdx: tokenType.tokenTypeIdx!, image };
}

/** A token that the text lacks, of no length, at an offset: by default where another token begins. */
export function inserted(token: IToken, type: TokenType, image: string, offset = token.startOffset): IToken {
  return { ...replaced(token, type, image), startOffset: offset, endOffset: offset - 1 };
}

/** A token of a given text that reaches from one token to another. */
export function spanning(first: IToken, last: IToken, tokenType: TokenType, image: string): IToken {
  const token = replaced(first, tokenType, image);
  token.endOffset = last.endOffset ?? last.startOffset;
  return token;
}

/** The token that a text is when it stands alone, put at the place of another; undefined when it isn't one token. */
export function retyped(token: IToken, image: string): IToken | undefined {
  const [only, ...others] = lex(image).tokens;
  return only !== undefined && others.length === 0 && only.image === image
    ? replaced(token, only.tokenType, image)
    : undefined;
}

export function isOneOf(token: IToken | undefined, ...types: readonly TokenType[]): boolean {
  return token !== undefined && types.some((type) => tokenMatcher(token, type));
}

/** The index of the bracket that closes the one at `i`, if it stands before `end`; of whatever kind the brackets are. */
export function closingBracket(tokens: readonly IToken[], i: number, end: number): number | undefined {
  let depth = 0;
  for (let j = i; j < tokens.length && j < end; j++) {
    if (isOneOf(tokens[j], t.LeftParen, t.LeftBracket, t.LeftBrace)) depth++;
    if (isOneOf(tokens[j], t.RightParen, t.RightBracket, t.RightBrace) && --depth === 0) return j;
  }
  return undefined;
}

/** Does a token begin where another ends? */
export function adjacent(before: IToken, after: IToken): boolean {
  return tokenSpan(before).end === after.startOffset;
}

/** Is there a line break between two offsets? */
export function lineBreakBetween(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if (text[i] === '\n' || text[i] === '\r') {
      return true;
    }
  }
  return false;
}

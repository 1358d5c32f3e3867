import { EOF, tokenMatcher, type IToken, type TokenType } from 'chevrotain';
import * as t from './tokens.js';

/** Is the token a word that can't name anything of the author's? */
export function isReserved(token: IToken): boolean {
  return tokenMatcher(token, t.AnyWord) && !tokenMatcher(token, t.Name);
}

/** Words that no label may take, though other things may have them as names. */
const leading: readonly TokenType[] = [t.Import, t.Model, t.Block, t.Angle, t.Experiment];

/** Is the token a word that can't be a label? */
export function isNoLabel(token: IToken): boolean {
  return isReserved(token) || leading.includes(token.tokenType);
}

/** What stands in the text, as it is named in a message. */
export function describeToken(token: IToken): string {
  if (token.tokenType === EOF) {
    return 'the end of the file';
  }
  if (token.tokenType === t.StringToken) {
    return `the string ${quote(token.image)}`;
  }
  if (isReserved(token)) {
    return `the keyword ${quote(token.image)}`;
  }
  return quote(token.image);
}

/** A piece of the text in backquotes, shortened, without line breaks. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return `\`${line.length > 40 ? `${line.slice(0, 37)}…` : line}\``;
}

const signs = new Map<TokenType, string>([
  [t.LeftParen, '('],
  [t.RightParen, ')'],
  [t.LeftBracket, '['],
  [t.RightBracket, ']'],
  [t.LeftBrace, '{'],
  [t.RightBrace, '}'],
  [t.Assign, '='],
  [t.Colon, ':'],
]);

/** A kind of token, as it is named in a message. */
export function describeType(type: TokenType): string {
  if (type === t.AnyWord || type === t.Name || type === t.Word) {
    return 'a name';
  }
  if (type === t.StringToken) {
    return 'a string in double quotes';
  }
  if (type === t.NumberToken) {
    return 'a number';
  }
  return quote(signs.get(type) ?? type.name.toLowerCase());
}

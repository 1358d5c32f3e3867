import { Lexer, type IToken } from 'chevrotain';
import { tokens } from './tokens.js';

const lexer = new Lexer([...tokens], { positionTracking: 'onlyOffset', ensureOptimizations: true });

export interface Lexed {
  readonly tokens: IToken[];
  /** `//` and `///`, in text order. */
  readonly comments: IToken[];
}

/** Splits a text into tokens. Every character is part of one, of white space or of a comment. */
export function lex(text: string): Lexed {
  // A byte order mark at the start is white space, of the same length.
  const { tokens: found, groups } = lexer.tokenize(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text);
  const comments = groups['comments'] ?? [];
  for (const list of [found, comments]) {
    for (const token of list) {
      // The lexer leaves this out when it doesn't count lines; the parser's node locations are made of it.
      token.endOffset = token.startOffset + token.image.length - 1;
    }
  }
  return { tokens: found, comments };
}

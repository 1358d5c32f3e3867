import type { IToken } from 'chevrotain';

interface Place {
  readonly isFirst: boolean;
  readonly indentation: number;
}

/** How tokens stand in the lines of the text, in one pass over it. */
export class Layout {
  private readonly places = new Map<number, Place>();

  constructor(text: string, tokens: readonly IToken[]) {
    let lineStart = startOfLine(text, tokens[0]?.startOffset ?? 0);
    let offset = lineStart;
    let isFirst = true;
    let indentation = 0;
    for (const token of tokens) {
      for (; offset < token.startOffset; offset++) {
        if (text[offset] === '\n' || text[offset] === '\r') {
          lineStart = offset + 1;
          isFirst = true;
        }
      }
      indentation = isFirst ? token.startOffset - lineStart : indentation;
      this.places.set(token.startOffset, { isFirst, indentation });
      isFirst = false;
      offset = token.startOffset + 1;
    }
  }

  /** Is a token the first of its line? */
  isFirst(token: IToken): boolean {
    return this.places.get(token.startOffset)?.isFirst ?? false;
  }

  /** By how many characters the line of a token is indented. */
  indentation(token: IToken): number {
    return this.places.get(token.startOffset)?.indentation ?? 0;
  }
}

function startOfLine(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') {
    start--;
  }
  return start;
}

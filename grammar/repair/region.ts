import type { IToken, TokenType } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { lineOf } from '../lines.js';
import { removing, replacing, type Problems } from '../problems.js';
import type { Span } from '../syntax.js';
import * as t from '../tokens.js';
import { Layout } from './layout.js';
import { inserted, isOneOf, replaced } from './tokens.js';

interface Open {
  readonly token: IToken;
  /** Where it stands among the tokens of the result. */
  readonly place: number;
}

const closerTypes = new Map<TokenType, TokenType>([
  [t.LeftParen, t.RightParen],
  [t.LeftBracket, t.RightBracket],
  [t.LeftBrace, t.RightBrace],
]);
const closerSigns = new Map<TokenType, string>([
  [t.RightParen, ')'],
  [t.RightBracket, ']'],
  [t.RightBrace, '}'],
]);

/** More characters than a line has in which a comment is looked for. */
const longestLine = 200;
/** More tokens than braces hold that are looked through backwards. */
const longestBody = 500;

/** The closing bracket that an opening one needs. */
function closerOf(opener: IToken): { type: TokenType; sign: string } {
  const type = closerTypes.get(opener.tokenType)!;
  return { type, sign: closerSigns.get(type)! };
}

/** One declaration whose brackets don't match, and the search for the ones that are to blame. */
export class BracketRegion {
  /** Where brackets were missing or too many: what else is wrong there may come from that. */
  readonly damaged: Span[] = [];
  private readonly open: Open[] = [];
  private readonly result: IToken[] = [];
  private readonly layout: Layout;
  /** Where the last brackets end that closed nothing. */
  private strayEnd = 0;
  /** Where in the result the last brace was closed that left nothing open. */
  private lastClosed: number | undefined;
  /** How many braces are closed more than opened. */
  private excess: number;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly IToken[],
    private readonly problems: Problems,
  ) {
    this.layout = new Layout(text, tokens);
    const count = (type: TokenType) => tokens.filter(({ tokenType }) => tokenType === type).length;
    this.excess = count(t.RightBrace) - count(t.LeftBrace);
  }

  /** The region's tokens with balanced brackets. */
  repair(): IToken[] {
    for (const [i, token] of this.tokens.entries()) {
      if (this.problems.full) {
        break;
      }
      if (closerTypes.has(token.tokenType)) {
        this.enter(token);
      } else if (closerSigns.has(token.tokenType)) {
        this.leave(token, i);
      } else {
        this.result.push(token);
      }
    }
    this.closeRest();
    return this.result;
  }

  private enter(token: IToken): void {
    // Braces never stand inside of parentheses, so what is still open there isn't closed.
    while (token.tokenType === t.LeftBrace && isOneOf(this.open.at(-1)?.token, t.LeftParen, t.LeftBracket)) {
      this.closeUnclosed(token);
    }
    this.open.push({ token, place: this.result.length });
    this.result.push(token);
  }

  private leave(token: IToken, i: number): void {
    const partner = this.findPartner(token);
    if (partner === undefined) {
      this.leaveNothing(token);
      return;
    }
    if (this.excess > 0 && token.tokenType === t.RightBrace && this.closesEarly(i, partner.token)) {
      this.excess--;
      const line = lineOf(this.text, partner.token.startOffset);
      const message = `This \`}\` closes the \`{\` of line ${line}, but what follows is indented as if it were open.`;
      this.problems.add(tokenSpan(token), message, 'Remove it, or write what it should close.');
      return;
    }
    while (this.open.at(-1) !== partner) {
      this.closeUnclosed(token);
    }
    this.open.pop();
    if (this.open.length === 0) {
      this.lastClosed = this.result.length;
    }
    this.result.push(token);
  }

  /**
   * What a closing bracket closes: the innermost of its kind, but a `}` at the start of its line closes the brace whose
   * line is indented like its own.
   */
  private findPartner(token: IToken): Open | undefined {
    const candidates = this.open.filter((open) => closerTypes.get(open.token.tokenType) === token.tokenType);
    const innermost = candidates.at(-1);
    if (innermost === undefined || token.tokenType !== t.RightBrace || !this.layout.isFirst(token)) {
      return innermost;
    }
    const indentation = this.layout.indentation(token);
    return indentation < this.layout.indentation(innermost.token)
      ? (candidates.findLast((open) => this.layout.indentation(open.token) === indentation) ?? innermost)
      : innermost;
  }

  /** Whether the lines behind a brace at `i` show that what it closes goes on, or that the next brace closes it. */
  private closesEarly(i: number, partner: IToken): boolean {
    const [before, token, next] = [this.tokens[i - 1]!, this.tokens[i]!, this.tokens[i + 1]];
    if (next === undefined || !this.layout.isFirst(next)) return false;
    const depth = this.layout.indentation(next) - this.layout.indentation(partner);
    if (this.layout.isFirst(token)) return depth > 0 && this.hasOpened(i);
    // `main: conv(3, 3x3) }` may lack its `{` instead.
    return before.tokenType === t.RightBrace && (depth > 0 || (depth === 0 && next.tokenType === t.RightBrace));
  }

  /** Whether the nearest line above a brace that is indented like it, or less, opens one: it was closed before then. */
  private hasOpened(i: number): boolean {
    const indentation = this.layout.indentation(this.tokens[i]!);
    let opens = false;
    for (let j = i - 1; j >= 0 && j > i - longestBody; j--) {
      if (this.layout.indentation(this.tokens[j]!) > indentation) continue;
      opens ||= this.tokens[j]!.tokenType === t.LeftBrace;
      // Another closing brace stands where the line began that opened it.
      if (this.layout.isFirst(this.tokens[j]!)) return opens || this.tokens[j]!.tokenType === t.RightBrace;
    }
    return opens;
  }

  private leaveNothing(token: IToken): void {
    const top = this.open.at(-1);
    if (top !== undefined && top.token.tokenType !== t.LeftBrace) {
      const { type, sign } = closerOf(top.token);
      const message = `\`${token.image}\` doesn't close the \`${top.token.image}\` opened before it.`;
      this.problems.add(tokenSpan(token), message, `Write \`${sign}\`.`, replacing(tokenSpan(token), sign));
      this.open.pop();
      this.result.push(replaced(token, type, sign));
      return;
    }
    // A run of them is one mistake.
    if (token.startOffset >= this.strayEnd) this.reportStray(token);
    if (top === undefined && token.tokenType === t.RightBrace && this.lastClosed !== undefined) {
      this.reopen(token, this.lastClosed);
    }
  }

  private reportStray(token: IToken): void {
    const { start } = tokenSpan(token);
    let end = start + 1;
    while (token.tokenType !== t.RightBrace && this.text[end] === token.image) end++;
    this.strayEnd = end;
    // A brace may as well lack its partner.
    const fix = token.tokenType === t.RightBrace ? {} : removing({ start, end });
    const hint = 'Remove it, or write what it should close.';
    this.problems.add(tokenSpan(token), `\`${token.image}\` closes nothing.`, hint, fix);
  }

  /** The text since the last closing brace belongs inside: that brace was closed too early, and `token` closes it. */
  private reopen(token: IToken, lastClosed: number): void {
    const [early] = this.result.splice(lastClosed, 1);
    this.damaged.push({ start: early!.startOffset, end: token.startOffset });
    this.lastClosed = this.result.length;
    this.result.push(token);
  }

  /** Reports and closes the innermost open bracket; `token` is where it was noticed. */
  private closeUnclosed(token: IToken): void {
    const open = this.open.pop()!;
    this.report(open);
    this.damaged.push({ start: open.token.startOffset, end: token.startOffset });
    this.insertCloser(open);
  }

  /** At the end of the region: of several brackets that are still open, the innermost is named. */
  private closeRest(): void {
    const innermost = this.open.at(-1);
    const last = this.tokens.at(-1);
    if (innermost !== undefined && last !== undefined) {
      this.report(innermost);
      const span = tokenSpan(innermost.token);
      // Where the layout leaves no doubt, all is read as it was meant.
      this.damaged.push(this.isLaidOut() ? span : { start: span.start, end: tokenSpan(last).end });
    }
    while (this.open.length > 0) {
      this.insertCloser(this.open.pop()!);
    }
  }

  /**
   * Whether one brace is open, all lines behind it are indented more, and every brace within is closed on its own line
   * or in one that is indented like it.
   */
  private isLaidOut(): boolean {
    const [only, ...others] = this.open;
    if (only?.token.tokenType !== t.LeftBrace || others.length > 0) return false;
    const inner: { readonly line: number; readonly indentation: number }[] = [];
    let line = 0;
    return this.result.slice(only.place + 1).every((token) => {
      const indentation = this.layout.indentation(token);
      const isFirst = this.layout.isFirst(token);
      if (isFirst) line++;
      if (line > 0 && indentation <= this.layout.indentation(only.token)) return false;
      if (token.tokenType === t.LeftBrace) inner.push({ line, indentation });
      const opened = token.tokenType === t.RightBrace ? inner.pop() : undefined;
      return opened === undefined || (isFirst ? opened.indentation === indentation : opened.line === line);
    });
  }

  private report(open: Open): void {
    const span = tokenSpan(open.token);
    const message = `The \`${open.token.image}\` opened here is never closed.`;
    const hint =
      open.token.tokenType !== t.LeftBrace && this.isCutByComment(span.end)
        ? '`//` begins a comment; to divide and round down write `floor(a / b)`.'
        : `Write \`${closerOf(open.token).sign}\` where it ends.`;
    this.problems.add(span, message, hint);
  }

  /** Does a comment stand between an offset and the end of its line? */
  private isCutByComment(offset: number): boolean {
    return /^[^"\r\n]*[\w)\]] *\/\/ *[\w(]/.test(this.text.slice(offset, offset + longestLine));
  }

  private insertCloser(open: Open): void {
    const { type, sign } = closerOf(open.token);
    const place = this.closingPlace(open);
    const { end } = tokenSpan(this.result[place - 1]!);
    this.result.splice(place, 0, inserted(open.token, type, sign, end));
  }

  /**
   * Where an unclosed bracket probably ends: a brace before the next line that isn't indented more than its own,
   * others with their line, unless that ends in the middle of something.
   */
  private closingPlace(open: Open): number {
    const isBrace = open.token.tokenType === t.LeftBrace;
    const indentation = this.layout.indentation(open.token);
    for (let i = open.place + 1; i < this.result.length; i++) {
      const [before, after] = [this.result[i - 1]!, this.result[i]!];
      const goesOn = isBrace
        ? this.layout.indentation(after) > indentation
        : isOneOf(before, t.Comma, t.Operator, t.Colon, t.Semicolon, t.LeftParen, t.LeftBracket) ||
          isOneOf(after, t.Comma, t.RightParen, t.RightBracket);
      if (!goesOn && this.layout.isFirst(after)) {
        return i;
      }
    }
    return this.result.length;
  }
}

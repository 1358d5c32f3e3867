/** Names that aren't one word: `my-net`, `stage 1:`, `"stem":`; and declarations without one. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import type { Repaired } from './repair.js';
import { adjacent, inserted, isOneOf, replaced, spanning } from './tokens.js';

/** More pieces than a name has that is repaired. */
const mostPieces = 8;

/** `conv-1: …`, `layer1.conv: …`, `stage 1: …` where a statement begins */
export function brokenLabel(
  text: string,
  tokens: readonly IToken[],
  i: number,
  problems: Problems,
): Repaired | undefined {
  const last = lastPiece(tokens, i);
  if (last === i || !isOneOf(tokens[last + 1], t.Colon) || isOneOf(tokens[i], t.Repeat, t.If, t.Let)) return undefined;
  return joined(text, tokens, i, last, 'A label', problems);
}

/** `model my-net {` */
export function brokenName(
  text: string,
  tokens: readonly IToken[],
  i: number,
  problems: Problems,
): Repaired | undefined {
  if (!isOneOf(tokens[i], ...heads) || !isOneOf(tokens[i + 1], t.Name)) return undefined;
  const last = lastPiece(tokens, i + 1);
  if (last === i + 1 || !isOneOf(tokens[last + 1], t.LeftBrace, t.LeftParen, t.At, t.Of)) return undefined;
  const repaired = joined(text, tokens, i + 1, last, 'A name', problems);
  return { count: last + 1 - i, tokens: [tokens[i]!, ...repaired.tokens] };
}

const heads = [t.Model, t.Block, t.Experiment, t.Ablation];

/** Where the pieces of a name end that signs, or a space before a number, hold together. */
function lastPiece(tokens: readonly IToken[], i: number): number {
  let last = i;
  while (last < i + mostPieces) {
    const [sign, piece] = [tokens[last + 1], tokens[last + 2]];
    const isSign = isOneOf(sign, t.Minus, t.Dot) && adjacent(tokens[last]!, sign!);
    const isPlace = isOneOf(sign, t.Place) && adjacent(tokens[last]!, sign!);
    const isNumber = isOneOf(sign, t.NumberToken) && last === i && isOneOf(tokens[i], t.Name);
    if (isPlace || isNumber) last += 1;
    else if (isSign && isOneOf(piece, t.AnyWord, t.NumberToken) && adjacent(sign!, piece!)) last += 2;
    else break;
  }
  return last;
}

function joined(
  text: string,
  tokens: readonly IToken[],
  first: number,
  last: number,
  what: string,
  problems: Problems,
): Repaired {
  const span = { start: tokens[first]!.startOffset, end: tokenSpan(tokens[last]!).end };
  const written = text.slice(span.start, span.end).replace(/\s+/g, '');
  const meant = written.replace(/^(?:self|this)\./, '').replace(/\W+/g, '_');
  problems.add(
    span,
    `${what} is one word of letters, digits and \`_\`.`,
    `Write ${quote(meant)}.`,
    replacing(span, meant),
  );
  return { count: last + 1 - first, tokens: [spanning(tokens[first]!, tokens[last]!, t.Word, meant)] };
}

/** `"batch": 64`, as JSON has it; the names of rows and columns may have quotes. */
export function quotedName(
  tokens: readonly IToken[],
  i: number,
  isFirst: boolean,
  problems: Problems,
): Repaired | undefined {
  const token = tokens[i]!;
  if (!isOneOf(token, t.StringToken) || !isOneOf(tokens[i + 1], t.Colon) || isOneOf(tokens[i + 2], t.LeftBrace)) {
    return undefined;
  }
  const meant = token.image.slice(1, -1);
  const begins = isFirst || isOneOf(tokens[i - 1], t.LeftBrace, t.LeftParen, t.Comma);
  if (!begins || !/^[A-Za-z_]\w*$/.test(meant)) return undefined;
  const span = tokenSpan(token);
  problems.add(span, 'A name has no quotes.', `Write ${quote(meant)}.`, replacing(span, meant));
  return { count: 1, tokens: [replaced(token, t.Word, meant)] };
}

/** `experiment {` */
export function missingName(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const [head, brace] = [tokens[i], tokens[i + 1]];
  if (!isOneOf(head, ...heads) || !isOneOf(brace, t.LeftBrace)) return undefined;
  const word = head!.image;
  const name = word === 'ablation' ? 'Name of Experiment' : 'Name';
  const hint = `Write ${quote(`${word} ${name} { … }`)}.`;
  problems.add(tokenSpan(head!), `This ${word} has no name.`, hint);
  const missing = [inserted(brace!, t.Word, '_')];
  if (word === 'ablation') missing.push(inserted(brace!, t.Of, 'of'), inserted(brace!, t.Word, ''));
  return { count: 1, tokens: [head!, ...missing] };
}

/** Layers that are assigned, as in Python: `x = conv(32, 3x3)`, `x = relu(x)`, `x = maxpool(2x2)(x)`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import type { Problems } from '../problems.js';
import * as t from '../tokens.js';
import { editsOf, mended, replacements, type Assigned, type Statement } from './assignment-edits.js';
import { beginsValue, isLabel, namesValue } from './meanings.js';
import type { Repaired } from './repair.js';
import { adjacent, closingBracket, isOneOf, lineBreakBetween } from './tokens.js';

/** More tokens than the layers between two braces have. */
const longestBody = 1500;
/** More tokens than a call has. */
const longestCall = 60;
/** Of so many statements it is shown what to write. */
const mostShown = 3;

/**
 * Repairs every such statement between the braces around the first one, and reports them all at once.
 * @param i where the first one begins
 */
export function assignedLayers(
  text: string,
  tokens: readonly IToken[],
  i: number,
  problems: Problems,
): Repaired | undefined {
  if (!isOneOf(tokens[i], t.Name) || !isOneOf(tokens[i + 1], t.Assign)) return undefined;
  const found = collect(text, tokens, i);
  // One alone may be told better: as a label, or by its call.
  const [only] = found.length === 1 ? found : [];
  const isCall = only?.input !== undefined && only.input.index === only.last - 2 && only.input.count === 3;
  const calls = only !== undefined && isCall && isOneOf(tokens[only.input!.index - 1], t.RightParen);
  if (found.length === 0 || (only && (only.input === undefined || calls))) return undefined;
  const statements = understood(tokens, found);
  report(text, tokens, statements, problems);
  const [{ tokens: head = [] } = {}, ...later] = statements.flatMap((statement) => replacements(tokens, statement));
  return { count: 2, tokens: head, later };
}

/** The assigned layers from `i` on, up to the brace that closes what they stand in. */
function collect(text: string, tokens: readonly IToken[], i: number): readonly Assigned[] {
  const found: Assigned[] = [];
  let depth = 0;
  for (let j = i; j < tokens.length && j < i + longestBody; j++) {
    const isFirst = j === i || lineBreakBetween(text, tokens[j - 1]!.startOffset, tokens[j]!.startOffset);
    const assigned = depth === 0 && isFirst ? assignedAt(text, tokens, j) : undefined;
    if (assigned) {
      found.push(assigned);
      j = assigned.last;
    } else if (isOneOf(tokens[j], t.LeftBrace, t.LeftParen, t.LeftBracket)) depth++;
    else if (isOneOf(tokens[j], t.RightBrace, t.RightParen, t.RightBracket) && --depth < 0) break;
  }
  return found;
}

function assignedAt(text: string, tokens: readonly IToken[], at: number): Assigned | undefined {
  const [name, callee] = [tokens[at]!, tokens[at + 2]!];
  if (!isOneOf(name, t.Name) || !isOneOf(tokens[at + 1], t.Assign) || !isOneOf(callee, t.Name)) return undefined;
  if (isOneOf(tokens[at - 1], t.Let) || beginsValue(tokens, at + 2) || namesValue(tokens, at + 2)) return undefined;
  let word = at + 2;
  while (isOneOf(tokens[word + 1], t.Dot) && isOneOf(tokens[word + 2], t.AnyWord)) word += 2;
  const close = closeOf(tokens, word);
  if (close === undefined) {
    const isPlain = word === at + 2 && isEnd(text, tokens, word) && !isLabel(tokens, at, callee.image);
    return isPlain ? { at, name: name.image, last: word } : undefined;
  }
  const isKnown = (index: number) =>
    isOneOf(tokens[index], t.Name) &&
    (tokens[index]!.image === name.image || isLabel(tokens, at, tokens[index]!.image));
  const second = adjacent(tokens[close]!, tokens[close + 1] ?? name) ? closeOf(tokens, close) : undefined;
  if (second !== undefined) {
    if (second !== close + 3 || !isOneOf(tokens[close + 2], t.Name) || !isEnd(text, tokens, second)) return undefined;
    const input = { index: close + 1, count: 3, value: tokens[close + 2]!.image };
    return { at, name: name.image, last: second, input };
  }
  if (!isEnd(text, tokens, close)) return undefined;
  const value = tokens[word + 2]!;
  const isOnly = close === word + 3;
  if (!isKnown(word + 2) || !(isOnly || isOneOf(tokens[word + 3], t.Comma))) {
    return { at, name: name.image, last: close };
  }
  const place = isOnly ? { index: word + 1, count: 3 } : { index: word + 2, count: 2 };
  return { at, name: name.image, last: close, input: { ...place, value: value.image } };
}

/** Where the parentheses right behind a token close. */
function closeOf(tokens: readonly IToken[], i: number): number | undefined {
  return isOneOf(tokens[i + 1], t.LeftParen) ? closingBracket(tokens, i + 1, i + longestCall) : undefined;
}

/** Whether a call that ends at a place is all that stands there: no operand of something larger. */
function isEnd(text: string, tokens: readonly IToken[], last: number): boolean {
  const next = tokens[last + 1];
  if (next === undefined || isOneOf(next, t.At, t.From, t.RightBrace, t.Semicolon)) return true;
  return lineBreakBetween(text, tokens[last]!.startOffset, next.startOffset);
}

/** Which of the statements need a label: whose name is given once, or is taken by `from` or by a loss. */
function understood(tokens: readonly IToken[], found: readonly Assigned[]): readonly Statement[] {
  const before = found.map(({ at }) => nameBefore(tokens, at));
  const takesFrom = found.map(({ input, name }, k) => {
    return input !== undefined && input.value !== (before[k] ?? name);
  });
  return found.map((each, k) => {
    const end = found.findIndex(({ name }, other) => other > k && name === each.name);
    const last = end < 0 ? found.length - 1 : end;
    const isOnly = end < 0 && !isLabel(tokens, each.at, each.name);
    const isTaken = found.some(({ input }, other) => {
      return other > k && other <= last && takesFrom[other] && input?.value === each.name;
    });
    const isRead = end < 0 && isReadBehind(tokens, each.last, each.name);
    return { ...each, takesFrom: takesFrom[k]!, isLabelled: isOnly || isTaken || isRead };
  });
}

/** The name that the nearest statement above was given that has one. */
function nameBefore(tokens: readonly IToken[], i: number): string | undefined {
  let depth = 0;
  for (let j = i - 1; j > 0 && j > i - longestBody; j--) {
    if (isOneOf(tokens[j], t.RightParen, t.RightBracket, t.RightBrace)) depth++;
    if (isOneOf(tokens[j], t.LeftParen, t.LeftBracket, t.LeftBrace) && --depth < 0) return undefined;
    if (depth > 0 || !isOneOf(tokens[j], t.Name) || !isOneOf(tokens[j + 1], t.Colon, t.Assign)) continue;
    if (!isOneOf(tokens[j - 1], t.Let) && !beginsValue(tokens, j + 2)) return tokens[j]!.image;
  }
  return undefined;
}

/** Whether `from name` or `of: name` stands behind a place. */
function isReadBehind(tokens: readonly IToken[], i: number, name: string): boolean {
  return tokens.some((token, j) => {
    if (j <= i || token.image !== name) return false;
    const isArgument = isOneOf(tokens[j - 1], t.Colon, t.Assign) && isOneOf(tokens[j - 2], t.Of);
    return isArgument || isOneOf(tokens[j - 1], t.From);
  });
}

function report(text: string, tokens: readonly IToken[], statements: readonly Statement[], problems: Problems): void {
  const edits = statements.map((statement) => editsOf(tokens, statement));
  const shown = statements.slice(0, mostShown).map((statement, k) => mended(text, tokens, statement, edits[k]!));
  const rest = statements.length > mostShown ? ', and so on' : '';
  const { at } = statements[0]!;
  const span = { start: tokens[at]!.startOffset, end: tokenSpan(tokens[at + 1]!).end };
  const isPlain = statements.every(({ isLabelled, input }) => isLabelled && input === undefined);
  const message = isPlain
    ? 'Labels are followed by a colon.'
    : "Layers aren't assigned: each takes what the one above it gives, and a label is followed by a colon.";
  const fix = isSure(tokens, statements) ? { fix: edits.flat() } : {};
  problems.add(span, message, `Write ${shown.map(quote).join(', ')}${rest}.`, fix);
}

/** No name is the label of two statements, and every `from` stands behind the annotations. */
function isSure(tokens: readonly IToken[], statements: readonly Statement[]): boolean {
  const labels = statements.filter(({ isLabelled }) => isLabelled).map(({ name }) => name);
  const isTaken = (name: string) => isLabel(tokens, statements[0]!.at, name);
  const isLate = ({ takesFrom, last }: Statement) => takesFrom && isOneOf(tokens[last + 1], t.At, t.From);
  return new Set(labels).size === labels.length && !labels.some(isTaken) && !statements.some(isLate);
}

/** What other languages have outside of all braces: `let x = 1`, `import *`, `model:`, `model Net w: int)`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import type { Repaired } from './statements.js';
import { inserted, isOneOf, lineBreakBetween } from './tokens.js';

/**
 * Repairs what begins at `i`, outside of all brackets and first on its line.
 * @param end behind the last token of its line
 * @param isFunction whether it may belong to a function
 */
export function foreignHead(
  text: string,
  tokens: readonly IToken[],
  i: number,
  end: number,
  isFunction: boolean,
  problems: Problems,
): Repaired | undefined {
  return (
    (isFunction ? undefined : value(tokens, i, end, problems)) ??
    everything(tokens, i, problems) ??
    unopened(text, tokens, i, end, problems) ??
    outline(text, tokens, i, end, problems)
  );
}

/** `let x = 1` */
function value(tokens: readonly IToken[], i: number, end: number, problems: Problems): Repaired | undefined {
  if (!isOneOf(tokens[i], t.Let)) return undefined;
  const hint = 'Move it between the braces that use it, or make it a parameter: `model Name(width: int = 16) { … }`.';
  problems.add(tokenSpan(tokens[i]!), 'A `let` stands in a model, a block or a function.', hint);
  return dropped(tokens, i, end - i);
}

/** `import * from "./a.ang"`, `import * as a from "./a.ang"`: an import of no names is left where the path is that of a file. */
function everything(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const star = tokens[i + 1];
  if (!isOneOf(tokens[i], t.Import) || !isOneOf(star, t.Times)) return undefined;
  const count = isOneOf(tokens[i + 2], t.As) && isOneOf(tokens[i + 3], t.AnyWord) ? 4 : 2;
  const path = tokens[i + count + 1];
  if (!isOneOf(tokens[i + count], t.From) || !isOneOf(path, t.StringToken)) return undefined;
  const hint = `Write ${quote(`import { name } from ${path!.image}`)}, with the names that are used.`;
  problems.add(tokenSpan(star!), 'An import names what it imports.', hint);
  if (!path!.image.endsWith('.ang"')) return dropped(tokens, i, count + 2);
  return { count, tokens: [tokens[i]!, inserted(star!, t.LeftBrace, '{'), inserted(star!, t.RightBrace, '}')] };
}

/** `model Net w: int)` */
function unopened(
  text: string,
  tokens: readonly IToken[],
  i: number,
  end: number,
  problems: Problems,
): Repaired | undefined {
  const [head, name, first, colon] = tokens.slice(i, i + 4);
  const close = tokens.slice(i, end).find((token) => isOneOf(token, t.LeftParen, t.RightParen));
  const isHead = isOneOf(head, t.Model, t.Block, t.Angle, t.Magnitude, t.Margin) && isOneOf(name, t.AnyWord);
  if (!isHead || !isOneOf(first, t.AnyWord) || !isOneOf(colon, t.Colon) || !isOneOf(close, t.RightParen)) {
    return undefined;
  }
  const { start } = tokenSpan(first!);
  const meant = `${name!.image}(${text.slice(start, tokenSpan(close!).end)}`;
  const gap = { start: tokenSpan(name!).end, end: start };
  const message = `A \`(\` is missing before ${quote(first!.image)}.`;
  problems.add(tokenSpan(first!), message, `Write ${quote(meant)}.`, replacing(gap, '('));
  return { count: 2, tokens: [head!, name!, inserted(first!, t.LeftParen, '(')] };
}

/** `model:` or `model Net:` with the layers in lines that are indented more, in braces, or left out */
function outline(
  text: string,
  tokens: readonly IToken[],
  i: number,
  end: number,
  problems: Problems,
): Repaired | undefined {
  const name = isOneOf(tokens[i + 1], t.Name) ? tokens[i + 1] : undefined;
  const place = i + (name === undefined ? 1 : 2);
  const colon = tokens[place];
  if (!isOneOf(tokens[i], t.Model, t.Block) || !isOneOf(colon, t.Colon)) return undefined;
  const word = tokens[i]!.image;
  const span = { start: tokens[i]!.startOffset, end: tokenSpan(colon!).end };
  if (name === undefined && place + 1 < end && !isOneOf(tokens[place + 1], t.LeftBrace)) {
    const value = text.slice(tokens[place + 1]!.startOffset, tokenSpan(tokens[end - 1]!).end);
    const hint = `Write ${quote(`experiment Name { ${word}: ${value} … }`)}.`;
    problems.add(span, 'A field stands in an experiment.', hint);
    return dropped(tokens, i, end - i);
  }
  const hint = `Write ${quote(`${word} ${name?.image ?? 'Name'} { … }`)}, with the layers one below the other.`;
  const open = isOneOf(tokens[place + 1], t.LeftBrace) ? tokens[place + 1] : undefined;
  const fix = name && open ? replacing(tokenSpan(colon!), '') : {};
  problems.add(span, `The layers of a ${word} stand in braces behind its name, without a colon.`, hint, fix);
  const head = [tokens[i]!, name ?? inserted(colon!, t.Word, '_')];
  if (open !== undefined) return { count: place + 1 - i, tokens: head };
  const { count, gap } = dropped(tokens, i, indented(text, tokens, i) - i);
  const braces = [inserted(colon!, t.LeftBrace, '{'), inserted(colon!, t.RightBrace, '}')];
  return { count, tokens: name ? [...head, ...braces] : [], ...(gap && { gap }) };
}

/** Where the lines end that stand further right than that of the token at `i`. */
function indented(text: string, tokens: readonly IToken[], i: number): number {
  const own = indentation(text, tokens[i]!);
  for (let end = i + 1; end < tokens.length; end++) {
    const isFirst = lineBreakBetween(text, tokens[end - 1]!.startOffset, tokens[end]!.startOffset);
    if (isFirst && indentation(text, tokens[end]!) <= own) return end;
  }
  return tokens.length;
}

/** How far from the start of its line the first token of a line stands. */
function indentation(text: string, { startOffset }: IToken): number {
  let start = startOffset;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return startOffset - start;
}

function dropped(tokens: readonly IToken[], i: number, count: number): Repaired {
  const last = tokens[i + count - 1]!;
  return { count, tokens: [], gap: { start: tokens[i]!.startOffset, end: tokenSpan(last).end } };
}

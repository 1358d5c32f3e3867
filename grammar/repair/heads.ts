/** What other languages have outside of all braces: `let x = 1`, `import *`, `model:`, `model Net w: int)`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import { annotationAbove } from './annotation-above.js';
import { bodyWithoutBraces } from './braces.js';
import { headFor, mistakenHead } from './head-words.js';
import { brokenImport, renamedImport } from './imports.js';
import { indented } from './indentation.js';
import { brokenName, missingName } from './names.js';
import type { Repair, Repaired } from './repair.js';
import { closingBracket, inserted, isOneOf } from './tokens.js';

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
    renamedImport(text, tokens, i, end, problems) ??
    brokenImport(text, tokens, i, end, problems) ??
    missingName(tokens, i, problems) ??
    brokenName(text, tokens, i, problems) ??
    pythonBody(text, tokens, i, problems) ??
    unopened(text, tokens, i, end, problems) ??
    outline(text, tokens, i, end, problems) ??
    ofProfile(text, tokens, i, problems) ??
    annotationAbove(text, tokens, i, problems) ??
    mistakenHead(tokens, i, problems) ??
    bodyWithoutBraces(text, tokens, i, problems)
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

/** `ablation A of E@quick {`, `ablation A of E.quick {`, `ablation A of E(quick) {` */
function ofProfile(text: string, tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const [head, name, of, base, sign, profile] = tokens.slice(i, i + 6);
  if (!isOneOf(head, t.Ablation) || !isOneOf(of, t.Of) || !isOneOf(sign, t.At, t.Dot, t.LeftParen)) return undefined;
  const count = isOneOf(sign, t.LeftParen) && isOneOf(tokens[i + 6], t.RightParen) ? 7 : 6;
  if (!isOneOf(profile, t.AnyWord) || !isOneOf(tokens[i + count], t.LeftBrace)) return undefined;
  const span = { start: sign!.startOffset, end: tokenSpan(tokens[i + count - 1]!).end };
  const written = text.slice(head!.startOffset, tokenSpan(base!).end);
  const hint = `Write ${quote(written)}, and give the profile when it is carried out: ${quote(`angnet ablate … --profile ${profile!.image}`)}.`;
  problems.add(span, 'An ablation is of an experiment, not of one of its profiles.', hint);
  return { count, tokens: [head!, name!, of!, base!] };
}

/** `model Net w: int)` */
const unopened: Repair = (text, tokens, i, end, problems) => {
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
};

/** `model:` or `model Net:` with the layers in lines that are indented more, in braces, or left out */
const outline: Repair = (text, tokens, i, end, problems) => {
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
};

/** `class Net(nn.Module):`, `model Net = nn.Sequential(…)`: nothing of what stands inside can be kept */
function pythonBody(text: string, tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const [head, name, next] = tokens.slice(i, i + 3);
  const meant = isOneOf(head, t.Model, t.Block) ? head!.image : headFor(head?.image ?? '');
  if (meant === undefined || !isOneOf(name, t.AnyWord)) return undefined;
  const close = isOneOf(next, t.LeftParen) ? closingBracket(tokens, i + 2, i + longestHead) : i + 1;
  const isOutline = close !== undefined && isOneOf(tokens[close + 1], t.Colon) && head?.tokenType === t.Word;
  const isValue = isOneOf(head, t.Model, t.Block) && isOneOf(next, t.Assign);
  if (!isOutline && !isValue) return undefined;
  const open = tokens.findIndex((token, at) => at > i + 2 && isOneOf(token, t.LeftParen));
  const end = isValue && open > 0 && open < i + longestHead ? closingBracket(tokens, open, tokens.length) : undefined;
  const last = end === undefined ? indented(text, tokens, i) : end + 1;
  const span = { start: head!.startOffset, end: tokenSpan(isValue ? next! : tokens[close!]!).end };
  const form = formOf(meant, name!.image);
  problems.add(span, `No ${meant === 'angle' ? 'function' : meant} is declared like this.`, `Write ${quote(form)}.`);
  return dropped(tokens, i, last - i);
}

/** More tokens than the head of a declaration has. */
const longestHead = 60;

/** How a declaration is written that begins with a word. */
function formOf(head: string, name: string): string {
  if (head === 'angle') return `angle ${name}(theta: rad) = …`;
  return head === 'ablation' ? `ablation ${name} of Experiment { … }` : `${head} ${name} { … }`;
}

function dropped(tokens: readonly IToken[], i: number, count: number): Repaired {
  const last = tokens[i + count - 1]!;
  return { count, tokens: [], gap: { start: tokens[i]!.startOffset, end: tokenSpan(last).end } };
}

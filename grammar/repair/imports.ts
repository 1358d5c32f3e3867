/** Imports whose path lacks its quotes or its `from`, and imports under another name. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { replacing, type Problems, type TextEdit } from '../problems.js';
import * as t from '../tokens.js';
import type { Repair, Repaired, Replacement } from './repair.js';
import { adjacent, closingBracket, inserted, isOneOf, replaced, spanning } from './tokens.js';

/** `import { a } from ./a.ang`, `import { a } "./a.ang"` */
export const brokenImport: Repair = (text, tokens, i, end, problems) => {
  if (!isOneOf(tokens[i], t.Import)) return undefined;
  const close = tokens.slice(i, end).findIndex((token) => isOneOf(token, t.RightBrace));
  const path = close < 0 ? undefined : brokenPath(text, tokens, i + close + 1, end, problems);
  return path && { count: path.index + path.count - i, tokens: [...tokens.slice(i, path.index), ...path.tokens] };
};

/** What stands for the path of an import, and its `from`, where one of both is wrong. @param i behind the names */
function brokenPath(
  text: string,
  tokens: readonly IToken[],
  i: number,
  end: number,
  problems: Problems,
): Replacement | undefined {
  const [next, first] = tokens.slice(i, end);
  if (isOneOf(next, t.StringToken)) {
    const { start } = tokenSpan(next!);
    const fix = replacing({ start, end: start }, 'from ');
    const hint = `Write ${quote(`from ${next!.image}`)}.`;
    problems.add(tokenSpan(next!), '`from` is missing before the path.', hint, fix);
    return { index: i, count: 1, tokens: [inserted(next!, t.From, 'from'), next!] };
  }
  if (!isOneOf(next, t.From) || first === undefined || isOneOf(first, t.StringToken)) return undefined;
  const last = tokens[end - 1]!;
  const span = { start: first.startOffset, end: tokenSpan(last).end };
  const written = text.slice(span.start, span.end);
  if (!/^[\w./-]+$/.test(written)) return undefined;
  const meant = `"${written}"`;
  const hint = `Write ${quote(meant)}.`;
  problems.add(span, 'The path of an import stands in double quotes.', hint, replacing(span, meant));
  return { index: i, count: end - i, tokens: [next!, spanning(first, last, t.StringToken, meant)] };
}

/** More tokens than an import has. */
const longestImport = 200;

/** `import { residual as unit } from "./a.ang"`: what it is called here gives way to its name, wherever it is used. */
export function renamedImport(
  text: string,
  tokens: readonly IToken[],
  i: number,
  end: number,
  problems: Problems,
): Repaired | undefined {
  if (!isOneOf(tokens[i], t.Import) || problems.full) return undefined;
  const from = tokens.slice(i, i + longestImport).findIndex((token) => isOneOf(token, t.From));
  const isBraced = isOneOf(tokens[i + 1], t.LeftBrace);
  const close = isBraced ? closingBracket(tokens, i + 1, i + longestImport) : from < 0 ? undefined : i + from - 1;
  if (close === undefined) return undefined;
  const kept: IToken[] = [];
  const renamings: Renaming[] = [];
  const places = new Map<string, number[]>();
  for (let j = i; j <= close; j++) {
    const [before, word, alias] = [tokens[j - 1], tokens[j], tokens[j + 1]];
    if (j > i && isOneOf(word, t.As) && isOneOf(before, t.Name) && isOneOf(alias, t.AnyWord)) {
      renamings.push({ before: before!, alias: alias! });
      places.set(before!.image, []).set(alias!.image, []);
      j++;
    } else kept.push(word!);
  }
  if (renamings.length === 0) return undefined;
  tokens.forEach(({ image }, j) => places.get(image)?.push(j));
  const used = renamings.map((each) => ({ ...each, uses: usesOf(tokens, places, close, each) }));
  report(text, tokens, places, used, problems);
  const path = close < end ? brokenPath(text, tokens, close + 1, end, problems) : undefined;
  const later = used.flatMap((each) => replacementsOf(tokens, each));
  return { count: close + 1 - i, tokens: kept, later: [...(path ? [path] : []), ...later] };
}

interface Renaming {
  readonly before: IToken;
  readonly alias: IToken;
}

interface Used extends Renaming {
  /** Where the other name is used, as indices. */
  readonly uses: readonly number[];
}

/** Where words stand, as indices. */
type Places = ReadonlyMap<string, readonly number[]>;

function report(
  text: string,
  tokens: readonly IToken[],
  places: Places,
  renamings: readonly Used[],
  problems: Problems,
): void {
  const [{ before, alias }] = renamings as [Used];
  const span = { start: tokenSpan(before).end, end: tokenSpan(alias).end };
  const place = { start: span.start + text.slice(span.start, span.end).search(/\S/), end: span.end };
  // Where a name means something else too, the other was there to tell them apart, or stands for both.
  const isFree = renamings.every((each) => {
    const isElsewhere = places.get(each.before.image)!.length > 1;
    return !isElsewhere && !places.get(each.alias.image)!.some((j) => isOneOf(tokens[j + 1], t.Colon));
  });
  const edits = renamings.flatMap((each): TextEdit[] => [
    { span: { start: tokenSpan(each.before).end, end: tokenSpan(each.alias).end }, text: '' },
    ...each.uses.map((use) => ({ span: tokenSpan(tokens[use]!), text: each.before.image })),
  ]);
  const hint = isFree
    ? `Write ${quote(before.image)} wherever ${quote(alias.image)} stands.`
    : `Write ${quote(before.image)}, and give what else has that name another one.`;
  const more = isFree ? { fix: edits.sort((a, b) => a.span.start - b.span.start) } : {};
  problems.add(place, 'What is imported keeps its name: there is no `as`.', hint, more);
}

/** Where the other name stands behind the import and isn't given to something there. */
function usesOf(tokens: readonly IToken[], places: Places, start: number, { alias }: Renaming): readonly number[] {
  return places.get(alias.image)!.filter((j) => {
    const [token, next] = [tokens[j]!, tokens[j + 1]];
    if (j <= start || isOneOf(tokens[j - 1], t.Dot, t.At) || isOneOf(next, t.Colon)) return false;
    // A word of the language, such as `block`, may begin something.
    return alias.tokenType === t.Word || (isOneOf(next, t.LeftParen) && adjacent(token, next!));
  });
}

function replacementsOf(tokens: readonly IToken[], { before, uses }: Used): readonly Replacement[] {
  return uses.map((index) => {
    return { index, count: 1, tokens: [replaced(tokens[index]!, before.tokenType, before.image)] };
  });
}

/** Imports whose path lacks its quotes or its `from`. */
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { replacing } from '../problems.js';
import * as t from '../tokens.js';
import type { Repair } from './repair.js';
import { inserted, isOneOf, spanning } from './tokens.js';

/** `import { a } from ./a.ang`, `import { a } "./a.ang"` */
export const brokenImport: Repair = (text, tokens, i, end, problems) => {
  if (!isOneOf(tokens[i], t.Import)) return undefined;
  const line = tokens.slice(i, end);
  const close = line.findIndex((token) => isOneOf(token, t.RightBrace));
  const next = line[close + 1];
  if (close < 0 || next === undefined) return undefined;
  if (isOneOf(next, t.StringToken)) {
    const { start } = tokenSpan(next);
    const hint = `Write ${quote(`from ${next.image}`)}.`;
    problems.add(
      tokenSpan(next),
      '`from` is missing before the path.',
      hint,
      replacing({ start, end: start }, 'from '),
    );
    return { count: close + 1, tokens: [...line.slice(0, close + 1), inserted(next, t.From, 'from')] };
  }
  const first = line[close + 2];
  if (!isOneOf(next, t.From) || first === undefined || isOneOf(first, t.StringToken)) return undefined;
  const last = line.at(-1)!;
  const span = { start: first.startOffset, end: tokenSpan(last).end };
  const written = text.slice(span.start, span.end);
  if (!/^[\w./-]+$/.test(written)) return undefined;
  const meant = `"${written}"`;
  problems.add(
    span,
    'The path of an import stands in double quotes.',
    `Write ${quote(meant)}.`,
    replacing(span, meant),
  );
  return { count: line.length, tokens: [...line.slice(0, close + 2), spanning(first, last, t.StringToken, meant)] };
};

/** Bodies of statements that stand behind a colon and further right, as in Python: `if deep:`, `repeat 3:`, `else:`. */
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import * as t from '../tokens.js';
import { indented } from './indentation.js';
import type { Repair } from './repair.js';
import { inserted, isOneOf, replaced } from './tokens.js';

/**
 * Repairs a statement whose line ends with a colon.
 * @param end behind the last token of its line
 */
export const colonBody: Repair = (text, tokens, i, end, problems) => {
  const colon = tokens[end - 1]!;
  const hasBody = isOneOf(tokens[i], t.If, t.Else, t.Repeat) && isOneOf(colon, t.Colon);
  const last = hasBody ? indented(text, tokens, i) : end;
  if (last <= end) return undefined;
  const span = tokenSpan(colon);
  const bottom = tokenSpan(tokens[last - 1]!).end;
  const head = text.slice(tokens[i]!.startOffset, span.start).trimEnd();
  problems.add(span, 'What belongs to a statement stands in braces.', `Write ${quote(`${head} { … }`)}.`, {
    fix: [
      { span, text: ' {' },
      { span: { start: bottom, end: bottom }, text: ' }' },
    ],
  });
  const close = inserted(colon, t.RightBrace, '}', bottom);
  return {
    count: end - i,
    tokens: [...tokens.slice(i, end - 1), replaced(colon, t.LeftBrace, '{')],
    later: [{ index: last, count: 0, tokens: [close] }],
  };
};

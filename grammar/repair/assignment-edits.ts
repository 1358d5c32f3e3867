/** Layers that are assigned, and what takes the assignment away: from the text, and from the tokens. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import type { TextEdit } from '../problems.js';
import * as t from '../tokens.js';
import type { Replacement } from './repair.js';
import { inserted, replaced } from './tokens.js';

/** One statement `name = layer(…)`. */
export interface Assigned {
  /** Where its name stands among the tokens. */
  readonly at: number;
  readonly name: string;
  readonly last: number;
  readonly input?: Input;
}

/** The value that a layer is called on: tokens that say nothing here, or that `from` stands for. */
export interface Input {
  readonly index: number;
  readonly count: number;
  readonly value: string;
}

/** An assigned layer with what is known when all are: whether it has a label, and whether `from` says what it takes. */
export interface Statement extends Assigned {
  readonly isLabelled: boolean;
  readonly takesFrom: boolean;
}

/** What takes the assignment out of the text, in its order. */
export function editsOf(
  tokens: readonly IToken[],
  { at, name, last, input, ...known }: Statement,
): readonly TextEdit[] {
  const head = { start: tokens[at]!.startOffset, end: tokens[at + 2]!.startOffset };
  const edits: TextEdit[] = [{ span: head, text: known.isLabelled ? `${name}: ` : '' }];
  if (input === undefined) return edits;
  const from = known.takesFrom ? ` from ${input.value}` : '';
  const next = tokens[input.index + input.count];
  const isInside = input.index + input.count <= last;
  const { start } = tokenSpan(tokens[input.index]!);
  const end = isInside ? next!.startOffset : tokenSpan(tokens[last]!).end;
  edits.push({ span: { start, end }, text: isInside ? '' : from });
  const behind = tokenSpan(tokens[last]!).end;
  if (isInside && from !== '') edits.push({ span: { start: behind, end: behind }, text: from });
  return edits;
}

/** The text of a statement with its edits, in one line. */
export function mended(
  text: string,
  tokens: readonly IToken[],
  { at, last }: Statement,
  edits: readonly TextEdit[],
): string {
  const { end } = tokenSpan(tokens[last]!);
  let place = tokens[at]!.startOffset;
  const parts = edits.map(({ span, text: written }) => {
    const part = text.slice(place, span.start) + written;
    place = span.end;
    return part;
  });
  return `${parts.join('')}${text.slice(place, end)}`.replace(/\s+/g, ' ');
}

/** The tokens that stand for the head of a statement and for its input. */
export function replacements(tokens: readonly IToken[], statement: Statement): readonly Replacement[] {
  const { at, last, input, isLabelled, takesFrom } = statement;
  const name = tokens[at]!;
  const label = isLabelled ? [name, replaced(tokens[at + 1]!, t.Colon, ':')] : [];
  const head = { index: at, count: 2, tokens: label };
  if (input === undefined) return [head];
  const value = tokens[input.index + (input.count === 3 ? 1 : 0)]!;
  const from = (offset: number) => (takesFrom ? [inserted(value, t.From, 'from', offset), moved(value, offset)] : []);
  const isInside = input.index + input.count <= last;
  if (!isInside) return [head, { index: input.index, count: input.count, tokens: from(value.startOffset) }];
  const close = tokens[last]!;
  const closed = { index: last, count: 1, tokens: [close, ...from(tokenSpan(close).end)] };
  return [head, { index: input.index, count: input.count, tokens: [] }, closed];
}

/** A token of no length, at an offset. */
function moved(token: IToken, offset: number): IToken {
  return inserted(token, token.tokenType, token.image, offset);
}

import type { Span } from '../../grammar/index.js';

/** The span to take out so that something goes away: its whole lines where nothing else stands on them. */
export function removalOf(text: string, { start, end }: Span): Span {
  let first = start;
  while (first > 0 && isBlank(text[first - 1]!)) first--;
  let last = end;
  while (last < text.length && isBlank(text[last]!)) last++;
  const beginsLine = first === 0 || isLineEnd(text[first - 1]!);
  const endsLine = last === text.length || isLineEnd(text[last]!);
  if (!beginsLine || !endsLine) return beginsLine ? { start, end: last } : { start: first, end };
  const lineEnd = text.startsWith('\r\n', last) ? 2 : 1;
  return { start: first, end: Math.min(text.length, last + lineEnd) };
}

/** The span of one of several items that commas separate, with the comma that goes when it goes. */
export function itemRemoval(item: Span, items: readonly Span[]): Span {
  const index = items.indexOf(item);
  const [before, after] = [items[index - 1], items[index + 1]];
  if (before) return { start: before.end, end: item.end };
  return { start: item.start, end: after ? after.start : item.end };
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t';
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r';
}

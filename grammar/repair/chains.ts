/** Layers as methods and members of something: `conv(16, 3x3).relu()`, `F.relu`. */
import type { IToken } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { removing, replacing, type Problems } from '../problems.js';
import * as t from '../tokens.js';
import type { Repaired } from './repair.js';
import { isOneOf } from './tokens.js';

/** `.relu()` right behind a call, between the braces of a model or a block. @param i where the dot stands */
export function chainedLayer(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  const [before, dot, name] = tokens.slice(i - 1, i + 2);
  if (!isOneOf(before, t.RightParen) || !isOneOf(dot, t.Dot) || !isOneOf(name, t.Name)) return undefined;
  const span = tokenSpan(dot!);
  const hint = `Write ${quote(name!.image)} behind it, without the dot.`;
  problems.add(span, 'Layers follow each other as statements.', hint, replacing(span, ' '));
  return { count: 1, tokens: [] };
}

const modules: ReadonlySet<string> = new Set(['F', 'nn', 'torch', 'tf', 'keras', 'layers', 'functional']);

/** `F.relu` or `nn.ReLU` without parentheses. @param i where a statement begins */
export function qualifiedLayer(tokens: readonly IToken[], i: number, problems: Problems): Repaired | undefined {
  let last = i;
  while (isOneOf(tokens[last + 1], t.Dot) && isOneOf(tokens[last + 2], t.AnyWord)) last += 2;
  if (last === i || !modules.has(tokens[i]!.image) || isOneOf(tokens[last + 1], t.LeftParen)) return undefined;
  const layer = tokens[last]!;
  const span = { start: tokens[i]!.startOffset, end: tokenSpan(layer).end };
  const written = tokens.slice(i, last).map((token) => token.image);
  const message = `A layer has one name: nothing stands before ${quote(layer.image)}.`;
  problems.add(span, message, `Remove ${quote(written.join(''))}.`, {
    foreign: layer.image,
    ...removing({ start: span.start, end: layer.startOffset }),
  });
  return { count: last - i, tokens: [] };
}

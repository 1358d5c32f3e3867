import type { CstNode, IToken } from 'chevrotain';
import { quote } from '../describe.js';
import { nodeSpan, tokensOf, tokenSpan, type Context } from './cst.js';
import { removing, replacing } from '../problems.js';
import type { Span } from '../syntax.js';

interface Piece {
  readonly span: Span;
  readonly token?: IToken;
}

function inOrder(items: readonly Piece[], separators: readonly IToken[]): Piece[] {
  const pieces: Piece[] = [...items, ...separators.map((token) => ({ span: tokenSpan(token), token }))];
  return pieces.sort((a, b) => a.span.start - b.span.start);
}

/**
 * Complains about missing, doubled and leading commas between the items of a list.
 * @param what the plural of the items: "Arguments"
 * @param semicolon where a `;` is allowed to stand for one comma, as in the parameters of an angle function
 */
export function checkCommas(
  context: Context,
  node: CstNode,
  items: readonly Span[],
  what: string,
  semicolon?: IToken,
): void {
  if (node.recoveredNode) {
    return;
  }
  const separators = [...tokensOf(node, 'Comma'), ...tokensOf(node, 'Semicolon')];
  let previous: Piece | undefined;
  for (const piece of inOrder(
    items.map((span) => ({ span })),
    separators,
  )) {
    const wasItem = previous !== undefined && previous.token === undefined;
    if (piece.token === undefined) {
      if (wasItem) {
        reportMissing(context, previous!.span, piece.span, what);
      }
    } else if (!wasItem) {
      context.problems.add(
        piece.span,
        `Nothing stands before this ${quote(piece.token.image)}.`,
        'Remove it.',
        removing(piece.span),
      );
    } else if (piece.token.image === ';' && piece.token !== semicolon) {
      context.problems.add(
        piece.span,
        'Expected `,`, but found `;`.',
        `${what} are separated by commas.`,
        replacing(piece.span, ','),
      );
    }
    previous = piece;
  }
}

function reportMissing(context: Context, before: Span, after: Span, what: string): void {
  const text = (span: Span) => context.text.slice(span.start, span.end);
  if (/^\[(?:\d+|\*)\]$/.test(text(after)) && /[\w\]]$/.test(text(before))) {
    const meant = quote(`${text(before).split(/\s/).at(-1)}${text(after)}`);
    const hint = `Write ${meant} without the space.`;
    const gap = { start: before.end, end: after.start };
    context.problems.add(gap, 'An index stands right behind what it counts.', hint, {
      ...removing(gap),
      misread: true,
    });
    return;
  }
  const isName = what === 'Arguments' && /^[A-Za-z_]\w*$/.test(text(before));
  if (isName) {
    const [name, value] = [text(before), text(after)];
    const message = `A colon or a comma is missing behind ${quote(name)}.`;
    const hint = `Write ${quote(`${name}: ${value}`)} where ${quote(name)} names the argument, else ${quote(`${name}, ${value}`)}.`;
    context.problems.add({ start: before.start, end: after.end }, message, hint);
    return;
  }
  context.problems.add(
    before.end < after.start ? { start: before.end, end: after.start } : after,
    `A comma is missing before ${quote(text(after))}.`,
    `${what} are separated by commas.`,
    // Where the variables of a function end is not known.
    {
      ...replacing({ start: before.end, end: before.end }, before.end < after.start ? ',' : ', '),
      ...(what === 'Parameters' && { misread: true }),
    },
  );
}

/** Complains, once, about separators where white space is enough. */
export function rejectSeparators(context: Context, nodes: readonly CstNode[], what: string): void {
  const first = nodes[0];
  if (first !== undefined) {
    const span = nodeSpan(first);
    context.problems.add(
      span,
      `${what} aren't separated by ${quote(context.text.slice(span.start, span.end))}.`,
      'Remove it: white space is enough, on one line too.',
      { fix: nodes.map((node) => ({ span: nodeSpan(node), text: '' })) },
    );
  }
}

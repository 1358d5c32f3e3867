/** What the printer keeps of how the text was written. */
import type { ParserOptions } from 'prettier';
import { util } from './util.js';
import type { Body, Node } from '../syntax.js';

/** An `else if` is a body with one statement and no braces. */
export function hasBraces(body: Body): boolean {
  return body.statements[0]?.span.start !== body.span.start;
}

/** Was a node written on one line? */
export function isOneLine(node: Node, options: ParserOptions): boolean {
  return !/[\r\n]/.test(sourceOf(node, options));
}

/** The text of a node as it was written. */
export function sourceOf(node: Node, options: ParserOptions): string {
  return options.originalText.slice(node.span.start, node.span.end);
}

/** Does an empty line follow the line on which a node ends? */
export function isBlankAfter(node: Node, options: ParserOptions): boolean {
  return util.isNextLineEmpty(options.originalText, node.span.end);
}

/** The printer of `.ang` files, as a plugin for prettier. */
import type { Parser, Plugin, Printer, SupportLanguage } from 'prettier';
import type { Node } from '../syntax.js';
import { canAttachComment, handleComment, printComment } from './comments.js';
import { parseOrThrow } from './error.js';
import { visitorKeys } from './keys.js';
import { print } from './print.js';

export const languages: SupportLanguage[] = [{ name: 'angnet', parsers: ['ang'], extensions: ['.ang'] }];

const parser: Parser<Node> = {
  parse: parseOrThrow,
  astFormat: 'ang-ast',
  locStart: (node) => node.span.start,
  locEnd: (node) => node.span.end,
};

export const parsers: Plugin<Node>['parsers'] = { ang: parser };

const printer: Printer<Node> = {
  print,
  getVisitorKeys: visitorKeys,
  canAttachComment,
  printComment,
  isBlockComment: () => false,
  handleComments: { ownLine: handleComment, endOfLine: handleComment, remaining: handleComment },
};

export const printers: Plugin<Node>['printers'] = { 'ang-ast': printer };

/** The longest lines of the language's own examples fit; prettier takes a project's setting over it. */
export const defaultOptions: Plugin<Node>['defaultOptions'] = { printWidth: 120, tabWidth: 2 };

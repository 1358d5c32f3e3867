import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { removing, replacing } from '../problems.js';
import type {
  BlockDeclaration,
  EditionDeclaration,
  Identifier,
  ImportDeclaration,
  ModelDeclaration,
} from '../syntax.js';
import { identifier, missing, nodeOf, nodeSpan, tokenOf, tokensOf, tokenSpan, type Context } from './cst.js';
import { embracing } from './branches.js';
import { numberLiteral, stringLiteral } from './literals.js';
import { ownName } from './names.js';
import { parameters } from './parameters.js';
import { checkCommas } from './separators.js';
import { annotationsIn, body } from './statements.js';

/** `edition 2026` */
export function editionDeclaration(context: Context, node: CstNode): EditionDeclaration {
  const span = nodeSpan(node);
  const year = tokenOf(node, 'Number');
  const text = tokenOf(node, 'String');
  const wrong = nodeOf(node, 'colon') ?? nodeOf(node, 'separator');
  const nothing = missing(span.end);
  if (text !== undefined) {
    const meant = /^"[0-9]+"$/.test(text.image) ? text.image.slice(1, -1) : undefined;
    const hint = 'Write `edition 2026`.';
    context.problems.add(tokenSpan(text), 'An edition is a number.', hint, replacing(tokenSpan(text), meant));
  } else if (wrong !== undefined) {
    const found = context.text.slice(nodeSpan(wrong).start, nodeSpan(wrong).end);
    const hint = 'Write `edition 2026`.';
    context.problems.add(nodeSpan(wrong), `No ${quote(found)} stands here.`, hint, removing(nodeSpan(wrong)));
  }
  return {
    kind: 'edition',
    year: year === undefined ? { kind: 'number', value: 0, raw: '', span: nothing.span } : numberLiteral(context, year),
    span,
  };
}

export function importDeclaration(context: Context, node: CstNode): ImportDeclaration {
  const span = nodeSpan(node);
  const bare = nodeOf(node, 'bareNames');
  const names = tokensOf(bare ?? node, 'Name');
  const path = tokenOf(node, 'String');
  checkCommas(context, node, names.map(tokenSpan), 'Names');
  if (bare !== undefined && !node.recoveredNode) {
    const place = nodeSpan(bare);
    const written = context.text.slice(place.start, place.end);
    const hint = `Write ${quote(`import { ${written} }`)}.`;
    context.problems.add(place, 'The names that are imported stand in braces.', hint, { fix: embracing(place) });
  }
  return {
    kind: 'import',
    names: names.map(identifier),
    from:
      path === undefined ? { kind: 'string', value: '', span: missing(span.end).span } : stringLiteral(context, path),
    span,
  };
}

/** The name of a declaration; `what` completes "… can't be the name of". */
export function declaredName(context: Context, node: CstNode, what: string): Identifier {
  const token = tokenOf(node, 'AnyWord');
  const text = tokenOf(node, 'String');
  if (token === undefined && text !== undefined) {
    context.problems.add(tokenSpan(text), `The name of ${what} is a word, not a string.`, 'Write it without quotes.');
  }
  return token === undefined ? missing(nodeSpan(node).end) : ownName(context, token, what);
}

export function moduleDeclaration(context: Context, node: CstNode): ModelDeclaration | BlockDeclaration {
  const span = nodeSpan(node);
  const kind = tokenOf(node, 'Model') === undefined ? 'block' : 'model';
  return {
    kind,
    name: declaredName(context, node, `a ${kind}`),
    parameters: parameters(context, nodeOf(node, 'parameters')),
    annotations: annotationsIn(context, node),
    body: body(context, nodeOf(node, 'body'), span.end),
    span,
  };
}

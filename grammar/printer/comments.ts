/**
 * Where comments go. A comment keeps to the statement, field, argument or item that it stands by, never to a piece of
 * an expression; one inside of a statement moves to the end of its line, or above it from a line of its own.
 */
import type { AstPath, Doc, ParserOptions } from 'prettier';
import { util } from './util.js';
import type { Body, Comment, FunctionDeclaration, Node } from '../syntax.js';
import { hasBraces } from './source.js';

const { addDanglingComment, addLeadingComment, addTrailingComment, getNextNonSpaceNonCommentCharacter } = util;

/** Marks a comment that stands behind the brace that opens its node. */
export const openMark = 'open';

interface AttachedComment extends Comment {
  readonly enclosingNode?: Node;
  readonly precedingNode?: Node;
  readonly followingNode?: Node;
  readonly trailing?: boolean;
}

const attachable: ReadonlySet<Node['kind']> = new Set<Node['kind']>([
  'edition',
  'import',
  'model',
  'block',
  'angle',
  'magnitude',
  'margin',
  'experiment',
  'profile',
  'ablation',
  'field-edit',
  'set',
  'replace',
  'vary',
  'zip',
  'groups',
  'group',
  'expect',
  'parameter',
  'field',
  'body',
  'branch',
  'layer',
  'join',
  'repeat',
  'if',
  'let',
  'argument',
  'call',
  'list',
]);

/** Comments keep to these, to the items of lists, the names of imports and the arguments of annotations. */
export function canAttachComment(node: Node, ancestors: readonly Node[]): boolean {
  const parent = ancestors[0];
  const isItem = parent?.kind === 'list' || (parent?.kind === 'import' && node.kind === 'identifier');
  const isAnnotation = node.kind === 'annotation' && node.arguments.length > 0;
  return attachable.has(node.kind) || isItem || isAnnotation;
}

export function printComment(path: AstPath<Node>): Doc {
  const { node } = path;
  return node.kind === 'comment' ? node.text : '';
}

/** Decides for every comment what it keeps to, so that prettier has nothing left to decide. */
export function handleComment(comment: AttachedComment, text: string, _options: ParserOptions, file: Node): boolean {
  const isOwn = util.hasNewline(text, comment.span.start, { backwards: true });
  const enclosing = comment.enclosingNode ?? file;
  switch (enclosing.kind) {
    case 'file':
    case 'body':
    case 'experiment':
    case 'profile':
    case 'ablation':
    case 'zip':
    case 'groups':
    case 'group':
      amongStatements(comment, isOwn, enclosing);
      break;
    case 'join':
      if (isBehindBraces(comment, text, enclosing)) {
        beside(comment, isOwn, enclosing);
      } else {
        amongStatements(comment, isOwn, enclosing);
      }
      break;
    case 'annotation':
    case 'call':
    case 'list':
      amongItems(comment, isOwn, enclosing);
      break;
    default:
      inHeader(comment, text, isOwn, enclosing);
  }
  return true;
}

function isBehindBraces(comment: AttachedComment, text: string, join: Node & { kind: 'join' }): boolean {
  const [annotation] = join.annotations;
  const next = getNextNonSpaceNonCommentCharacter(text, comment.span.end);
  return annotation !== undefined && (annotation.span.start < comment.span.start || next === '@');
}

/** Between braces, or at the top of the file. */
function amongStatements(comment: AttachedComment, isOwn: boolean, enclosing: Node): void {
  const { precedingNode: before, followingNode } = comment;
  // Behind a join's last branch its annotations follow.
  const after = followingNode?.kind === 'annotation' ? undefined : followingNode;
  if (before !== undefined && !isOwn) {
    putBehind(before, comment);
  } else if (before !== undefined && after === undefined) {
    addTrailingComment(before, comment);
  } else {
    atOpening(comment, isOwn || enclosing.kind === 'file', enclosing, after);
  }
}

/** Behind the opening brace if nothing is there yet, else above the first statement, if there is one. */
function atOpening(comment: AttachedComment, isOwn: boolean, enclosing: Node, first: Node | undefined): void {
  const { comments = [] } = enclosing as { comments?: readonly { marker?: string }[] };
  if (!isOwn && !comments.some(({ marker }) => marker === openMark)) {
    addDanglingComment(enclosing, comment, openMark);
  } else if (first !== undefined) {
    addLeadingComment(first, comment);
  } else {
    addDanglingComment(enclosing, comment, undefined);
  }
}

/** Between parentheses or brackets. */
function amongItems(comment: AttachedComment, isOwn: boolean, enclosing: Node): void {
  const { precedingNode: before, followingNode } = comment;
  // The first node behind the parentheses may be something else than an item.
  const isItem = enclosing.kind === 'list' || enclosing.kind === 'import' || isParameter(followingNode);
  const after = isItem ? followingNode : undefined;
  if (before !== undefined && !isOwn) {
    putBehind(before, comment);
  } else if (before !== undefined && after === undefined) {
    addTrailingComment(before, comment);
  } else if (after !== undefined) {
    addLeadingComment(after, comment);
  } else {
    addDanglingComment(enclosing, comment, undefined);
  }
}

function isParameter(node: Node | undefined): boolean {
  return node?.kind === 'parameter' || node?.kind === 'argument';
}

/** By a statement, field, argument or item whatever place it has inside of it. */
function beside(comment: AttachedComment, isOwn: boolean, enclosing: Node): void {
  if (isOwn) {
    putAbove(enclosing, comment);
  } else {
    putBehind(enclosing, comment);
  }
}

/** A line has one end: of several comments there the last stays, and the others go above. */
function putBehind(node: Node, comment: AttachedComment): void {
  const attached = (node as { comments?: AttachedComment[] }).comments ?? [];
  const earlier = attached.findIndex(({ trailing }) => trailing);
  if (earlier >= 0) {
    putAbove(node, attached.splice(earlier, 1)[0]!);
  }
  addTrailingComment(node, comment);
}

/** A comment with three slashes inside of a function stays inside: above, it would become documentation. */
function putAbove(node: Node, comment: AttachedComment): void {
  addLeadingComment(isFunction(node) && comment.text.startsWith('///') ? node.variables[0] : node, comment);
}

function isFunction(node: Node): node is FunctionDeclaration {
  return node.kind === 'angle' || node.kind === 'magnitude' || node.kind === 'margin';
}

/** In what has parentheses, or words before its braces. */
function inHeader(comment: AttachedComment, text: string, isOwn: boolean, enclosing: Node): void {
  if (isInParentheses(comment, text, enclosing)) {
    amongItems(comment, isOwn, enclosing);
    return;
  }
  if (isFunction(enclosing) && isAmongLets(comment, enclosing)) {
    const before = comment.precedingNode?.kind === 'let' ? comment.precedingNode : undefined;
    const after = comment.followingNode?.kind === 'let' ? comment.followingNode : undefined;
    besideLet(comment, isOwn, before, after);
    return;
  }
  const body = bodyAfter(comment, enclosing);
  if (body === undefined) {
    beside(comment, isOwn, enclosing);
  } else {
    atOpening(comment, isOwn, body, body.statements[0]);
  }
}

/** Between the parameters and the expression of a function that has `let`s there? */
function isAmongLets(comment: AttachedComment, { lets, expression }: FunctionDeclaration): boolean {
  return lets.length > 0 && comment.span.end <= expression.span.start;
}

function besideLet(comment: AttachedComment, isOwn: boolean, before: Node | undefined, after: Node | undefined): void {
  if (before !== undefined && !isOwn) {
    putBehind(before, comment);
  } else if (after !== undefined) {
    addLeadingComment(after, comment);
  } else if (before !== undefined) {
    addTrailingComment(before, comment);
  }
}

function isInParentheses(comment: AttachedComment, text: string, enclosing: Node): boolean {
  const next = getNextNonSpaceNonCommentCharacter(text, comment.span.end);
  const isBeforeItem = isParameter(comment.followingNode);
  switch (enclosing.kind) {
    case 'model':
    case 'block': {
      const { start } = (enclosing.annotations[0] ?? enclosing.body).span;
      return comment.span.start < start && (isBeforeItem || next === ')' || next === ',');
    }
    case 'angle':
    case 'magnitude':
    case 'margin':
      return (
        comment.span.start < (enclosing.lets[0] ?? enclosing.expression).span.start &&
        (isBeforeItem || next === ')' || next === ',' || next === ';')
      );
    case 'import':
      return comment.followingNode !== undefined || next === '}' || next === ',';
    default:
      return false;
  }
}

/** The braces that a comment in the words before them belongs into. */
function bodyAfter(comment: AttachedComment, enclosing: Node): Body | undefined {
  switch (enclosing.kind) {
    case 'model':
    case 'block':
    case 'branch':
      return enclosing.body;
    case 'repeat':
      return comment.span.end <= enclosing.body.span.start ? enclosing.body : undefined;
    case 'if':
      return bodyOfIf(comment, enclosing);
    default:
      return undefined;
  }
}

function bodyOfIf(comment: AttachedComment, node: Node & { kind: 'if' }): Body | undefined {
  if (comment.span.end <= node.consequent.span.start) {
    return node.consequent;
  }
  const { alternative } = node;
  const [chained] = alternative?.statements ?? [];
  return alternative !== undefined && !hasBraces(alternative) && chained?.kind === 'if'
    ? chained.consequent
    : alternative;
}

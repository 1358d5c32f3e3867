import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import type {
  AngleDeclaration,
  BlockDeclaration,
  ExperimentDeclaration,
  Field,
  Identifier,
  ImportDeclaration,
  ModelDeclaration,
} from '../syntax.js';
import { identifier, missing, nodeOf, nodesOf, nodeSpan, tokenOf, tokensOf, tokenSpan, type Context } from './cst.js';
import { replacing } from '../problems.js';
import { checkEquals } from './equals.js';
import { expressionIn } from './expressions.js';
import { stringLiteral } from './literals.js';
import { expectColon, ownName } from './names.js';
import { angleParameters, parameters } from './parameters.js';
import { checkCommas, rejectSeparators } from './separators.js';
import { annotationsIn, body } from './statements.js';

export function importDeclaration(context: Context, node: CstNode): ImportDeclaration {
  const span = nodeSpan(node);
  const names = tokensOf(node, 'Name');
  const path = tokenOf(node, 'String');
  checkCommas(context, node, names.map(tokenSpan), 'Names');
  return {
    kind: 'import',
    names: names.map(identifier),
    from:
      path === undefined ? { kind: 'string', value: '', span: missing(span.end).span } : stringLiteral(context, path),
    span,
  };
}

function declaredName(context: Context, node: CstNode, what: string): Identifier {
  const token = tokenOf(node, 'AnyWord');
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

export function angleDeclaration(context: Context, node: CstNode): AngleDeclaration {
  const span = nodeSpan(node);
  checkEquals(context, node, 'angle name(theta: rad) = expression', 'Equal', 'Colon');
  return {
    kind: 'angle',
    name: declaredName(context, node, 'an angle function'),
    ...angleParameters(context, nodeOf(node, 'parameters'), span.end),
    lets: [],
    expression: expressionIn(context, node, span.end),
    span,
  };
}

export function experimentDeclaration(context: Context, node: CstNode): ExperimentDeclaration {
  rejectSeparators(context, nodesOf(node, 'separator'), 'Fields');
  return {
    kind: 'experiment',
    name: declaredName(context, node, 'an experiment'),
    fields: nodesOf(node, 'field').map((part) => field(context, part)),
    profiles: [],
    span: nodeSpan(node),
  };
}

function field(context: Context, node: CstNode): Field {
  const span = nodeSpan(node);
  const token = tokenOf(node, 'AnyWord');
  const name = token === undefined ? missing(span.start) : identifier(token);
  const value = expressionIn(context, node, span.end);
  const written = context.text.slice(value.span.start, value.span.end) || 'value';
  const hint = `Write ${quote(`${name.name}: ${written}`)}.`;
  if (nodeOf(node, 'colon') === undefined && !node.recoveredNode) {
    context.problems.add(
      name.span,
      `A colon is missing after \`${name.name}\`.`,
      hint,
      replacing({ start: name.span.end, end: name.span.end }, ':'),
    );
  }
  expectColon(context, node, hint);
  return { kind: 'field', name, value, span };
}

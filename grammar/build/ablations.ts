import type { CstNode } from 'chevrotain';
import type {
  AblationDeclaration,
  AblationItem,
  EditGroup,
  EditGroups,
  Expectation,
  Identifier,
  StringLiteral,
  Vary,
  Zip,
} from '../syntax.js';
import { identifier, missing, nodeOf, nodesOf, nodeSpan, tokenOf, type Context } from './cst.js';
import { declaredName } from './declarations.js';
import { checkColon, edit, editTarget, valuesOf } from './edits.js';
import { editsOf, itemsOf } from './experiments.js';
import { expressionIn } from './expressions.js';
import { stringLiteral } from './literals.js';
import { ownName } from './names.js';
import { rejectSeparators } from './separators.js';

/** `ablation Scale of Cifar100 { … }` */
export function ablationDeclaration(context: Context, node: CstNode): AblationDeclaration {
  const span = nodeSpan(node);
  const base = nodeOf(node, 'base');
  const of = base && tokenOf(base, 'AnyWord');
  return {
    kind: 'ablation',
    name: declaredName(context, node, 'an ablation'),
    of: of === undefined ? missing(span.end) : identifier(of),
    items: itemsOf(context, node, 'The items of an ablation')
      .map((item) => ablationItem(context, item))
      .filter((item) => item !== undefined),
    span,
  };
}

function ablationItem(context: Context, item: CstNode): AblationItem | undefined {
  const change = edit(context, item);
  const special = nodeOf(item, 'special');
  if (change !== undefined || special === undefined) {
    return change;
  }
  const [vary, zip, groups, expectation] = ['vary', 'zip', 'groups', 'expectation'].map((rule) =>
    nodeOf(special, rule),
  );
  if (vary !== undefined) {
    return varyItem(context, vary);
  }
  if (zip !== undefined) {
    return zipItem(context, zip);
  }
  if (groups !== undefined) {
    return groupsItem(context, groups);
  }
  return expectation && expectationItem(context, expectation);
}

function varyItem(context: Context, node: CstNode): Vary {
  const target = editTarget(context, node);
  const values = valuesOf(context, node);
  checkColon(context, node, target, values);
  return { kind: 'vary', target, values, span: nodeSpan(node) };
}

function zipItem(context: Context, node: CstNode): Zip {
  const opening = nodeOf(node, 'opening');
  const items = opening === undefined ? [] : itemsOf(context, opening, 'The `vary` of a zip');
  const varies = items
    .map((item) => nodeOf(item, 'special'))
    .map((special) => special && nodeOf(special, 'vary'))
    .filter((vary) => vary !== undefined);
  return { kind: 'zip', varies: varies.map((vary) => varyItem(context, vary)), span: nodeSpan(node) };
}

function groupsItem(context: Context, node: CstNode): EditGroups {
  rejectSeparators(context, nodesOf(node, 'separator'), 'Groups');
  return {
    kind: 'groups',
    axis: tokenOf(node, 'Rows') === undefined ? 'columns' : 'rows',
    groups: nodesOf(node, 'group').map((part) => group(context, part)),
    span: nodeSpan(node),
  };
}

function group(context: Context, node: CstNode): EditGroup {
  return { kind: 'group', name: groupName(context, node), edits: editsOf(context, node), span: nodeSpan(node) };
}

function groupName(context: Context, node: CstNode): Identifier | StringLiteral {
  const text = tokenOf(node, 'String');
  const name = tokenOf(node, 'AnyWord');
  if (text !== undefined) {
    return stringLiteral(context, text);
  }
  return name === undefined ? missing(nodeSpan(node).start) : ownName(context, name, 'a group');
}

function expectationItem(context: Context, node: CstNode): Expectation {
  const span = nodeSpan(node);
  const metric = tokenOf(node, 'AnyWord');
  const source = tokenOf(node, 'String');
  return {
    kind: 'expect',
    metric: metric === undefined ? missing(span.end) : identifier(metric),
    values: expressionIn(context, node, span.end),
    ...(source && { source: stringLiteral(context, source) }),
    span,
  };
}

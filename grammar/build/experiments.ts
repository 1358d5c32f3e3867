import type { CstNode } from 'chevrotain';
import type { Edit, ExperimentDeclaration, Field, Profile } from '../syntax.js';
import { missing, nodeOf, nodesOf, nodeSpan, tokenOf, type Context } from './cst.js';
import { declaredName } from './declarations.js';
import { edit } from './edits.js';
import { ownName } from './names.js';
import { rejectSeparators } from './separators.js';

/** The items between the braces of a rule, and complaints about what separates them. */
export function itemsOf(context: Context, parent: CstNode, what: string): CstNode[] {
  const node = nodeOf(parent, 'items');
  if (node === undefined) {
    return [];
  }
  rejectSeparators(context, nodesOf(node, 'separator'), what);
  return nodesOf(node, 'item');
}

/** `experiment Digits { model: LeNet() … }` */
export function experimentDeclaration(context: Context, node: CstNode): ExperimentDeclaration {
  const items = itemsOf(context, node, 'Fields');
  return {
    kind: 'experiment',
    name: declaredName(context, node, 'an experiment'),
    fields: items.map((item) => field(context, item)).filter((part) => part !== undefined),
    profiles: items.map((item) => profile(context, item)).filter((part) => part !== undefined),
    span: nodeSpan(node),
  };
}

function field(context: Context, item: CstNode): Field | undefined {
  const node = nodeOf(item, 'fieldEdit');
  const change = node && edit(context, item);
  if (change?.kind !== 'field-edit') {
    return undefined;
  }
  const { target, value, span } = change;
  const name = target.path.kind === 'identifier' ? target.path : missing(target.span.start);
  return { kind: 'field', name, value, span };
}

function profile(context: Context, item: CstNode): Profile | undefined {
  const special = nodeOf(item, 'special');
  const node = special && nodeOf(special, 'profile');
  if (node === undefined) {
    return undefined;
  }
  const span = nodeSpan(node);
  const name = tokenOf(node, 'AnyWord');
  return {
    kind: 'profile',
    name: name === undefined ? missing(span.end) : ownName(context, name, 'a profile'),
    edits: editsOf(context, node),
    span,
  };
}

/** The edits between the braces of a profile or a group. */
export function editsOf(context: Context, node: CstNode): Edit[] {
  const opening = nodeOf(node, 'opening');
  const items = opening === undefined ? [] : itemsOf(context, opening, 'Edits');
  return items.map((item) => edit(context, item)).filter((part) => part !== undefined);
}

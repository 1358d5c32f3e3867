import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { isOneOf } from '../repair/tokens.js';
import type { Edit, ExperimentDeclaration, Field, Profile } from '../syntax.js';
import * as t from '../tokens.js';
import { nodeOf, nodesOf, nodeSpan, tokenOf, tokenSpan, type Context } from './cst.js';
import { declaredName } from './declarations.js';
import { edit } from './edits.js';
import { assignOf, colonFix } from './names.js';
import { itemAt, openedItems, rejectColon, type Item, type Place } from './places.js';
import { rejectSeparators } from './separators.js';

/** The items among the children of a rule that belong into a place; the others are reported. */
export function itemsIn(context: Context, node: CstNode | undefined, place: Place, what: string): Item[] {
  if (node === undefined) {
    return [];
  }
  const separators = nodesOf(node, 'separator');
  const items = nodesOf(node, 'item')
    .map((item) => itemAt(context, item, place))
    .filter((item) => item !== undefined);
  if (!rejectAssigns(context, items, separators)) rejectSeparators(context, separators, what);
  return items;
}

/**
 * Complains once of all fields between the same braces that are given by `=`, and of what separates them.
 * @returns whether there are such fields
 */
function rejectAssigns(context: Context, items: readonly Item[], separators: readonly CstNode[]): boolean {
  const given = items.filter(isGivenByAssign);
  const [first] = given;
  if (first === undefined) return false;
  const written = given.map(({ node }) => {
    const { start, end } = nodeSpan(node);
    return context.text.slice(start, end).replace(/[ \t]*=[ \t]*/, ': ');
  });
  const colons = given.flatMap(({ node }) => colonFix(context, assignOf(node)!));
  const gone = separators.map((separator) => ({ span: nodeSpan(separator), text: '' }));
  const fix = [...colons, ...gone].sort((a, b) => a.span.start - b.span.start);
  const isSeparated = separators.length > 0;
  const message = `Expected \`:\`, but found \`=\`${isSeparated ? ', and nothing stands between fields' : ''}.`;
  const hint = isSeparated ? `Write ${quote(written.join('  '))}.` : `Write ${written.map(quote).join(', ')}.`;
  context.problems.add(tokenSpan(assignOf(first.node)!), message, hint, { fix });
  return true;
}

function isGivenByAssign({ kind, node }: Item): boolean {
  if (kind !== 'fieldEdit' || assignOf(node) === undefined || nodeOf(node, 'expression') === undefined) return false;
  const target = nodeOf(node, 'target');
  const word = target && tokenOf(target, 'AnyWord');
  // `rows = …` is no field without its braces either.
  return !isOneOf(word, t.Vary, t.Zip, t.Rows, t.Columns, t.Expect);
}

/** `experiment Digits { model: LeNet() … }` */
export function experimentDeclaration(context: Context, node: CstNode): ExperimentDeclaration {
  rejectBase(context, node);
  const items = itemsIn(context, nodeOf(node, 'items'), 'experiment', 'Fields');
  const profiles = items.filter(({ kind }) => kind === 'profile');
  return {
    kind: 'experiment',
    name: declaredName(context, node, 'an experiment'),
    fields: items.map((item) => field(context, item)).filter((part) => part !== undefined),
    profiles: profiles.map((item) => profile(context, item.node)),
    span: nodeSpan(node),
  };
}

/** `experiment E of F` */
function rejectBase(context: Context, node: CstNode): void {
  const base = nodeOf(node, 'base');
  if (base === undefined) {
    return;
  }
  const mistaken = nodeOf(base, 'mistakenBase');
  if (mistaken !== undefined && tokenOf(mistaken, 'LeftParen') !== undefined) {
    const hint = 'Write `experiment Name { … }`.';
    context.problems.add(nodeSpan(base), 'An experiment has no parameters.', hint, {
      fix: [{ span: nodeSpan(base), text: '' }],
    });
  } else if (mistaken !== undefined && tokenOf(mistaken, 'AnyWord') === undefined) {
    rejectColon(context, mistaken, 'experiment Name { … }');
  } else {
    const hint = 'Write a `profile` in that experiment, or an `ablation` of it.';
    context.problems.add(nodeSpan(base), "An experiment isn't made of another.", hint);
  }
}

function field(context: Context, item: Item): Field | undefined {
  const change = edit(context, item);
  if (change?.kind !== 'field-edit') {
    return undefined;
  }
  const { target, value, span } = change;
  if (target.path.kind === 'identifier' && target.annotation === undefined) {
    return { kind: 'field', name: target.path, value, span };
  }
  const text = (part: { start: number; end: number }) => context.text.slice(part.start, part.end);
  const written = `profile name { ${text(span)} }`;
  context.problems.add(
    target.span,
    `${quote(text(target.span))} is a part of a field or a model; here a field is given as a whole.`,
    `Write it where the whole is written, or in a profile: ${quote(written)}.`,
  );
  return undefined;
}

/** `profile quick { steps: 900 }` */
function profile(context: Context, node: CstNode): Profile {
  const span = nodeSpan(node);
  const colon = nodeOf(node, 'colon');
  if (colon !== undefined) {
    rejectColon(context, colon, 'profile name { … }');
  }
  return {
    kind: 'profile',
    name: declaredName(context, node, 'a profile'),
    edits: editsIn(context, node, 'profile', 'profile name { … }'),
    span,
  };
}

/** The edits between the braces of a profile or a group; `example` is one with its braces. */
export function editsIn(context: Context, node: CstNode, place: 'profile' | 'group', example: string): Edit[] {
  return itemsIn(context, openedItems(context, node, example), place, 'Edits')
    .map((item) => edit(context, item))
    .filter((part) => part !== undefined);
}

/** Complains about an item that stands outside of all declarations. */
export function rejectStrayItem(context: Context, node: CstNode): void {
  itemAt(context, node, 'file');
}

import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { replacing } from '../problems.js';
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
import { identifier, missing, nodeOf, nodesOf, nodeSpan, tokenOf, tokensOf, tokenSpan, type Context } from './cst.js';
import { declaredName } from './declarations.js';
import { checkColon, edit, editTarget } from './edits.js';
import { editsIn, itemsIn } from './experiments.js';
import { stringLiteral } from './literals.js';
import { expectColon, ownName } from './names.js';
import { openedItems, rejectColon, type Item } from './places.js';
import { rejectSeparators } from './separators.js';
import { listedValues, valuesIn } from './values.js';

/** `ablation Scale of Cifar100 { … }` */
export function ablationDeclaration(context: Context, node: CstNode): AblationDeclaration {
  const items = itemsIn(context, nodeOf(node, 'items'), 'ablation', 'The items of an ablation');
  return {
    kind: 'ablation',
    name: declaredName(context, node, 'an ablation'),
    of: baseOf(context, node),
    items: items.map((item) => ablationItem(context, item)).filter((item) => item !== undefined),
    span: nodeSpan(node),
  };
}

/** The experiment behind `of`, or behind what stands in its place. */
function baseOf(context: Context, node: CstNode): Identifier {
  const own = tokenOf(node, 'AnyWord')?.image ?? 'Name';
  const base = nodeOf(node, 'base');
  if (base === undefined) {
    const { end } = nodeSpan(node);
    if (!node.recoveredNode) {
      const span = tokenSpanOf(node);
      const hint = `Write ${quote(`ablation ${own} of Experiment { … }`)}.`;
      context.problems.add(span, `Nothing says what ${quote(own)} is an ablation of.`, hint);
    }
    return missing(end);
  }
  const mistaken = nodeOf(base, 'mistakenBase');
  const name = tokensOf(mistaken ?? base, 'AnyWord').at(-1);
  if (mistaken !== undefined) {
    rejectMistakenBase(context, mistaken, own);
  }
  return name === undefined ? missing(nodeSpan(base).end) : identifier(name);
}

/** Where the name of a declaration stands. */
function tokenSpanOf(node: CstNode): Identifier['span'] {
  const name = tokenOf(node, 'AnyWord');
  return name === undefined ? nodeSpan(node) : identifier(name).span;
}

/** `ablation A: E`, `ablation A (E)`, `ablation A extends E`, and `ablation of E` where a name is missing */
function rejectMistakenBase(context: Context, node: CstNode, own: string): void {
  const span = nodeSpan(node);
  const words = tokensOf(node, 'AnyWord');
  const base = words.at(-1)?.image ?? 'Experiment';
  if (own === 'of' && words.length === 1) {
    const hint = `Write ${quote(`ablation Name of ${base} { … }`)}.`;
    context.problems.add(span, 'The ablation has no name.', hint);
    return;
  }
  const found = quote(context.text.slice(span.start, span.end));
  const written = `of ${base}`;
  // `A: E` needs a space, `A extends E` has one.
  const before = /\s/.test(context.text[span.start - 1] ?? ' ') ? '' : ' ';
  context.problems.add(
    span,
    `Expected ${quote(written)}, but found ${found}.`,
    `Write ${quote(`ablation ${own} of ${base} { … }`)}.`,
    words.length > 0 ? replacing(span, `${before}${written}`) : {},
  );
}

function ablationItem(context: Context, item: Item): AblationItem | undefined {
  switch (item.kind) {
    case 'vary':
      return varyItem(context, item.node);
    case 'zip':
      return zipItem(context, item.node);
    case 'groups':
      return groupsItem(context, item.node);
    case 'expectation':
      return expectationItem(context, item.node);
    default:
      return isIncomplete(context, item) ? undefined : edit(context, item);
  }
}

/** What is said of `vary: [1, 2]` and others that read like edits of a field. */
const incomplete: Readonly<Record<string, readonly [string, string]>> = {
  vary: ['Nothing says what varies.', 'Write `vary name: [1, 2]`.'],
  expect: ['Nothing says which metric is expected.', 'Write `expect accuracy 50%`.'],
  rows: ['The rows are groups in braces.', 'Write `rows { name: { … } }`.'],
  columns: ['The columns are groups in braces.', 'Write `columns { name: { … } }`.'],
  zip: ['A `zip` holds `vary` in braces.', 'Write `zip { vary name: [1, 2]  vary other: [3, 4] }`.'],
};

/** Is an item one of these? Then that is reported. */
function isIncomplete(context: Context, { node }: Item): boolean {
  const target = nodeOf(node, 'target');
  const word = target && tokenOf(target, 'AnyWord');
  const said = word && Object.hasOwn(incomplete, word.image) ? incomplete[word.image] : undefined;
  if (target === undefined || word === undefined || said === undefined) {
    return false;
  }
  const { span } = identifier(word);
  const isAlone = nodeSpan(target).end === span.end && nodeOf(node, 'colon') !== undefined;
  // `vary @angle: [cos, log]`; a layer with the label `vary` has its `@` right behind it, or an access before it.
  const end = nodeOf(target, 'targetEnd');
  const at = end && nodeOf(end, 'access') === undefined ? tokenOf(end, 'At') : undefined;
  const isAnnotation = word.image === 'vary' && at !== undefined && at.startOffset > span.end;
  if (isAlone || isAnnotation) {
    context.problems.add(span, ...said);
  }
  return isAlone || isAnnotation;
}

function varyItem(context: Context, node: CstNode): Vary {
  const target = editTarget(context, node);
  const values = listedValues(context, node);
  checkColon(context, node, target, values);
  return { kind: 'vary', target, values, span: nodeSpan(node) };
}

function zipItem(context: Context, node: CstNode): Zip {
  const opened = openedItems(context, node, 'zip { vary … }');
  const varies = itemsIn(context, opened, 'zip', 'The lines of a `zip`');
  return { kind: 'zip', varies: varies.map((vary) => varyItem(context, vary.node)), span: nodeSpan(node) };
}

function groupsItem(context: Context, node: CstNode): EditGroups {
  const axis = tokenOf(node, 'Rows') === undefined ? 'columns' : 'rows';
  const colon = nodeOf(node, 'colon');
  if (colon !== undefined) {
    rejectColon(context, colon, `${axis} { … }`);
  }
  const items = nodesOf(node, 'groupItem');
  const separators = items.flatMap((item) => nodesOf(item, 'separator'));
  if (!rejectBrackets(context, node, axis, separators)) rejectSeparators(context, separators, 'Groups');
  return {
    kind: 'groups',
    axis,
    groups: items.flatMap((item) => nodesOf(item, 'group')).map((part) => group(context, part)),
    span: nodeSpan(node),
  };
}

/** `rows [ a: { … }, b: {} ]` */
function rejectBrackets(
  context: Context,
  node: CstNode,
  axis: EditGroups['axis'],
  separators: readonly CstNode[],
): boolean {
  const [open, close] = [tokenOf(node, 'LeftBracket'), tokenOf(node, 'RightBracket')];
  if (open === undefined || close === undefined) return false;
  context.problems.add(tokenSpan(open), `The ${axis} stand in braces.`, `Write \`${axis} { name: { … } }\`.`, {
    fix: [
      { span: tokenSpan(open), text: '{' },
      ...separators.map((each) => ({ span: nodeSpan(each), text: '' })),
      { span: tokenSpan(close), text: '}' },
    ],
  });
  return true;
}

function group(context: Context, node: CstNode): EditGroup {
  const name = groupName(context, node);
  const edits = editsIn(context, node, 'group', 'name: { … }');
  return { kind: 'group', name, edits, span: nodeSpan(node) };
}

function groupName(context: Context, node: CstNode): Identifier | StringLiteral {
  const text = tokenOf(node, 'String');
  const word = tokenOf(node, 'AnyWord');
  const opening = nodeOf(node, 'opening');
  if (text === undefined && word === undefined) {
    const { start } = nodeSpan(node);
    context.problems.add({ start, end: start + 1 }, 'This group has no name.', 'Write `name: { … }`.');
    return missing(start);
  }
  const name = text === undefined ? ownName(context, word!, 'a group') : stringLiteral(context, text);
  const { end } = name.span;
  const written = context.text.slice(name.span.start, end);
  const hint = `Write ${quote(`${written}: { … }`)}.`;
  if (opening !== undefined && nodeOf(opening, 'colon') === undefined && !node.recoveredNode) {
    const fix = replacing({ start: end, end }, ':');
    context.problems.add(name.span, `A colon is missing after ${quote(written)}.`, hint, fix);
  } else if (opening !== undefined) {
    expectColon(context, opening, hint);
  }
  return name;
}

function expectationItem(context: Context, node: CstNode): Expectation {
  const span = nodeSpan(node);
  const metric = tokenOf(node, 'AnyWord');
  const colon = nodeOf(node, 'colon');
  const values = valuesIn(context, node, 'Several numbers are a list.');
  const written = context.text.slice(values.span.start, values.span.end);
  if (metric === undefined && !node.recoveredNode) {
    const hint = `Write ${quote(`expect accuracy ${written}`)}.`;
    context.problems.add(span, 'Nothing says which metric is expected.', hint);
  } else if (colon !== undefined) {
    rejectColon(context, colon, `expect ${metric?.image} value`);
  }
  const source = originOf(context, node);
  return {
    kind: 'expect',
    metric: metric === undefined ? missing(span.end) : identifier(metric),
    values,
    ...(source && { source }),
    span,
  };
}

/** What stands behind `from`. */
function originOf(context: Context, parent: CstNode): StringLiteral | undefined {
  const node = nodeOf(parent, 'origin');
  const text = node && tokenOf(node, 'String');
  const name = node && tokenOf(node, 'Name');
  if (node !== undefined && name !== undefined) {
    const number = tokenOf(node, 'Number');
    const span = { start: name.startOffset, end: tokenSpan(number ?? name).end };
    const meant = `"${context.text.slice(span.start, span.end)}"`;
    const message = 'What the numbers are from stands in double quotes.';
    context.problems.add(span, message, `Write ${quote(`from ${meant}`)}.`, replacing(span, meant));
  } else if (node !== undefined && tokenOf(node, 'Word') !== undefined) {
    const wrong = tokenSpan(tokenOf(node, 'Word')!);
    const found = quote(context.text.slice(wrong.start, wrong.end));
    context.problems.add(wrong, `Expected \`from\`, but found ${found}.`, 'Write `from`.', replacing(wrong, 'from'));
  } else if (node !== undefined && text !== undefined && tokenOf(node, 'From') === undefined) {
    const { start } = nodeSpan(node);
    const message = `\`from\` is missing before ${quote(text.image)}.`;
    const fix = replacing({ start, end: start }, 'from ');
    context.problems.add(nodeSpan(node), message, `Write ${quote(`from ${text.image}`)}.`, fix);
  }
  return text && stringLiteral(context, text);
}

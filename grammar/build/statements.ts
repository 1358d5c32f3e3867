import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { removing, replacing, type TextEdit } from '../problems.js';
import type {
  Annotation,
  Body,
  Identifier,
  IfStatement,
  JoinStatement,
  LetStatement,
  Span,
  Statement,
} from '../syntax.js';
import { identifier, missing, nodeOf, nodesOf, nodeSpan, tokenOf, tokenSpan, type Context } from './cst.js';
import { branchesOf, embracing } from './branches.js';
import { checkEquals } from './equals.js';
import { argumentsOf, callOf, expressionIn } from './expressions.js';
import { label, ownName } from './names.js';
import { rejectSeparators } from './separators.js';

/** Statements between braces; a body that is missing is empty and stands at `offset`. */
export function body(context: Context, node: CstNode | undefined, offset: number): Body {
  if (node === undefined) {
    return { kind: 'body', statements: [], span: { start: offset, end: offset } };
  }
  rejectSeparators(context, nodesOf(node, 'separator'), 'Statements');
  const statements = nodesOf(node, 'statement').map((part) => statement(context, part));
  return { kind: 'body', statements: statements.filter((part) => part !== undefined), span: nodeSpan(node) };
}

/** What a statement has before and behind its own words. */
interface Surroundings {
  readonly span: Span;
  readonly label?: Identifier;
  readonly annotations: readonly Annotation[];
  readonly from?: Identifier;
}

function surroundings(context: Context, node: CstNode): Surroundings {
  const [named, second] = nodesOf(node, 'label');
  const tail = nodeOf(node, 'tail');
  const name = named && label(context, named);
  if (second !== undefined) {
    const message = 'A statement has one label.';
    context.problems.add(nodeSpan(second), message, 'Remove one.');
  }
  const from = tail && source(tail);
  return {
    span: nodeSpan(node),
    ...(name && { label: name }),
    annotations: tail === undefined ? [] : annotationsIn(context, tail),
    ...(from && { from }),
  };
}

function source(tail: CstNode): Identifier | undefined {
  const node = nodesOf(tail, 'source')[0];
  const isLabel = node && nodeOf(node, 'access') === undefined;
  const token = isLabel ? tokenOf(node, 'Name', 'In') : undefined;
  // What is no name was reported; whatever flows there, it isn't what stands above.
  return node && (token ? identifier(token) : missing(nodeSpan(node).end));
}

/** The statement of a rule; undefined where the rule holds nothing that could be one. */
function statement(context: Context, node: CstNode): Statement | undefined {
  const around = surroundings(context, node);
  checkTail(context, node);
  const content = nodeOf(node, 'content');
  return content === undefined ? rejectBareBraces(context, node) : statementOf(context, content, around);
}

/** Without the `content` of a statement there is nothing to make one of. */
function rejectBareBraces(context: Context, node: CstNode): undefined {
  const braces = nodeOf(node, 'body');
  const open = braces && tokenOf(braces, 'LeftBrace');
  if (open !== undefined) {
    const hint = 'Only the branches of a join, `repeat` and `if` have braces: write `add { … }` or `repeat 2 { … }`.';
    context.problems.add(tokenSpan(open), 'Nothing says what these braces are for.', hint);
  }
}

function statementOf(context: Context, node: CstNode, around: Surroundings): Statement | undefined {
  const join = nodeOf(node, 'joinStatement');
  if (join !== undefined) {
    return joinStatement(context, join, around);
  }
  const repeat = nodeOf(node, 'repeatStatement');
  if (repeat !== undefined) {
    return repeatStatement(context, repeat, around);
  }
  const conditional = nodeOf(node, 'ifStatement');
  if (conditional !== undefined) {
    rejectLabel(context, around, '`if`');
    return ifStatement(context, conditional, around.span);
  }
  const binding = nodeOf(node, 'letStatement');
  if (binding !== undefined) {
    rejectLabel(context, around, '`let`');
    return letStatement(context, binding, around.span);
  }
  const stray = nodeOf(node, 'strayElse');
  const word = stray && tokenOf(stray, 'Else');
  if (word !== undefined) {
    const hint = 'An `else` stands right after the `}` of its `if`.';
    context.problems.add(tokenSpan(word), 'This `else` belongs to no `if`.', hint);
    return undefined;
  }
  return layerStatement(context, node, around);
}

function layerStatement(context: Context, node: CstNode, around: Surroundings): Statement | undefined {
  const layer = nodeOf(node, 'layerStatement');
  const name = layer && tokenOf(layer, 'Name');
  if (layer === undefined || name === undefined) {
    return undefined;
  }
  return { kind: 'layer', ...around, call: callOf(context, name, nodeOf(layer, 'callArguments')) };
}

/** Complains about what stands behind a statement and doesn't belong to it. */
function checkTail(context: Context, node: CstNode): void {
  const tail = nodeOf(node, 'tail');
  if (tail === undefined) {
    return;
  }
  const [from, second] = nodesOf(tail, 'source');
  const annotations = nodesOf(tail, 'annotation');
  const late = from && annotations.find((part) => nodeSpan(part).start > nodeSpan(from).start);
  const content = nodeOf(node, 'content');
  if (from !== undefined && content !== undefined && nodeOf(content, 'layerStatement') === undefined) {
    rejectSource(context, from);
  } else if (second !== undefined) {
    context.problems.add(nodeSpan(second), oneInput, joining);
  } else if (from !== undefined && rejectSources(context, from)) {
    return;
  } else if (from !== undefined && late !== undefined) {
    const span = { start: nodeSpan(late).start, end: nodeSpan(tail).end };
    const hint = `Move ${quote(textOf(context, span))} before ${quote(textOf(context, nodeSpan(from)))}.`;
    const fix = swapped(context, nodeSpan(from), span);
    context.problems.add(span, 'An annotation stands before `from`.', hint, { fix });
  }
  const bindsNone = content && (nodeOf(content, 'ifStatement') ?? nodeOf(content, 'letStatement'));
  if (annotations[0] !== undefined && bindsNone !== undefined) {
    const hint = 'Annotate the layers, the join or the repeat inside.';
    context.problems.add(nodeSpan(annotations[0]), "An annotation can't stand on `if` or `let`.", hint);
  }
}

const oneInput = 'A layer has one input.';
const joining = 'To bring two together use `add` or `concat`.';

/** `from a, b`, `from [a, b]`, `from "a"` */
function rejectSources(context: Context, from: CstNode): boolean {
  const list = nodeOf(from, 'list') ?? nodeOf(from, 'furtherSource');
  const text = tokenOf(from, 'String');
  const path = nodesOf(from, 'access').at(-1);
  if (path !== undefined) {
    const label = tokenOf(from, 'Name', 'In')?.image ?? 'label';
    const hint = `Write ${quote(`from ${label}`)} for what the whole of it gives, and label what else is read outside of its braces.`;
    context.problems.add(
      { start: nodeSpan(from).start, end: nodeSpan(path).end },
      '`from` takes one label, not a path.',
      hint,
    );
    return true;
  }
  if (list !== undefined) {
    context.problems.add({ start: nodeSpan(from).start, end: nodeSpan(list).end }, oneInput, joining);
  } else if (text !== undefined) {
    const meant = text.image.slice(1, -1);
    const fix = replacing(tokenSpan(text), /^[A-Za-z_]\w*$/.test(meant) ? meant : undefined);
    context.problems.add(tokenSpan(text), 'A label has no quotes.', `Write ${quote(`from ${meant}`)}.`, {
      ...fix,
      misread: true,
    });
  }
  return list !== undefined || text !== undefined;
}

function rejectSource(context: Context, from: CstNode): void {
  const hint = 'Give `from` to a layer inside, or make a block of it and write `name(…) from label`.';
  context.problems.add(nodeSpan(from), 'Only a layer or a block takes its input `from` somewhere.', hint);
}

function textOf({ text }: Context, { start, end }: Span): string {
  return text.slice(start, end);
}

/** The edits that put a part before another one that stands before it. */
function swapped({ text }: Context, first: Span, second: Span): readonly TextEdit[] {
  const { length } = text.slice(first.end, second.start).trimEnd();
  return [
    { span: { start: first.start, end: first.start }, text: `${text.slice(second.start, second.end)} ` },
    { span: { start: first.end + length, end: second.end }, text: '' },
  ];
}

function rejectLabel(context: Context, around: Surroundings, what: string): void {
  if (around.label !== undefined) {
    const hint = 'A label names a layer, a join, a branch or a repeat; put it on one of those.';
    context.problems.add(around.label.span, `${what} can't have a label.`, hint);
  }
}

/** The annotations among the children of a rule. */
export function annotationsIn(context: Context, node: CstNode): Annotation[] {
  return nodesOf(node, 'annotation').map((part) => {
    const span = nodeSpan(part);
    const token = tokenOf(part, 'AnyWord');
    const name = token === undefined ? missing(span.end) : identifier(token);
    const args = nodeOf(part, 'callArguments');
    return { kind: 'annotation', name, arguments: args ? argumentsOf(context, name.span, args) : [], span };
  });
}

/** Complains about annotations and `from` between a statement's first words and its braces. */
function rejectEarlyTail(context: Context, node: CstNode): void {
  const tail = nodeOf(node, 'tail');
  const from = tail && nodeOf(tail, 'source');
  if (from !== undefined) rejectSource(context, from);
  else if (tail !== undefined) {
    const text = context.text.slice(nodeSpan(tail).start, nodeSpan(tail).end);
    context.problems.add(nodeSpan(tail), `${quote(text)} stands before the braces.`, 'Move it behind the closing `}`.');
  }
}

function joinStatement(context: Context, node: CstNode, around: Surroundings): JoinStatement {
  rejectEarlyTail(context, node);
  rejectSeparators(context, nodesOf(node, 'separator'), 'Branches');
  const keyword = tokenOf(node, 'Add', 'Concat', 'Multiply')!;
  const { from: _, ...rest } = around;
  return {
    kind: 'join',
    ...rest,
    operation: keyword.image as JoinStatement['operation'],
    keyword: tokenSpan(keyword),
    branches: branchesOf(context, nodesOf(node, 'branch'), keyword.image, {
      body: (braces, offset) => body(context, braces, offset),
      statement: (part) => statement(context, part),
      label: (part) => branchLabel(context, part),
    }),
  };
}

function branchLabel(context: Context, node: CstNode): Identifier | undefined {
  const { label: name, annotations } = surroundings(context, node);
  if (annotations[0] !== undefined) {
    const hint = 'Annotate the layers inside of the branch, or the whole join behind its closing `}`.';
    context.problems.add(annotations[0].span, "An annotation can't stand on a branch.", hint);
  }
  return name;
}

function repeatStatement(context: Context, node: CstNode, around: Surroundings): Statement {
  rejectEarlyTail(context, node);
  const { end } = nodeSpan(node);
  const { from: _, ...rest } = around;
  const token = tokenOf(node, 'AnyWord');
  const variable = token && ownName(context, token, 'a variable');
  return {
    kind: 'repeat',
    ...rest,
    count: expressionIn(context, node, end),
    ...(variable && { variable }),
    body: nested(context, node, end),
  };
}

/** The body of a repeat or an `if`; one statement without braces is understood, and a problem. */
function nested(context: Context, parent: CstNode, offset: number): Body {
  const node = nodeOf(parent, 'nested');
  const content = node && nodeOf(node, 'content');
  if (content === undefined) {
    return body(context, node && nodeOf(node, 'body'), offset);
  }
  const span = nodeSpan(content);
  const only = statementOf(context, content, { span, annotations: [] });
  const text = context.text.slice(span.start, span.end);
  context.problems.add(span, `Expected \`{\`, but found ${quote(text)}.`, `Write ${quote(`{ ${text} }`)}.`, {
    fix: embracing(span),
  });
  return { kind: 'body', statements: only === undefined ? [] : [only], span };
}

/** From the last `else` to the first `if`: each `else if` is a body with one statement. */
function ifStatement(context: Context, node: CstNode, span: Span): IfStatement | undefined {
  const { end } = nodeSpan(node);
  let alternative: Body | undefined = nodeOf(node, 'nested') && nested(context, node, end);
  let result: IfStatement | undefined;
  nodesOf(node, 'ifArm')
    .reverse()
    .forEach((arm: CstNode, i: number, arms: readonly CstNode[]) => {
      const place = i === arms.length - 1 ? span : { start: nodeSpan(arm).start, end };
      result = {
        kind: 'if',
        condition: expressionIn(context, arm, nodeSpan(arm).end),
        consequent: nested(context, arm, nodeSpan(arm).end),
        ...(alternative && { alternative }),
        span: place,
      };
      alternative = { kind: 'body', statements: [result], span: place };
    });
  return result;
}

/** `let inner = width / 4` */
export function letStatement(context: Context, node: CstNode, span: Span): LetStatement {
  const token = tokenOf(node, 'AnyWord');
  checkEquals(context, node, `let ${token?.image ?? 'name'} = …`, 'Equal', 'Colon');
  const type = nodeOf(node, 'letType');
  if (type !== undefined) {
    const message = 'The type of a `let` follows from its value and is not written.';
    const hint = `Remove ${quote(textOf(context, nodeSpan(type)))}.`;
    context.problems.add(nodeSpan(type), message, hint, removing(nodeSpan(type)));
  }
  const { end } = nodeSpan(node);
  return {
    kind: 'let',
    name: token === undefined ? missing(end) : ownName(context, token, 'a value'),
    value: expressionIn(context, node, end),
    span,
  };
}

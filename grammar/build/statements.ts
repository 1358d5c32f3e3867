import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import type { SyntaxProblem, TextEdit } from '../problems.js';
import type {
  Annotation,
  Body,
  Branch,
  Identifier,
  IfStatement,
  JoinStatement,
  LetStatement,
  Span,
  Statement,
} from '../syntax.js';
import { identifier, missing, nodeOf, nodesOf, nodeSpan, tokenOf, tokenSpan, type Context } from './cst.js';
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
  const token = node && tokenOf(node, 'Name', 'In');
  return token && identifier(token);
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
    context.problems.add(nodeSpan(second), 'A layer has one input.', 'To bring two together use `add` or `concat`.');
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
    branches: nodesOf(node, 'branch').map((part) => branch(context, part)),
  };
}

function branch(context: Context, node: CstNode): Branch {
  const content = nodeOf(node, 'statement');
  const span = nodeSpan(node);
  const braces = content && nodeOf(content, 'body');
  if (content === undefined || braces === undefined) {
    return branchWithoutBraces(context, content, span);
  }
  const { label: name, annotations } = surroundings(context, content);
  if (annotations[0] !== undefined) {
    const hint = 'Annotate the layers inside of the branch, or the whole join behind its closing `}`.';
    context.problems.add(annotations[0].span, "An annotation can't stand on a branch.", hint);
  }
  return { kind: 'branch', ...(name && { label: name }), body: body(context, braces, span.end), span };
}

/** The fix that puts braces around what stands in a span. */
function embraced({ start, end }: Span): Pick<SyntaxProblem, 'fix'> {
  return {
    fix: [
      { span: { start, end: start }, text: '{ ' },
      { span: { start: end, end }, text: ' }' },
    ],
  };
}

/** Someone forgot a branch's braces: the statement becomes the only one of its body. */
function branchWithoutBraces(context: Context, content: CstNode | undefined, span: Span): Branch {
  const only = content && !content.recoveredNode ? statement(context, content) : undefined;
  if (only === undefined) {
    return { kind: 'branch', body: { kind: 'body', statements: [], span }, span };
  }
  const text = context.text.slice(only.label?.span.end ?? span.start, span.end).replace(/^\s*:\s*/, '');
  context.problems.add(
    span,
    'A branch of a join stands in braces.',
    `Write ${quote(`{ ${text} }`)}.`,
    embraced({
      start: span.end - text.length,
      end: span.end,
    }),
  );
  return { kind: 'branch', body: { kind: 'body', statements: [only], span }, span };
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
  context.problems.add(
    span,
    `Expected \`{\`, but found ${quote(text)}.`,
    `Write ${quote(`{ ${text} }`)}.`,
    embraced(span),
  );
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
  const { end } = nodeSpan(node);
  return {
    kind: 'let',
    name: token === undefined ? missing(end) : ownName(context, token, 'a value'),
    value: expressionIn(context, node, end),
    span,
  };
}

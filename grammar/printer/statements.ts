import type { AstPath, Doc, ParserOptions } from 'prettier';
import { builders } from 'prettier/doc';
import type {
  Annotation,
  Body,
  Branch,
  Call,
  IfStatement,
  JoinStatement,
  LayerStatement,
  LetStatement,
  Node,
  RepeatStatement,
  Statement,
} from '../syntax.js';
import { braces, type Print } from './blocks.js';
import { argumentsOf } from './items.js';
import { hasBraces, isOneLine } from './source.js';

const { group, ifBreak, indent, line } = builders;

export function printBody(path: AstPath<Body>, lines: boolean, options: ParserOptions<Node>, print: Print): Doc {
  return braces(path.node, path.node.statements, path.map(print, 'statements'), lines, options);
}

export function printAnnotation(path: AstPath<Annotation>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  return ['@', node.name.name, ifAny(node, argumentsOf(node, path.map(print, 'arguments'), options))];
}

/** Empty parentheses are left out where they say nothing. */
function ifAny(node: Call | Annotation, printed: Doc): Doc {
  return printed === '()' && node.arguments.length === 0 ? '' : printed;
}

function labelOf(node: Statement | Branch): string {
  return node.label === undefined ? '' : `${node.label.name}:`;
}

function labelled(node: Statement, ...parts: readonly Doc[]): Doc[] {
  return node.label === undefined ? [...parts] : [labelOf(node), ' ', ...parts];
}

export function printLayer(path: AstPath<LayerStatement>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  const call = path.call((part) => printBareCall(part, options, print), 'call');
  const behind = [...path.map(print, 'annotations'), ...(node.from === undefined ? [] : [`from ${node.from.name}`])];
  return labelled(node, call, group(indent(behind.map((part) => [line, part]))));
}

/** The call of a layer isn't an expression: without arguments it has no parentheses. */
export function printBareCall(path: AstPath<Call>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  return [node.callee.name, ifAny(node, argumentsOf(node, path.map(print, 'arguments'), options))];
}

export function printJoin(path: AstPath<JoinStatement>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  const content = braces(node, node.branches, path.map(print, 'branches'), true, options);
  return labelled(
    node,
    node.operation,
    ' ',
    content,
    path.map(print, 'annotations').map((part) => [' ', part]),
  );
}

/** The braces of branches on one line stand below each other. */
export function printBranch(path: AstPath<Branch>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  const join = path.parent as Node as JoinStatement;
  const content = path.call((body) => printBody(body, !isOneLine(node.body, options), options, print), 'body');
  if (node.label === undefined) {
    return group(content);
  }
  const width = Math.max(...join.branches.map((branch) => labelOf(branch).length));
  const label = labelOf(node);
  return group([label, ifBreak(' ', ' '.repeat(width - label.length + 1)), content]);
}

export function printRepeat(path: AstPath<RepeatStatement>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  const variable = node.variable === undefined ? '' : ` as ${node.variable.name}`;
  const content = path.call((body) => group(printBody(body, !isOneLine(node.body, options), options, print)), 'body');
  const annotations = path.map(print, 'annotations').map((part) => [' ', part]);
  return labelled(node, 'repeat ', path.call(print, 'count'), variable, ' ', content, annotations);
}

/** The bodies of an `if` and all its `else` stand on one line together or not at all. */
export function printIf(path: AstPath<IfStatement>, options: ParserOptions<Node>, print: Print): Doc {
  const lines = !bodiesOf(path.node).every((body) => isOneLine(body, options));
  return group(labelled(path.node, ...armsOf(path, lines, options, print)));
}

function bodiesOf(node: IfStatement): Body[] {
  const bodies: Body[] = [];
  for (let next: IfStatement | undefined = node; next !== undefined; next = chained(next)) {
    bodies.push(next.consequent);
    if (next.alternative !== undefined && chained(next) === undefined) {
      bodies.push(next.alternative);
    }
  }
  return bodies;
}

/** The `if` behind the `else` of another. */
function chained(node: IfStatement): IfStatement | undefined {
  const [only] = node.alternative?.statements ?? [];
  return only?.kind === 'if' && !hasBraces(node.alternative!) ? only : undefined;
}

function armsOf(path: AstPath<IfStatement>, lines: boolean, options: ParserOptions<Node>, print: Print): Doc[] {
  const { node } = path;
  const printBraces = (body: AstPath<Body>) => printBody(body, lines, options, print);
  const arm = ['if ', path.call(print, 'condition'), ' ', path.call(printBraces, 'consequent')];
  if (node.alternative === undefined) {
    return arm;
  }
  const rest =
    chained(node) === undefined
      ? path.call((body) => printBraces(body as AstPath<Body>), 'alternative')
      : path.call(
          (next) => armsOf(next as AstPath<IfStatement>, lines, options, print),
          'alternative',
          'statements',
          0,
        );
  return [...arm, ' else ', rest];
}

export function printLet(path: AstPath<LetStatement>, print: Print): Doc {
  return labelled(path.node, 'let ', path.node.name.name, ' = ', path.call(print, 'value'));
}

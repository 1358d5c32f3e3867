import type { AstPath, Doc, ParserOptions } from 'prettier';
import { builders } from 'prettier/doc';
import { precedence } from '../build/operators.js';
import type { Argument, Binary, Call, Conditional, Expression, Index, List, Member, Node, Unary } from '../syntax.js';
import type { Print } from './blocks.js';
import { argumentsOf, listOf } from './items.js';
import { needsParentheses } from './parentheses.js';
import { sourceOf } from './source.js';

const { group, indent, line } = builders;

/** Prints an expression, with parentheses where its tree needs them. */
export function printExpression(path: AstPath<Expression>, options: ParserOptions<Node>, print: Print): Doc {
  const printed = bare(path, options, print);
  return needsParentheses(path.node, path.parent as Node | null, path.key) ? ['(', printed, ')'] : printed;
}

function bare(path: AstPath<Expression>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  switch (node.kind) {
    case 'number':
      return node.raw;
    case 'kernel':
      return `${node.height}x${node.width}`;
    case 'boolean':
      return `${node.value}`;
    case 'string':
      return sourceOf(node, options);
    case 'identifier':
      return node.name;
    case 'member':
      return member(path as AstPath<Member>, print);
    case 'index': {
      const index = path as AstPath<Index>;
      return [index.call(print, 'object'), '[', node.index ? index.call(print, 'index') : '*', ']'];
    }
    case 'call':
      return [node.callee.name, argumentsOf(node, (path as AstPath<Call>).map(print, 'arguments'), options)];
    case 'list':
      return listOf(node, (path as AstPath<List>).map(print, 'items'), options);
    case 'unary':
      return [node.operator === 'not' ? 'not ' : '-', (path as AstPath<Unary>).call(print, 'operand')];
    case 'binary':
      return binary(path as AstPath<Binary>, print);
    case 'conditional':
      return conditional(path as AstPath<Conditional>, print);
  }
}

function member(path: AstPath<Member>, print: Print): Doc {
  return [path.call(print, 'object'), '.', path.node.property.name];
}

/** Operators stay at the ends of lines; a chain of equally strong ones is one group. */
function binary(path: AstPath<Binary>, print: Print): Doc {
  const { operator } = path.node;
  const left = path.call(print, 'left');
  const right = path.call(print, 'right');
  if (operator === '^') {
    return [left, '^', right];
  }
  const parent = path.parent as Node | null;
  const isInChain = parent?.kind === 'binary' && precedence(parent.operator) === precedence(operator);
  const chain: Doc = [left, ' ', operator, line, right];
  return isInChain ? chain : group(indent(chain));
}

function conditional(path: AstPath<Conditional>, print: Print): Doc {
  const [condition, consequent, alternative] = [
    path.call(print, 'condition'),
    path.call(print, 'consequent'),
    path.call(print, 'alternative'),
  ];
  return group(['if ', condition, indent([line, 'then ', consequent, line, 'else ', alternative])]);
}

export function printArgument(path: AstPath<Argument>, print: Print): Doc {
  const value = path.call(print, 'value');
  return path.node.name === undefined ? value : [path.node.name.name, ': ', value];
}

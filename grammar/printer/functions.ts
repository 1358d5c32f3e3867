/** Angle, magnitude and margin functions, and parameters. */
import type { AstPath, Doc, ParserOptions } from 'prettier';
import { builders } from 'prettier/doc';
import type { FunctionDeclaration, MarginDeclaration, Node, ParameterDeclaration } from '../syntax.js';
import { stack, type Print } from './blocks.js';
import { enclosed } from './items.js';

const { hardline, indent } = builders;

/** On one line where it fits; with `let`s, each has a line and the expression the last. */
export function printFunction(path: AstPath<FunctionDeclaration>, options: ParserOptions<Node>, print: Print): Doc {
  // What is a child of one kind of function is a child of all.
  const same = path as AstPath<MarginDeclaration>;
  const { node } = same;
  const variables = same.map(print, 'variables');
  const all = [...variables, ...same.map(print, 'parameters')];
  const head = [node.kind, ' ', node.name.name, enclosed(node, '()', all, options, variables.length)];
  const expression = same.call(print, 'expression');
  if (node.lets.length === 0) {
    return [head, ' = ', expression];
  }
  return [head, indent([hardline, ...stack(node.lets, same.map(print, 'lets'), options), hardline, '= ', expression])];
}

/** Always in this order: `learn k: rad = 0.75rad per filter min 0.05rad`, `state t: real = 0 then …`. */
export function printParameter(path: AstPath<ParameterDeclaration>, print: Print): Doc {
  const { node } = path;
  const part = (word: string, key: 'default' | 'minimum' | 'update'): Doc =>
    node[key] === undefined ? '' : [` ${word} `, path.call((child) => print(child as AstPath), key)];
  return [
    node.role === undefined ? '' : `${node.role} `,
    `${node.name.name}: ${node.type.name}`,
    part('=', 'default'),
    node.per === undefined ? '' : ` per ${node.per.name}`,
    part('min', 'minimum'),
    part('then', 'update'),
  ];
}

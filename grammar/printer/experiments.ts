/** Experiments and ablations, and what stands between their braces. */
import type { AstPath, Doc, ParserOptions } from 'prettier';
import { builders } from 'prettier/doc';
import type {
  AblationDeclaration,
  EditGroup,
  EditGroups,
  EditTarget,
  Expectation,
  ExperimentDeclaration,
  Field,
  FieldEdit,
  Node,
  Profile,
  ReplaceEdit,
  SetEdit,
  Vary,
  Zip,
} from '../syntax.js';
import { braces, type Print } from './blocks.js';
import { isOneLine, sourceOf } from './source.js';
import { printBareCall } from './statements.js';

const { group, ifBreak, indent, line } = builders;

/** Fields and profiles in the order in which they were written. */
export function printExperiment(path: AstPath<ExperimentDeclaration>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  const fields = path.map((part) => ({ node: part.node as Node, doc: print(part) }), 'fields');
  const profiles = path.map((part) => ({ node: part.node as Node, doc: print(part) }), 'profiles');
  const items = [...fields, ...profiles].sort((a, b) => a.node.span.start - b.node.span.start);
  const nodes = items.map((item) => item.node);
  const docs = items.map((item) => item.doc);
  return ['experiment ', node.name.name, ' ', braces(node, nodes, docs, true, options)];
}

export function printField(path: AstPath<Field>, print: Print): Doc {
  return [path.node.name.name, ': ', path.call(print, 'value')];
}

/** On one line only where it was. */
export function printProfile(path: AstPath<Profile>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  const content = braces(node, node.edits, path.map(print, 'edits'), !isOneLine(node, options), options);
  return group(['profile ', node.name.name, ' ', content]);
}

export function printAblation(path: AstPath<AblationDeclaration>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  const content = braces(node, node.items, path.map(print, 'items'), true, options);
  return ['ablation ', node.name.name, ' of ', node.of.name, ' ', content];
}

export function printFieldEdit(path: AstPath<FieldEdit>, print: Print): Doc {
  return [path.call(print, 'target'), ': ', path.call(print, 'value')];
}

export function printTarget(path: AstPath<EditTarget>, print: Print): Doc {
  const { annotation, argument } = path.node;
  const behind = annotation === undefined ? '' : `@${annotation.name}${argument ? `.${argument.name}` : ''}`;
  return [path.call(print, 'path'), behind];
}

export function printSet(path: AstPath<SetEdit>, print: Print): Doc {
  const annotations = path.map(print, 'annotations').map((part) => [line, part]);
  return ['set ', path.call(print, 'selector'), group(indent(annotations))];
}

export function printReplace(path: AstPath<ReplaceEdit>, options: ParserOptions<Node>, print: Print): Doc {
  const call = path.call((part) => printBareCall(part, options, print), 'call');
  return ['replace ', path.call(print, 'selector'), ' with ', call];
}

export function printVary(path: AstPath<Vary>, print: Print): Doc {
  return ['vary ', path.call(print, 'target'), ': ', path.call(print, 'values')];
}

export function printZip(path: AstPath<Zip>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  return group(['zip ', braces(node, node.varies, path.map(print, 'varies'), !isOneLine(node, options), options)]);
}

export function printGroups(path: AstPath<EditGroups>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  return [node.axis, ' ', braces(node, node.groups, path.map(print, 'groups'), true, options)];
}

/** The braces of groups on one line stand below each other, so that they read as a table. */
export function printGroup(path: AstPath<EditGroup>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  const labelOf = ({ name }: EditGroup) => `${sourceOf(name, options)}:`;
  const width = Math.max(...(path.parent as Node as EditGroups).groups.map((other) => labelOf(other).length));
  const label = labelOf(node);
  const content = braces(node, node.edits, path.map(print, 'edits'), !isOneLine(node, options), options);
  return group([label, ifBreak(' ', ' '.repeat(width - label.length + 1)), content]);
}

export function printExpectation(path: AstPath<Expectation>, print: Print): Doc {
  const { node } = path;
  const source: Doc =
    node.source === undefined ? '' : [' from ', path.call((part) => print(part as AstPath), 'source')];
  return ['expect ', node.metric.name, ' ', path.call(print, 'values'), source];
}

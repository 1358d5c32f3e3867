import type { AstPath, Doc, ParserOptions } from 'prettier';
import type * as tree from '../syntax.js';
import type { Print } from './blocks.js';
import * as declarations from './declarations.js';
import { printArgument, printExpression } from './expressions.js';
import * as experiments from './experiments.js';
import { printFunction, printParameter } from './functions.js';
import { isOneLine } from './source.js';
import * as statements from './statements.js';

type Printer<N extends tree.Node> = (path: AstPath<N>, options: ParserOptions<tree.Node>, child: Print) => Doc;

/** How nodes of each kind are printed; those that aren't here are expressions. */
type Printers = { readonly [K in Exclude<tree.Node, tree.Expression>['kind']]: Printer<tree.Node & { kind: K }> };

const printers: Printers = {
  file: declarations.printFile,
  edition: (path, _, child) => declarations.printEdition(path, child),
  import: declarations.printImport,
  model: declarations.printModule,
  block: declarations.printModule,
  angle: printFunction,
  magnitude: printFunction,
  margin: printFunction,
  parameter: (path, _, child) => printParameter(path, child),
  experiment: experiments.printExperiment,
  field: (path, _, child) => experiments.printField(path, child),
  profile: experiments.printProfile,
  'field-edit': (path, _, child) => experiments.printFieldEdit(path, child),
  target: (path, _, child) => experiments.printTarget(path, child),
  set: (path, _, child) => experiments.printSet(path, child),
  replace: experiments.printReplace,
  ablation: experiments.printAblation,
  vary: (path, _, child) => experiments.printVary(path, child),
  zip: experiments.printZip,
  groups: experiments.printGroups,
  group: experiments.printGroup,
  expect: (path, _, child) => experiments.printExpectation(path, child),
  body: (path, options, child) => statements.printBody(path, !isOneLine(path.node, options), options, child),
  layer: statements.printLayer,
  join: statements.printJoin,
  branch: statements.printBranch,
  repeat: statements.printRepeat,
  if: statements.printIf,
  let: (path, _, child) => statements.printLet(path, child),
  annotation: statements.printAnnotation,
  argument: (path, _, child) => printArgument(path, child),
  comment: ({ node }) => node.text,
};

/** Prints one node; prettier adds the comments before and behind it. */
export function print(path: AstPath<tree.Node>, options: ParserOptions<tree.Node>, child: Print): Doc {
  const { kind } = path.node;
  if (!(kind in printers)) return printExpression(path as AstPath<tree.Expression>, options, child);
  const printer = printers[kind as keyof Printers] as Printer<tree.Node>;
  return printer(path, options, child);
}

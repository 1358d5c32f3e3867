import type { AstPath, Doc, ParserOptions } from 'prettier';
import type * as tree from '../syntax.js';
import type { Print } from './blocks.js';
import * as declarations from './declarations.js';
import { printArgument, printExpression } from './expressions.js';
import * as experiments from './experiments.js';
import { printFunction, printParameter } from './functions.js';
import { isOneLine } from './source.js';
import * as statements from './statements.js';

/** Prints one node; prettier adds the comments before and behind it. */
export function print(path: AstPath<tree.Node>, options: ParserOptions<tree.Node>, child: Print): Doc {
  const { node } = path;
  switch (node.kind) {
    case 'file':
      return declarations.printFile(path as AstPath<tree.SourceFile>, options, child);
    case 'edition':
      return declarations.printEdition(path as AstPath<tree.EditionDeclaration>, child);
    case 'import':
      return declarations.printImport(path as AstPath<tree.ImportDeclaration>, options, child);
    case 'model':
    case 'block':
      return declarations.printModule(path as AstPath<tree.ModelDeclaration>, options, child);
    case 'angle':
    case 'magnitude':
    case 'margin':
      return printFunction(path as AstPath<tree.FunctionDeclaration>, options, child);
    case 'parameter':
      return printParameter(path as AstPath<tree.ParameterDeclaration>, child);
    case 'experiment':
    case 'profile':
    case 'ablation':
    case 'vary':
    case 'zip':
    case 'groups':
    case 'group':
    case 'expect':
      return printPartOfExperiment(path, options, child);
    case 'field':
    case 'field-edit':
    case 'target':
    case 'set':
    case 'replace':
      return printEdit(path, options, child);
    case 'annotation':
      return statements.printAnnotation(path as AstPath<tree.Annotation>, options, child);
    case 'argument':
      return printArgument(path as AstPath<tree.Argument>, child);
    case 'comment':
      return node.text;
    case 'body':
      return statements.printBody(path as AstPath<tree.Body>, !isOneLine(node, options), options, child);
    case 'branch':
    case 'layer':
    case 'join':
    case 'repeat':
    case 'if':
    case 'let':
      return printStatement(path, options, child);
    default:
      return printExpression(path as AstPath<tree.Expression>, options, child);
  }
}

function printStatement(path: AstPath<tree.Node>, options: ParserOptions<tree.Node>, child: Print): Doc {
  switch (path.node.kind) {
    case 'branch':
      return statements.printBranch(path as AstPath<tree.Branch>, options, child);
    case 'layer':
      return statements.printLayer(path as AstPath<tree.LayerStatement>, options, child);
    case 'join':
      return statements.printJoin(path as AstPath<tree.JoinStatement>, options, child);
    case 'repeat':
      return statements.printRepeat(path as AstPath<tree.RepeatStatement>, options, child);
    case 'if':
      return statements.printIf(path as AstPath<tree.IfStatement>, options, child);
    default:
      return statements.printLet(path as AstPath<tree.LetStatement>, child);
  }
}

function printPartOfExperiment(path: AstPath<tree.Node>, options: ParserOptions<tree.Node>, child: Print): Doc {
  switch (path.node.kind) {
    case 'experiment':
      return experiments.printExperiment(path as AstPath<tree.ExperimentDeclaration>, options, child);
    case 'profile':
      return experiments.printProfile(path as AstPath<tree.Profile>, options, child);
    case 'ablation':
      return experiments.printAblation(path as AstPath<tree.AblationDeclaration>, options, child);
    case 'vary':
      return experiments.printVary(path as AstPath<tree.Vary>, child);
    case 'zip':
      return experiments.printZip(path as AstPath<tree.Zip>, options, child);
    case 'groups':
      return experiments.printGroups(path as AstPath<tree.EditGroups>, options, child);
    case 'group':
      return experiments.printGroup(path as AstPath<tree.EditGroup>, options, child);
    default:
      return experiments.printExpectation(path as AstPath<tree.Expectation>, child);
  }
}

function printEdit(path: AstPath<tree.Node>, options: ParserOptions<tree.Node>, child: Print): Doc {
  switch (path.node.kind) {
    case 'field':
      return experiments.printField(path as AstPath<tree.Field>, child);
    case 'field-edit':
      return experiments.printFieldEdit(path as AstPath<tree.FieldEdit>, child);
    case 'target':
      return experiments.printTarget(path as AstPath<tree.EditTarget>, child);
    case 'set':
      return experiments.printSet(path as AstPath<tree.SetEdit>, child);
    default:
      return experiments.printReplace(path as AstPath<tree.ReplaceEdit>, options, child);
  }
}

import type { AstPath, Doc, ParserOptions } from 'prettier';
import type * as tree from '../syntax.js';
import type { Print } from './blocks.js';
import * as declarations from './declarations.js';
import { printArgument, printExpression } from './expressions.js';
import { isOneLine } from './source.js';
import * as statements from './statements.js';

/** Prints one node; prettier adds the comments before and behind it. */
export function print(path: AstPath<tree.Node>, options: ParserOptions<tree.Node>, child: Print): Doc {
  const { node } = path;
  switch (node.kind) {
    case 'file':
      return declarations.printFile(path as AstPath<tree.SourceFile>, options, child);
    case 'import':
      return declarations.printImport(path as AstPath<tree.ImportDeclaration>, options, child);
    case 'model':
    case 'block':
      return declarations.printModule(path as AstPath<tree.ModelDeclaration>, options, child);
    case 'angle':
      return declarations.printAngle(path as AstPath<tree.AngleDeclaration>, options, child);
    case 'experiment':
      return declarations.printExperiment(path as AstPath<tree.ExperimentDeclaration>, options, child);
    case 'parameter':
      return declarations.printParameter(path as AstPath<tree.ParameterDeclaration>, child);
    case 'field':
      return declarations.printField(path as AstPath<tree.Field>, child);
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

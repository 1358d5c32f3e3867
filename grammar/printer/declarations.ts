import type { AstPath, Doc, ParserOptions } from 'prettier';
import { builders } from 'prettier/doc';
import type {
  AngleDeclaration,
  BlockDeclaration,
  ExperimentDeclaration,
  Field,
  ImportDeclaration,
  ModelDeclaration,
  Node,
  ParameterDeclaration,
  SourceFile,
} from '../syntax.js';
import { braces, loneComments, stack, type Print } from './blocks.js';
import { enclosed } from './items.js';
import { isBlankAfter } from './source.js';
import { printBody } from './statements.js';

const { hardline } = builders;

/** Imports, then declarations with an empty line between them; only angle functions may stand close together. */
export function printFile(path: AstPath<SourceFile>, options: ParserOptions<Node>, print: Print): Doc {
  const { imports, declarations } = path.node;
  const importDocs = stack(imports, path.map(print, 'imports'), options);
  const declarationDocs = path.map(print, 'declarations').flatMap((part, i) => {
    const [previous, node] = [declarations[i - 1], declarations[i]!];
    if (previous === undefined) {
      return [part];
    }
    const isClose = previous.kind === 'angle' && node.kind === 'angle' && !isBlankAfter(previous, options);
    return [hardline, isClose ? '' : hardline, part];
  });
  const between = imports.length > 0 && declarations.length > 0 ? [hardline, hardline] : [];
  const parts = [...importDocs, ...between, ...declarationDocs, ...(loneComments(path.node, options) ?? [])];
  return parts.length === 0 ? '' : [...parts, hardline];
}

export function printImport(path: AstPath<ImportDeclaration>, options: ParserOptions<Node>, print: Print): Doc {
  const names = enclosed(path.node, '{}', path.map(print, 'names'), options);
  return ['import ', names, ' from ', path.call(print, 'from')];
}

export function printModule(
  path: AstPath<ModelDeclaration> | AstPath<BlockDeclaration>,
  options: ParserOptions<Node>,
  print: Print,
): Doc {
  const { node } = path;
  const module = path as AstPath<ModelDeclaration>;
  const parameters = enclosed(node, '()', module.map(print, 'parameters'), options);
  const annotations = module.map(print, 'annotations').map((part) => [' ', part]);
  const content = module.call((body) => printBody(body, true, options, print), 'body');
  return [node.kind, ' ', node.name.name, parameters, annotations, ' ', content];
}

export function printAngle(path: AstPath<AngleDeclaration>, options: ParserOptions<Node>, print: Print): Doc {
  const parameters = [path.call(print, 'variables', 0), ...path.map(print, 'parameters')];
  const head = ['angle ', path.node.name.name, enclosed(path.node, '()', parameters, options, ';')];
  return [head, ' = ', path.call(print, 'expression')];
}

export function printParameter(path: AstPath<ParameterDeclaration>, print: Print): Doc {
  const { name, type } = path.node;
  const head = `${name.name}: ${type.name}`;
  return path.node.default === undefined ? head : [head, ' = ', path.call(print, 'default')];
}

export function printExperiment(path: AstPath<ExperimentDeclaration>, options: ParserOptions<Node>, print: Print): Doc {
  const { node } = path;
  return ['experiment ', node.name.name, ' ', braces(node, node.fields, path.map(print, 'fields'), true, options)];
}

export function printField(path: AstPath<Field>, print: Print): Doc {
  return [path.node.name.name, ': ', path.call(print, 'value')];
}

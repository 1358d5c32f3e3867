import type { AstPath, Doc, ParserOptions } from 'prettier';
import { builders } from 'prettier/doc';
import type {
  BlockDeclaration,
  Declaration,
  EditionDeclaration,
  ImportDeclaration,
  ModelDeclaration,
  Node,
  SourceFile,
} from '../syntax.js';
import { loneComments, stack, type Print } from './blocks.js';
import { enclosed } from './items.js';
import { isBlankAfter } from './source.js';
import { printBody } from './statements.js';

const { hardline, join } = builders;

/** The edition, imports, then declarations with an empty line between them; only functions may stand close together. */
export function printFile(path: AstPath<SourceFile>, options: ParserOptions<Node>, print: Print): Doc {
  const { edition, imports, declarations } = path.node;
  const declarationDocs = path.map(print, 'declarations').flatMap((part, i) => {
    const [previous, node] = [declarations[i - 1], declarations[i]!];
    if (previous === undefined) {
      return [part];
    }
    const isClose = isFunction(previous) && isFunction(node) && !isBlankAfter(previous, options);
    return [hardline, isClose ? '' : hardline, part];
  });
  const sections = [
    edition === undefined ? [] : [path.call((part) => print(part as AstPath), 'edition')],
    stack(imports, path.map(print, 'imports'), options),
    declarationDocs,
  ].filter((section) => section.length > 0);
  const parts = [join([hardline, hardline], sections), ...(loneComments(path.node, options) ?? [])];
  return sections.length === 0 && parts.length === 1 ? '' : [...parts, hardline];
}

function isFunction({ kind }: Declaration): boolean {
  return kind === 'angle' || kind === 'magnitude' || kind === 'margin';
}

export function printEdition(path: AstPath<EditionDeclaration>, print: Print): Doc {
  return ['edition ', path.call(print, 'year')];
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

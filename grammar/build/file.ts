import type { CstNode, IToken } from 'chevrotain';
import { isFirstOnLine } from '../lines.js';
import { DocComment } from '../tokens.js';
import type { Comment, Declaration, ImportDeclaration, SourceFile } from '../syntax.js';
import { nodesOf, tokenSpan, type Context } from './cst.js';
import { ablationDeclaration } from './ablations.js';
import { editionDeclaration, importDeclaration, moduleDeclaration } from './declarations.js';
import { experimentDeclaration } from './experiments.js';
import { functionDeclaration } from './functions.js';

/** Builds the typed tree of a file from its concrete syntax tree, which may have holes. */
export function sourceFile(context: Context, tree: CstNode | undefined, comments: readonly IToken[]): SourceFile {
  const edition = tree && nodesOf(tree, 'editionDeclaration').map((node) => editionDeclaration(context, node))[0];
  const imports =
    tree === undefined ? [] : nodesOf(tree, 'importDeclaration').map((node) => importDeclaration(context, node));
  const declarations =
    tree === undefined
      ? []
      : withDocs(declarationsOf(context, tree), docsOf(context, comments), (imports.at(-1) ?? edition)?.span.end ?? 0);
  checkImportsFirst(context, imports, declarations[0]);
  return {
    kind: 'file',
    ...(edition && { edition }),
    imports,
    declarations,
    comments: comments.map(comment),
    span: { start: 0, end: context.text.length },
  };
}

function declarationsOf(context: Context, tree: CstNode): Declaration[] {
  const all: Declaration[] = [
    ...nodesOf(tree, 'moduleDeclaration').map((node) => moduleDeclaration(context, node)),
    ...nodesOf(tree, 'functionDeclaration').map((node) => functionDeclaration(context, node)),
    ...nodesOf(tree, 'experimentDeclaration').map((node) => experimentDeclaration(context, node)),
    ...nodesOf(tree, 'ablationDeclaration').map((node) => ablationDeclaration(context, node)),
  ];
  return all.sort((a, b) => a.span.start - b.span.start);
}

function checkImportsFirst(context: Context, imports: readonly ImportDeclaration[], first?: Declaration): void {
  const late = first && imports.find((part) => part.span.start > first.span.start);
  if (late !== undefined) {
    context.problems.add(late.span, 'Imports stand before the first declaration.', 'Move it to the top of the file.');
  }
}

function comment(token: IToken): Comment {
  return { kind: 'comment', text: token.image.trimEnd(), span: tokenSpan(token) };
}

/** The doc comments: those with three slashes that have their lines for themselves. */
function docsOf(context: Context, comments: readonly IToken[]): IToken[] {
  return comments.filter((token) => token.tokenType === DocComment && isFirstOnLine(context.text, token.startOffset));
}

/** Gives each declaration the doc comments between what stands before it, at first the imports, and itself. */
function withDocs(declarations: readonly Declaration[], docs: readonly IToken[], start: number): Declaration[] {
  let next = 0;
  let previousEnd = start;
  return declarations.map((declaration) => {
    const lines: string[] = [];
    for (; next < docs.length && docs[next]!.startOffset < declaration.span.start; next++) {
      if (docs[next]!.startOffset >= previousEnd) {
        lines.push(docs[next]!.image.replace(/^\/\/\/ ?/, '').trimEnd());
      }
    }
    previousEnd = declaration.span.end;
    return lines.length === 0 ? declaration : { ...declaration, doc: lines.join('\n') };
  });
}

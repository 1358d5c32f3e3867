import type { CstNode, IToken } from 'chevrotain';
import { isFirstOnLine } from '../lines.js';
import { DocComment } from '../tokens.js';
import type { Comment, Declaration, EditionDeclaration, ImportDeclaration, SourceFile } from '../syntax.js';
import { nodesOf, nodeSpan, tokenSpan, type Context } from './cst.js';
import { ablationDeclaration } from './ablations.js';
import { editionDeclaration, importDeclaration, moduleDeclaration } from './declarations.js';
import { experimentDeclaration, rejectStrayItem } from './experiments.js';
import { functionDeclaration } from './functions.js';

/**
 * Builds the typed tree of a file from its concrete syntax tree, which may have holes.
 * @param isDamaged whether the parser stopped somewhere
 */
export function sourceFile(
  context: Context,
  tree: CstNode | undefined,
  comments: readonly IToken[],
  isDamaged = false,
): SourceFile {
  const editions = tree === undefined ? [] : nodesOf(tree, 'editionDeclaration');
  const [edition, ...further] = editions.map((node) => editionDeclaration(context, node));
  const imports =
    tree === undefined ? [] : nodesOf(tree, 'importDeclaration').map((node) => importDeclaration(context, node));
  const declarations =
    tree === undefined
      ? []
      : withDocs(declarationsOf(context, tree), docsOf(context, comments), (imports.at(-1) ?? edition)?.span.end ?? 0);
  checkImportsFirst(context, imports, declarations[0]);
  checkEdition(context, edition, further, imports[0] ?? declarations[0]);
  if (tree !== undefined) {
    checkStrayItems(context, tree, declarations, isDamaged);
  }
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

/** Complains about items outside of declarations, but not about those inside of one that wasn't understood. */
function checkStrayItems(
  context: Context,
  tree: CstNode,
  declarations: readonly Declaration[],
  isDamaged: boolean,
): void {
  let offset = 0;
  let depth = 0;
  let next = 0;
  for (const node of nodesOf(tree, 'special')) {
    const { start, end } = nodeSpan(node);
    for (; next < declarations.length && declarations[next]!.span.end <= start; next++) {
      offset = Math.max(offset, declarations[next]!.span.end);
      depth = 0;
    }
    for (; offset < start; offset++) {
      depth += context.text[offset] === '{' ? 1 : context.text[offset] === '}' ? -1 : 0;
    }
    offset = end;
    if (!isDamaged || depth <= 0) {
      rejectStrayItem(context, node);
    }
  }
}

function checkEdition(
  context: Context,
  edition: EditionDeclaration | undefined,
  further: readonly EditionDeclaration[],
  first: ImportDeclaration | Declaration | undefined,
): void {
  const [second] = further;
  if (second !== undefined) {
    context.problems.add(second.span, 'A file has one edition.', 'Remove one.');
  } else if (edition !== undefined && first !== undefined && first.span.start < edition.span.start) {
    context.problems.add(edition.span, 'The edition stands before everything else.', 'Move it to the top of the file.');
  } else if (edition !== undefined && edition.year.raw !== '' && edition.year.raw !== onlyEdition) {
    const message = `There is no edition ${edition.year.raw}.`;
    context.problems.add(edition.year.span, message, `Write \`edition ${onlyEdition}\`, the only one so far.`);
  }
}

/** As it is written: `2026.0` is none. */
const onlyEdition = '2026';

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

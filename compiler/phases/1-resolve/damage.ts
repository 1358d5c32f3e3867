import {
  lineTable,
  lineText,
  positionAt,
  type SourceFile,
  type Span,
  type SyntaxProblem,
} from '../../../grammar/index.js';

/** The lines with syntax problems, as spans: what was understood of them may be wrong. */
export function damagedLines(text: string, problems: readonly SyntaxProblem[]): readonly Span[] {
  if (problems.length === 0) return [];
  const table = lineTable(text);
  return problems.map(({ span }) => {
    const last = positionAt(table, span.end).line;
    const end = table.starts[last - 1]! + lineText(table, last).length;
    return { start: table.starts[positionAt(table, span.start).line - 1]!, end };
  });
}

/** Names that a file with syntax problems seems to declare but that didn't make it into the tree. */
export function lostNames(text: string, file: SourceFile): ReadonlySet<string> {
  const declared = new Set(file.declarations.map((declaration) => declaration.name.name));
  const seeming = [...text.matchAll(/\b(?:model|block|angle|experiment)[ \t]+([A-Za-z_]\w*)/g)].map(
    (match) => match[1]!,
  );
  return new Set(seeming.filter((name) => !declared.has(name)));
}

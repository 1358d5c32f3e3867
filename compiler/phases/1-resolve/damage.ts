import {
  lineTable,
  lineText,
  positionAt,
  type SourceFile,
  type Span,
  type SyntaxProblem,
} from '../../../grammar/index.js';

/**
 * The lines with syntax problems, as spans, but for problems that left no doubt of what was meant: what was understood
 * of the lines may be wrong.
 */
export function damagedLines(text: string, problems: readonly SyntaxProblem[]): readonly Span[] {
  if (problems.length === 0) return [];
  const table = lineTable(text);
  const doubtful = problems.filter(
    ({ fix, misread, foreign }) => fix === undefined || misread || foreign !== undefined,
  );
  return doubtful.map(({ span }) => {
    const last = positionAt(table, span.end).line;
    const end = table.starts[last - 1]! + lineText(table, last).length;
    return { start: table.starts[positionAt(table, span.start).line - 1]!, end };
  });
}

/**
 * Names that a file with syntax problems seems to declare or to import but that didn't make it into the tree.
 * @param damaged the lines with the problems
 */
export function lostNames(text: string, file: SourceFile, damaged: readonly Span[]): ReadonlySet<string> {
  const declared = new Set(file.declarations.map((declaration) => declaration.name.name));
  const lines = damaged.map(({ start, end }) => text.slice(start, end));
  const seeming = [
    ...[...text.matchAll(/\b(?:model|block|angle|experiment)[ \t]+([A-Za-z_]\w*)/g)].map((match) => match[1]!),
    // `function f(theta: rad)`, `modle Net {`: any word may have been meant to declare something.
    ...[...text.matchAll(/^[A-Za-z]+[ \t]+([A-Za-z_]\w*)[ \t]*[({]/gm)].map((match) => match[1]!),
    ...lines.map((line) => /^let[ \t]+([A-Za-z_]\w*)/.exec(line)?.[1]).filter((name) => name !== undefined),
    ...lines.filter((line) => /^(?:import|from)\b/.test(line)).flatMap((line) => line.match(/[A-Za-z_]\w*/g) ?? []),
  ];
  return new Set(seeming.filter((name) => !declared.has(name)));
}

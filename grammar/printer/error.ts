import { lineTable, positionAt, type Position } from '../lines.js';
import { parse } from '../parse.js';
import type { SyntaxProblem } from '../problems.js';
import type { SourceFile } from '../syntax.js';

/** Thrown instead of printing a text that isn't a file of the language. */
export class AngSyntaxError extends Error {
  override readonly name = 'AngSyntaxError';
  /** Where the first problem stands; prettier shows that place. */
  readonly loc: { readonly start: Position; readonly end: Position };

  /** @param problems everything that is wrong with the text, at least one */
  constructor(
    text: string,
    readonly problems: readonly [SyntaxProblem, ...SyntaxProblem[]],
  ) {
    super(problems.map(({ message, hint }) => (hint === undefined ? message : `${message} ${hint}`)).join('\n'));
    const table = lineTable(text);
    const { span } = problems[0];
    this.loc = { start: positionAt(table, span.start), end: positionAt(table, span.end) };
  }
}

/**
 * Parses a text that is to be printed.
 * @throws {AngSyntaxError}
 */
export function parseOrThrow(text: string): SourceFile {
  const { file, problems } = parse(text);
  const [first, ...others] = problems;
  if (first !== undefined) {
    throw new AngSyntaxError(text, [first, ...others]);
  }
  return file;
}

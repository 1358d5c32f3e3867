import type { SyntaxProblem } from '../../grammar/index.js';
import type { Fix } from './diagnostic.js';
import { foreignAdvice } from './foreign.js';
import type { Reporter } from './reporter.js';

/** Reports what the grammar found in the text of a file. */
export function reportSyntax(problems: readonly SyntaxProblem[], file: string, text: string, reporter: Reporter): void {
  for (const problem of problems) {
    const { span, message, foreign, hint: plain } = problem;
    const hint = (foreign === undefined ? undefined : foreignAdvice('layer', foreign)?.hint) ?? plain;
    const extras = { ...(hint === undefined ? {} : { hint }), fixes: fixesOf(problem, file, text) };
    reporter.report('syntax', { message }, { file, span }, extras);
  }
}

function fixesOf({ fix, hint }: SyntaxProblem, file: string, text: string): readonly Fix[] {
  if (!fix) return [];
  const edits = fix.map((edit) => ({ place: { file, span: edit.span }, text: edit.text }));
  return [{ title: titleOf(fix, hint, text), edits }];
}

/** The hint where it says what is written, else a description of the edits. */
function titleOf(edits: NonNullable<SyntaxProblem['fix']>, hint: string | undefined, text: string): string {
  if (
    hint !== undefined &&
    /^(?:(?:Write|Remove) `[^`]+`(?:, `[^`]+`)*(?:, and so on| wherever `[^`]+` stands)?|Write an ordinary space)\.$/.test(
      hint,
    )
  )
    return hint.slice(0, -1);
  if (edits.some(({ span, text: { length } }) => length === 0 && isHidden(text.slice(span.start, span.end)))) {
    return 'Remove the invisible character';
  }
  const written = edits.map((edit) => edit.text.trim()).filter((each) => each !== '');
  const gone = edits.map(({ span }) => text.slice(span.start, span.end).trim()).filter((each) => each !== '');
  if (written.length === 0) return gone.length === 0 ? 'Remove the space' : `Remove ${counted(gone)}`;
  if (written.join() === gone.join()) return `Move ${quoted(gone)}`;
  return gone.length === 0 ? `Insert ${quoted(written)}` : `Write ${quoted(written)} instead of ${quoted(gone)}`;
}

/** Of texts that are all alike, how many there are: "the five `;`". */
function counted(texts: readonly string[]): string {
  const [first] = texts;
  const isSame = texts.length > 1 && texts.every((each) => each === first);
  return isSame ? `the ${numbers[texts.length] ?? texts.length} ${quoted([first!])}` : quoted(texts);
}

const numbers = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Whether a text has characters, none of which can be seen; an ordinary space can. */
function isHidden(text: string): boolean {
  return /^\p{Cf}+$/u.test(text);
}

/** Longer texts would not be read in a title. */
const longest = 40;

function quoted(texts: readonly string[]): string {
  const all = texts.join(' … ').replace(/\s+/g, ' ');
  return `\`${all.length > longest ? `${all.slice(0, longest - 1)}…` : all}\``;
}

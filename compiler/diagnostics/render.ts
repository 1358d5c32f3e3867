import { lineTable, positionAt } from '../../grammar/lines.js';
import type { Diagnostic, Place } from './diagnostic.js';
import { printable } from './display-width.js';
import { Frame, type Mark } from './frame.js';
import { plainPalette, type Palette } from './palette.js';

/** The text of a file that diagnostics speak of, or undefined where it couldn't be read. */
export type Sources = (file: string) => string | undefined;

/** More than this many diagnostics at once are not read by anybody. */
const MAX_RENDERED = 20;

/**
 * Diagnostics as a person reads them, with code frames; ends with a newline unless there are none. Of very many some
 * are left out, and it says how many.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  palette: Palette = plainPalette,
): string {
  const shown = worst(diagnostics);
  const blocks = shown.map((each) => renderDiagnostic(each, sources, palette));
  const rest = diagnostics.length - shown.length;
  if (rest > 0) blocks.push(palette.strong(`and ${rest} more\n`));
  return blocks.join('\n');
}

/** As many as are read, in their order; of too many, errors before warnings before notes. */
function worst(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const ranked = (['error', 'warning', 'note'] as const).flatMap((severity) =>
    diagnostics.filter((each) => each.severity === severity),
  );
  const kept = new Set(ranked.slice(0, MAX_RENDERED));
  return diagnostics.filter((each) => kept.has(each));
}

/** One diagnostic: its message, the places it speaks of, and how to fix it. */
export function renderDiagnostic(diagnostic: Diagnostic, sources: Sources, palette: Palette = plainPalette): string {
  const { severity, code, message, hint, fixes } = diagnostic;
  const rows = [palette[severity](`${severity}[${code}]`) + palette.strong(`: ${printable(message)}`)];
  const files = marksByFile(diagnostic, palette);
  const frames = [...files].map(([file, { place, marks }]) => {
    const text = sources(file);
    return { place, frame: text === undefined ? undefined : new Frame(text, marks), text };
  });
  const gutter = Math.max(1, ...frames.map(({ frame }) => frame?.gutter ?? 1));
  frames.forEach(({ place, frame, text }, index) => {
    const arrow = index === 0 ? '-->' : ':::';
    rows.push(`${' '.repeat(gutter)}${palette.frame(arrow)} ${describePlace(place, text)}`);
    if (frame) rows.push(...frame.render(gutter, palette.frame));
  });
  const [fix] = fixes;
  // A fix that says the same as the hint makes it superfluous.
  if (hint !== undefined && hint !== `${fix?.title}.`) rows.push(`${palette.help('help')}: ${printable(hint)}`);
  if (fix) rows.push(`${palette.help('fix')}: ${printable(fix.title)}`);
  return `${rows.join('\n')}\n`;
}

/** The marks of each file, the primary place's file first. */
function marksByFile(diagnostic: Diagnostic, palette: Palette): Map<string, { place: Place; marks: Mark[] }> {
  const { place, label, severity, related } = diagnostic;
  const primary: Mark = { span: place.span, label: label ?? '', underline: '^', paint: palette[severity] };
  const files = new Map([[place.file, { place, marks: [primary] }]]);
  for (const other of related) {
    const mark: Mark = { span: other.place.span, label: other.message, underline: '-', paint: palette.frame };
    const known = files.get(other.place.file);
    if (known) known.marks.push(mark);
    else files.set(other.place.file, { place: other.place, marks: [mark] });
  }
  return files;
}

/** `file:line:column`, or the file alone where it has no text. */
function describePlace({ file, span }: Place, text: string | undefined): string {
  if (text === undefined || text === '') return printable(file);
  const { line, column } = positionAt(lineTable(text), span.start);
  return `${printable(file)}:${line}:${column}`;
}

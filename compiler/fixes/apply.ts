import type { Diagnostic, Fix } from '../diagnostics/diagnostic.js';

/** A fix and the diagnostic that it takes away. */
export interface Repair {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

/** The first fix of each diagnostic that has one. */
export function repairsOf(diagnostics: readonly Diagnostic[]): readonly Repair[] {
  return diagnostics.flatMap((diagnostic) => {
    const [fix] = diagnostic.fixes;
    return fix ? [{ diagnostic, fix }] : [];
  });
}

/**
 * Carries out the edits of fixes on the text of a file. Of fixes that overlap the first is taken, and one that edits
 * another file too is left alone.
 * @returns the new text, and which fixes made it
 */
export function applyRepairs(
  file: string,
  text: string,
  repairs: readonly Repair[],
): { readonly text: string; readonly applied: readonly Repair[] } {
  const taken: Edit[] = [];
  const applied: Repair[] = [];
  for (const repair of repairs) {
    const edits = editsIn(file, repair.fix);
    if (!edits || edits.some((edit) => taken.some((other) => overlap(edit, other)))) continue;
    taken.push(...edits);
    applied.push(repair);
  }
  return { text: carryOut(text, taken), applied };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function editsIn(file: string, { edits }: Fix): readonly Edit[] | undefined {
  if (edits.some(({ place }) => place.file !== file)) return undefined;
  return edits.map(({ place, text }) => ({ ...place.span, text }));
}

/** Whether two edits change the same text or insert at the same place, so that their order would matter. */
function overlap(a: Edit, b: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

function carryOut(text: string, edits: readonly Edit[]): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  let result = text;
  for (const { start, end, text: written } of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    const [before, after] = [result.slice(0, start), result.slice(end)];
    const isRemoval = written === '' && start < end;
    result = isRemoval
      ? closed(before, after)
      : before + separated(before, written.replaceAll('\n', lineEnd), after) + after;
  }
  return result;
}

/** What is left where something is taken out: without its line where it stood alone, and one space where it had two. */
function closed(before: string, after: string): string {
  const [, indentation] = /(?:^|\n)([ \t]*)$/.exec(before) ?? [];
  const [line = '', next] = /^[ \t]*\r?\n([ \t]*)(?=\S)/.exec(after) ?? [];
  if (indentation !== undefined && indentation === next) return before + after.slice(line.length);
  const isApart = /[ \t]$/.test(before) && indentation === undefined;
  return isApart ? before + after.replace(/^[ \t]+/, '') : before + separated(before, '', after) + after;
}

/** What is written with spaces around it where words would run together. */
function separated(before: string, written: string, after: string): string {
  const inner = written === '' ? after : written;
  const left = touches(before, inner) ? ' ' : '';
  return left + written + (written !== '' && touches(written, after) ? ' ' : '');
}

function touches(left: string, right: string): boolean {
  return /\w$/.test(left) && /^\w/.test(right);
}

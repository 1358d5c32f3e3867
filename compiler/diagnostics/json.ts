import { lineTable, positionAt, type Position } from '../../grammar/lines.js';
import type { Diagnostic, Place, Severity } from './diagnostic.js';
import type { Sources } from './render.js';

/** Lines and columns count from 1, columns in UTF-16 units; the end is the place after the last character. */
export interface JsonRange {
  readonly start: Position;
  readonly end: Position;
}

export interface JsonPlace {
  readonly file: string;
  /** Absent where the file has no text. */
  readonly range?: JsonRange;
}

export interface JsonDiagnostic extends JsonPlace {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly label?: string;
  readonly hint?: string;
  readonly related: readonly (JsonPlace & { readonly message: string })[];
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly (JsonPlace & { readonly text: string })[];
  }[];
}

export interface JsonReport {
  readonly schema: 1;
  readonly diagnostics: readonly JsonDiagnostic[];
}

/** Diagnostics for other programs, as plain data. */
export function diagnosticsToJson(diagnostics: readonly Diagnostic[], sources: Sources): JsonReport {
  const locate = placeLocator(sources);
  return {
    schema: 1,
    diagnostics: diagnostics.map(({ code, severity, message, place, label, hint, related, fixes }) => ({
      code,
      severity,
      message,
      ...locate(place),
      ...(label === undefined ? {} : { label }),
      ...(hint === undefined ? {} : { hint }),
      related: related.map((other) => ({ ...locate(other.place), message: other.message })),
      fixes: fixes.map(({ title, edits }) => ({
        title,
        edits: edits.map((edit) => ({ ...locate(edit.place), text: edit.text })),
      })),
    })),
  };
}

/** A function from places to files with ranges, which counts the lines of each file once. */
export function placeLocator(sources: Sources): (place: Place) => JsonPlace {
  const tables = new Map<string, ReturnType<typeof lineTable> | undefined>();
  return ({ file, span }) => {
    if (!tables.has(file)) {
      const text = sources(file);
      tables.set(file, text === undefined ? undefined : lineTable(text));
    }
    const table = tables.get(file);
    if (!table) return { file };
    return { file, range: { start: positionAt(table, span.start), end: positionAt(table, span.end) } };
  };
}

import { catalog } from './catalog.js';
import type { Diagnostic, Fix, Place } from './diagnostic.js';
import { placeLocator, type JsonPlace, type JsonRange } from './json.js';
import type { Sources } from './render.js';

/**
 * Diagnostics as a SARIF 2.1.0 log (OASIS standard), which code hosts and editors read.
 * @param version of the tool, for the log
 */
export function diagnosticsToSarif(diagnostics: readonly Diagnostic[], sources: Sources, version: string): object {
  const locate = placeLocator(sources);
  const location = (place: Place, message?: string) => {
    const { file, range } = locate(place);
    const region = range && regionOf(range);
    return {
      physicalLocation: { artifactLocation: { uri: toUri(file) }, ...(region ? { region } : {}) },
      ...(message === undefined ? {} : { message: { text: message } }),
    };
  };
  const results = diagnostics.map(({ code, severity, message, place, hint, related, fixes }) => ({
    ruleId: code,
    level: severity,
    message: { text: hint === undefined ? message : `${message} ${hint}` },
    locations: [location(place)],
    relatedLocations: related.map((other) => location(other.place, other.message)),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => fixOf(fix, locate)) }),
  }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'angnet', version, rules: rules() } }, columnKind: 'utf16CodeUnits', results }],
  };
}

function regionOf({ start, end }: JsonRange): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** One artifact change for each file that a fix edits. */
function fixOf({ title, edits }: Fix, locate: (place: Place) => JsonPlace): object {
  const files = [...new Set(edits.map((edit) => edit.place.file))];
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: toUri(file) },
      replacements: edits
        .map((edit) => ({ range: locate(edit.place).range, ...edit }))
        .filter((edit) => edit.place.file === file && edit.range !== undefined)
        .map(({ range, text }) => ({ deletedRegion: regionOf(range!), insertedContent: { text } })),
    })),
  };
}

function rules(): object[] {
  return Object.entries(catalog).map(([id, { severity, explanation }]) => ({
    id,
    fullDescription: { text: explanation },
    defaultConfiguration: { level: severity },
  }));
}

/** A relative reference: path segments escaped, slashes kept. */
function toUri(path: string): string {
  return path.split(/[\\/]/).map(encodeURIComponent).join('/');
}

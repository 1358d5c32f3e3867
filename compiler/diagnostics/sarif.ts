import { catalog } from './catalog.js';
import type { Diagnostic, Place } from './diagnostic.js';
import { placeLocator } from './json.js';
import type { Sources } from './render.js';

/**
 * Diagnostics as a SARIF 2.1.0 log (OASIS standard), which code hosts and editors read.
 * @param version of the tool, for the log
 */
export function diagnosticsToSarif(diagnostics: readonly Diagnostic[], sources: Sources, version: string): object {
  const locate = placeLocator(sources);
  const location = (place: Place, message?: string) => {
    const { file, range } = locate(place);
    const region = range && {
      startLine: range.start.line,
      startColumn: range.start.column,
      endLine: range.end.line,
      endColumn: range.end.column,
    };
    return {
      physicalLocation: { artifactLocation: { uri: toUri(file) }, ...(region ? { region } : {}) },
      ...(message === undefined ? {} : { message: { text: message } }),
    };
  };
  const results = diagnostics.map(({ code, severity, message, place, hint, related }) => ({
    ruleId: code,
    level: severity,
    message: { text: hint === undefined ? message : `${message} ${hint}` },
    locations: [location(place)],
    relatedLocations: related.map((other) => location(other.place, other.message)),
  }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'angnet', version, rules: rules() } }, columnKind: 'utf16CodeUnits', results }],
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

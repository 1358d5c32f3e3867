import type { Diagnostic, Place } from './diagnostic.js';

/** Whether a place lies inside of another, or is it. */
export function contains(outer: Place, inner: Place): boolean {
  return outer.file === inner.file && outer.span.start <= inner.span.start && inner.span.end <= outer.span.end;
}

/** Whether an error stands in a part of a text. */
export function hasErrorWithin(within: Place, diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity, place }) => severity === 'error' && contains(within, place));
}

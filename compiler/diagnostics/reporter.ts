import { catalog, type ArgumentsOf, type Code, type Entry } from './catalog.js';
import type { Diagnostic, Place } from './diagnostic.js';

export type Extras = Partial<Pick<Diagnostic, 'label' | 'hint' | 'related' | 'fixes'>>;

/** Collects diagnostics; the same code at the same place counts once, however often expansion comes by. */
export class Reporter {
  private readonly found = new Map<string, Diagnostic>();

  report<C extends Code>(code: C, args: ArgumentsOf<C>, place: Place, extras: Extras = {}): void {
    const key = `${code} ${place.file} ${place.span.start} ${place.span.end}`;
    if (this.found.has(key)) return;
    const { severity, message } = catalog[code] as unknown as Entry<ArgumentsOf<C>>;
    this.found.set(key, { code, severity, message: message(args), place, related: [], fixes: [], ...extras });
  }

  /** In order of file and place. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.found.values()].sort(
      (a, b) => compareText(a.place.file, b.place.file) || a.place.span.start - b.place.span.start,
    );
  }

  get hasErrors(): boolean {
    return [...this.found.values()].some((diagnostic) => diagnostic.severity === 'error');
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import { catalog, type ArgumentsOf, type Code, type Entry } from './catalog.js';
import type { Diagnostic, Place } from './diagnostic.js';
import { contains } from './within.js';

export type Extras = Partial<Pick<Diagnostic, 'label' | 'hint' | 'related' | 'fixes'>>;

/** Mistakes of values: they follow by themselves where something inside of the expression is of a wrong kind. */
const VALUE_CODES: ReadonlySet<Code> = new Set(['argument-range', 'division-by-zero', 'not-finite']);

/** With so many mistakes nobody reads hints, and looking for them takes long. */
const CROWD = 300;

/** Longer arguments (a name of a thousand letters) would bury the message. */
const MAX_ARGUMENT = 400;

/** Collects diagnostics; the same code at the same place counts once, however often expansion comes by. */
export class Reporter {
  private readonly found = new Map<string, Diagnostic>();
  /** Whether an error was found that the parent knows already. */
  private hasKnownError = false;

  /** @param parent what it has found already is not found again */
  constructor(private readonly parent?: Reporter) {}

  report<C extends Code>(code: C, args: ArgumentsOf<C>, place: Place, extras: Extras = {}): void {
    // What was misspelled and is of the wrong kind too is mended first.
    if (code !== 'syntax' && this.has(keyOf('syntax', place))) return;
    const key = keyOf(code, place);
    this.hasKnownError ||= catalog[code].severity === 'error' && (this.parent?.has(key) ?? false);
    if (this.has(key) || (VALUE_CODES.has(code) && !this.isCrowded && this.isWrongInside(place))) return;
    const entry = catalog[code] as unknown as Entry<ArgumentsOf<C>>;
    const shown = shorten(args);
    const message = entry.message(shown);
    const hint = extras.hint ?? (this.isCrowded ? undefined : entry.hint?.(shown));
    const diagnostic = { code, severity: entry.severity, message, place, related: [], fixes: [], ...extras };
    this.found.set(key, hint === undefined ? diagnostic : { ...diagnostic, hint: sentence(hint) });
  }

  /** Takes over what another one has found. */
  adopt(diagnostics: Iterable<Diagnostic>): void {
    for (const diagnostic of diagnostics) {
      const key = keyOf(diagnostic.code, diagnostic.place);
      if (!this.has(key)) this.found.set(key, diagnostic);
    }
  }

  /**
   * Takes back the only mistake of syntax in a place, with all that its fix edits, for another message to say both.
   * @returns whether there was one
   */
  absorbSyntax(outer: Place): boolean {
    const isInside = (place: Place) => contains(outer, place);
    const inside = [...this.found].filter(([, { code, place }]) => code === 'syntax' && isInside(place));
    const [[key, { fixes }] = ['', { fixes: [] }], ...others] = inside;
    const isWhole = fixes.length > 0 && fixes.every(({ edits }) => edits.every(({ place }) => isInside(place)));
    return others.length === 0 && isWhole && this.found.delete(key);
  }

  /** In order of file and place. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.found.values()].sort(
      (a, b) =>
        compareText(a.place.file, b.place.file) ||
        a.place.span.start - b.place.span.start ||
        a.place.span.end - b.place.span.end ||
        compareText(a.code, b.code),
    );
  }

  /** Whether there are so many diagnostics that it isn't worth looking for hints. */
  get isCrowded(): boolean {
    return this.found.size > CROWD || (this.parent?.isCrowded ?? false);
  }

  get hasErrors(): boolean {
    return this.hasKnownError || [...this.found.values()].some((diagnostic) => diagnostic.severity === 'error');
  }

  /** Whether an error was found inside of a place. */
  hasErrorIn(outer: Place): boolean {
    return (this.parent?.hasErrorIn(outer) ?? false) || this.errorsIn(outer).length > 0;
  }

  /** Whether a code was found, anywhere. */
  hasFound(wanted: Code): boolean {
    return (this.parent?.hasFound(wanted) ?? false) || [...this.found.values()].some(({ code }) => code === wanted);
  }

  /** Whether a code was found inside of a place. */
  hasFoundIn(wanted: Code, outer: Place): boolean {
    return (
      (this.parent?.hasFoundIn(wanted, outer) ?? false) ||
      [...this.found.values()].some(({ code, place }) => code === wanted && contains(outer, place))
    );
  }

  private has(key: string): boolean {
    return this.found.has(key) || (this.parent?.has(key) ?? false);
  }

  private isWrongInside(outer: Place): boolean {
    if (this.parent?.isWrongInside(outer)) return true;
    return this.errorsIn(outer).some(({ code }) => !VALUE_CODES.has(code as Code));
  }

  private errorsIn(outer: Place): readonly Diagnostic[] {
    return [...this.found.values()].filter(({ severity, place }) => severity === 'error' && contains(outer, place));
  }
}

function shorten<A>(args: A): A {
  const cut = (value: unknown) =>
    typeof value === 'string' && value.length > MAX_ARGUMENT ? `${value.slice(0, MAX_ARGUMENT)}…` : value;
  return Object.fromEntries(Object.entries(args as object).map(([name, value]) => [name, cut(value)])) as A;
}

function keyOf(code: string, { file, span }: Place): string {
  return `${code} ${file} ${span.start} ${span.end}`;
}

/** Hints come from many places, some as half sentences. */
function sentence(text: string): string {
  const capitalized = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(capitalized) ? capitalized : `${capitalized}.`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { Place } from '../../diagnostics/diagnostic.js';
import type { Reporter } from '../../diagnostics/reporter.js';

/**
 * Something that is to change layers and finds none. In an experiment that is a mistake, in one cell of an ablation
 * it may follow from the other edits; so it is kept until it is known which.
 */
export interface Miss {
  readonly place: Place;
  /** What it is, for notes: "`@angle`". */
  readonly what: string;
  /** In a cell it goes without saying: an edit that changes nothing beside other edits. */
  readonly silentInCell?: boolean;
  readonly report: (reporter: Reporter) => void;
}

export type Misses = Miss[];

export function reportMisses(misses: Iterable<Miss>, reporter: Reporter): void {
  for (const { report } of misses) report(reporter);
}

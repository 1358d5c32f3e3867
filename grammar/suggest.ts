/** Names that people may have meant, and lists of names in messages. */
const MAX_SUGGESTIONS = 5;
/** After so many candidates the search ends; nobody chooses among more. */
const MAX_CANDIDATES = 2000;
/** Longer names are no slips of the finger, and comparing them would take long. */
const MAX_LENGTH = 64;

/**
 * The names that `written` may have been meant to be, nearest first.
 * A candidate counts as near when its Damerau-Levenshtein distance is at most 0.4 of the written length, plus one, and
 * at most half of it, and at most one more than that of the nearest; one that differs in capitals only is the one that
 * was meant. Where none is near, names that hold what was written as a word count.
 */
export function suggest(written: string, candidates: Iterable<string>): readonly string[] {
  if (written.length > MAX_LENGTH) return [];
  const known = upTo(MAX_CANDIDATES, candidates);
  const near = nearNames(written, known).filter(({ distance }) => distance <= Math.max(1, written.length / 2));
  if (near.length === 0) return namesWith(written, known);
  const furthest = near[0]!.distance + 1;
  return near.filter(({ distance }) => distance <= furthest).map(({ name }) => name);
}

/** Names of which a whole word was written: `train_labels` for `labels`. */
function namesWith(written: string, candidates: readonly string[]): readonly string[] {
  const word = written.toLowerCase();
  const some = candidates.filter((name) => name.includes('_') && name.toLowerCase().split('_').includes(word));
  return [...new Set(some)].slice(0, MAX_SUGGESTIONS);
}

function upTo(count: number, items: Iterable<string>): readonly string[] {
  const taken: string[] = [];
  for (const item of items) {
    if (taken.length === count) break;
    taken.push(item);
  }
  return taken;
}

/**
 * The name that was meant without much doubt: the only one that is near, or nearer than others by two letters; of few
 * letters one may be wrong, of more a third.
 */
export function surest(written: string, candidates: Iterable<string>): string | undefined {
  const [first, second] = nearNames(written, candidates);
  if (first && first.distance > Math.max(1, Math.floor(written.length / 3))) return undefined;
  return !second || second.distance - first!.distance >= 2 ? first?.name : undefined;
}

interface Near {
  readonly name: string;
  readonly distance: number;
}

function nearNames(written: string, candidates: Iterable<string>): readonly Near[] {
  if (written.length > MAX_LENGTH) return [];
  const bound = Math.floor(written.length * 0.4) + 1;
  const near: Near[] = [];
  for (const name of upTo(MAX_CANDIDATES, candidates)) {
    if (name.toLowerCase() === written.toLowerCase() && name !== written) return [{ name, distance: 0 }];
    const distance = nameDistance(written, name, bound);
    // Where every letter is wrong, nothing speaks for the candidate.
    const isNear = distance !== undefined && name !== written && distance < written.length;
    if (isNear && !near.some((other) => other.name === name)) near.push({ name, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return near.slice(0, MAX_SUGGESTIONS);
}

/** "Did you mean `conv`?", or undefined where nothing is near. */
export function didYouMean(written: string, candidates: Iterable<string>): string | undefined {
  const near = suggest(written, candidates);
  return near.length === 0 ? undefined : `Did you mean ${alternatives(near)}?`;
}

/** "There are `a` and `b`." */
export function listing(names: readonly string[]): string {
  return `There ${names.length === 1 ? 'is' : 'are'} ${alternatives(names, 'and')}.`;
}

/** "`a`, `b` or `c`" */
export function alternatives(names: readonly string[], conjunction: 'or' | 'and' = 'or'): string {
  return enumeration(
    names.map((name) => `\`${name}\``),
    conjunction,
  );
}

/** "a, b and c", of words as they are */
export function enumeration(words: readonly string[], conjunction: 'or' | 'and' = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

/** Distance of two names, whatever their capitals. */
function nameDistance(a: string, b: string, bound: number): number | undefined {
  if (Math.abs(a.length - b.length) > bound) return undefined;
  return editDistance(a.toLowerCase(), b.toLowerCase(), bound);
}

/**
 * Damerau-Levenshtein distance in its restricted form: insertions, deletions, substitutions, and swaps of neighbours.
 * @returns undefined as soon as it is certain to be above `bound`
 */
export function editDistance(a: string, b: string, bound: number): number | undefined {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let distance = Math.min(previous[j]! + 1, current[j - 1]! + 1, substitution);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) distance = Math.min(distance, beforePrevious[j - 2]! + 1);
      current.push(distance);
    }
    if (Math.min(...current) > bound) return undefined;
    [beforePrevious, previous] = [previous, current];
  }
  const distance = previous[b.length]!;
  return distance <= bound ? distance : undefined;
}

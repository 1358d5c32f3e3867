import { tokenize } from './mutations.js';

/**
 * A text that still shows a problem, and of which little can be left out: first halves, then smaller runs of tokens.
 * @param shows whether a text shows the problem
 * @param milliseconds when to stop
 */
export async function minimize(
  text: string,
  shows: (text: string) => Promise<boolean>,
  milliseconds = 20_000,
): Promise<string> {
  const end = performance.now() + milliseconds;
  let pieces = tokenize(text);
  for (let size = Math.ceil(pieces.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < pieces.length && performance.now() < end;) {
      const shorter = pieces.toSpliced(at, size);
      if (await shows(shorter.join(''))) pieces = shorter;
      else at += size;
    }
  }
  return pieces.join('');
}

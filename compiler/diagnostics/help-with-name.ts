import type { Identifier } from '../../grammar/index.js';
import type { Fix } from './diagnostic.js';
import type { Advice } from './foreign.js';
import type { Extras } from './reporter.js';
import { didYouMean, suggest } from './suggest.js';

/**
 * Help for a name that means nothing: an answer that was foreseen, or the names that are near, with an edit where
 * there is only one.
 */
export function helpWithName(
  written: Identifier,
  file: string,
  candidates: Iterable<string>,
  advice?: Advice | string,
): Extras {
  if (typeof advice === 'string') return { hint: advice };
  if (advice?.spelling !== undefined) return { hint: advice.hint, fixes: [respelling(written, file, advice.spelling)] };
  if (advice) return { hint: advice.hint };
  const known = [...candidates];
  const hint = didYouMean(written.name, known);
  if (hint === undefined) return {};
  const near = suggest(written.name, known);
  if (near.length > 1) return { hint };
  return { hint, fixes: [respelling(written, file, near[0]!)] };
}

/** The fix that writes another name. */
function respelling({ span }: Identifier, file: string, text: string): Fix {
  return { title: `Write \`${text}\``, edits: [{ place: { file, span }, text }] };
}

import type { Identifier } from '../../grammar/index.js';
import type { Extras } from './reporter.js';
import { didYouMean, suggest } from './suggest.js';

/**
 * Help for a name that means nothing: an answer that was foreseen, or the names that are near, with an edit where
 * there is only one.
 */
export function helpWithName(written: Identifier, file: string, candidates: Iterable<string>, advice?: string): Extras {
  if (advice !== undefined) return { hint: advice };
  const known = [...candidates];
  const hint = didYouMean(written.name, known);
  if (hint === undefined) return {};
  const near = suggest(written.name, known);
  if (near.length > 1) return { hint };
  const place = { file, span: written.span };
  return { hint, fixes: [{ title: `Write \`${near[0]}\``, edits: [{ place, text: near[0]! }] }] };
}

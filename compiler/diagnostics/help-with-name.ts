import type { Identifier, Span } from '../../grammar/index.js';
import type { Fix } from './diagnostic.js';
import type { Advice } from './foreign.js';
import type { Extras } from './reporter.js';
import { didYouMean, surest } from './suggest.js';

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
  if (advice !== undefined) return helpOf(written, file, advice);
  const known = [...candidates];
  const hint = didYouMean(written.name, known);
  if (hint === undefined) return {};
  const sure = surest(written.name, known);
  if (sure === undefined) return { hint };
  return { hint, fixes: [respelling(written, file, sure)] };
}

/** The help that an answer gives: its hint, and the fix that writes its spelling over a node. */
export function helpOf(node: { readonly span: Span }, file: string, advice: Advice | string | undefined): Extras {
  if (advice === undefined) return {};
  if (typeof advice === 'string') return { hint: advice };
  const { hint, spelling } = advice;
  return spelling === undefined ? { hint } : { hint, fixes: [respelling(node, file, spelling)] };
}

/** The fix that writes another text. */
function respelling({ span }: { readonly span: Span }, file: string, text: string): Fix {
  return { title: `Write \`${text}\``, edits: [{ place: { file, span }, text }] };
}

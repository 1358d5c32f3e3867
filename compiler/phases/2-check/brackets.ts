import type { Expression } from '../../../grammar/index.js';
import type { Extras } from '../../diagnostics/reporter.js';
import type { Context } from './context.js';

/**
 * The help that writes a chain of operands as a list. Its edits leave the operands alone, since what is wrong inside of
 * them may have fixes too.
 */
export function asList(chain: Expression, items: readonly Expression[], context: Context): Extras {
  const title = `Write \`[${items.map((item) => context.textOf(item)).join(', ')}]\``;
  const edit = (start: number, end: number, text: string) => ({ place: context.place({ span: { start, end } }), text });
  const [first, last] = [items[0]!.span, items.at(-1)!.span];
  const commas = items.slice(1).map((item, i) => edit(items[i]!.span.end, item.span.start, ', '));
  const edits = [edit(chain.span.start, first.start, '['), ...commas, edit(last.end, chain.span.end, ']')];
  return { hint: `${title}.`, fixes: [{ title, edits }] };
}

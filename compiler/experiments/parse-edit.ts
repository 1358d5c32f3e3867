import { parse, type Edit, type Span } from '../../grammar/index.js';

const HEAD = 'experiment e { profile p { ';
const TAIL = ' } }';

/**
 * Reads a text that is one edit and nothing else: `optimizer.lr: 0.01`, `set stem @freeze`.
 * @param offset where the text begins for the places of the edit
 * @returns undefined where it is something else, has mistakes, or goes on behind the edit
 */
export function parseEdit(text: string, offset = 0): Edit | undefined {
  const { file, problems } = parse(`${HEAD}${text}${TAIL}`);
  const [declaration, ...others] = file.declarations;
  const profile = declaration?.kind === 'experiment' ? declaration.profiles[0] : undefined;
  const [edit, ...more] = profile?.edits ?? [];
  if (!edit || problems.length + others.length + more.length > 0) return undefined;
  // The end of the braces may have come in with the text.
  return edit.span.end === HEAD.length + text.trimEnd().length ? moved(edit, offset - HEAD.length) : undefined;
}

/** The same tree at another place of the text. */
function moved<T>(node: T, by: number): T {
  if (Array.isArray(node)) return node.map((item: unknown) => moved(item, by)) as T;
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]): [string, unknown] => {
    if (key !== 'span') return [key, moved(value as unknown, by)];
    const { start, end } = value as Span;
    return [key, { start: start + by, end: end + by }];
  });
  return Object.fromEntries(entries) as T;
}

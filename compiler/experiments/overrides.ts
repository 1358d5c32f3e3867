import { parse, type FieldEdit, type Span } from '../../grammar/index.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Module } from '../phases/1-resolve/modules.js';
import type { SourcedEdit } from './edits.js';

/** What diagnostics call the place of settings from outside of any file. */
export const overridesPath = '--set';

/** Settings such as `optimizer.lr=0.01` as edits, and the text that their places are of: one line each. */
export interface Overrides {
  readonly module: Module;
  readonly edits: readonly SourcedEdit[];
}

/**
 * Reads settings, which are field edits with `=` for `:`. They may change nothing.
 * @param scope the file whose names they can use
 */
export function parseOverrides(written: readonly string[], scope: Module, reporter: Reporter): Overrides {
  const lines = written.map((text) => text.replace(/[\r\n]+/g, ' '));
  const module: Module = { ...scope, path: overridesPath, text: lines.join('\n'), damaged: [] };
  let start = 0;
  const edits = lines.flatMap((line): SourcedEdit[] => {
    const offset = start;
    start += line.length + 1;
    const edit = parseOverride(line);
    if (typeof edit !== 'string') return [{ edit: moved(edit, offset), module, mustChange: false }];
    const span = { start: offset, end: offset + line.length };
    reporter.report('syntax', { message: edit }, { file: overridesPath, span });
    return [];
  });
  return { module, edits };
}

const HEAD = 'experiment e { profile p { ';
const TAIL = ' } }';

/** One setting, or what is wrong with it. */
function parseOverride(line: string): FieldEdit | string {
  const at = line.indexOf('=');
  const target = (at < 0 ? line : line.slice(0, at)).trim();
  if (at < 0 || target === '' || line.slice(at + 1).trim() === '') {
    return `\`${line}\` has no value: write \`field=value\`, as in \`batch=64\` or \`classifier@scale=30\`.`;
  }
  const { file, problems } = parse(`${HEAD}${line.slice(0, at)}:${line.slice(at + 1)}${TAIL}`);
  const [declaration, ...others] = file.declarations;
  const profile = declaration?.kind === 'experiment' && others.length === 0 ? declaration.profiles[0] : undefined;
  const [edit, ...more] = profile?.edits ?? [];
  const value = line.slice(at + 1).trim();
  // Another edit, or the end of the braces, came in with the value.
  const isOne =
    edit?.kind === 'field-edit' && more.length === 0 && edit.span.end === HEAD.length + line.trimEnd().length;
  if (problems.length > 0 || !isOne) {
    return `\`${target}\` is followed by \`${value}\`, which is not a value.`;
  }
  return moved(edit, -HEAD.length);
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

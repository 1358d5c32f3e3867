import type { FieldEdit } from '../../grammar/index.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Module } from '../phases/1-resolve/modules.js';
import type { SourcedEdit } from './edits.js';
import { parseEdit } from './parse-edit.js';

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
    const edit = parseOverride(line, offset);
    if (typeof edit !== 'string') return [{ edit, module, mustChange: false }];
    const span = { start: offset, end: offset + line.length };
    reporter.report('syntax', { message: edit }, { file: overridesPath, span });
    return [];
  });
  return { module, edits };
}

/**
 * One setting, or what is wrong with it.
 * @param offset of the line within the text of all settings
 */
function parseOverride(line: string, offset: number): FieldEdit | string {
  const at = line.indexOf('=');
  const target = (at < 0 ? line : line.slice(0, at)).trim();
  const value = at < 0 ? '' : line.slice(at + 1).trim();
  if (target === '' || value === '') {
    return `\`${line}\` has no value: write \`field=value\`, as in \`batch=64\` or \`classifier@scale=30\`.`;
  }
  const edit = parseEdit(`${line.slice(0, at)}:${line.slice(at + 1)}`, offset);
  return edit?.kind === 'field-edit' ? edit : `\`${target}\` is followed by \`${value}\`, which is not a value.`;
}

import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.js';
import { renderDiagnostic } from '../../../compiler/diagnostics/render.js';
import type { Host, Resolved } from '../../../compiler/phases/1-resolve/modules.js';
import { sourcesOf } from '../../../compiler/phases/1-resolve/sources.js';
import { check } from '../../../compiler/index.js';

/** Files in memory, by path relative to the root that imports can't leave. */
export type Files = ReadonlyMap<string, string>;

export interface Examined {
  readonly resolved: Resolved;
  readonly diagnostics: readonly Diagnostic[];
  /** As a person sees them, where they aren't too many. */
  readonly rendered: string;
}

export function hostOf(files: Files): Host {
  return {
    resolve(from, specifier) {
      const path = posix.join(posix.dirname(from), specifier);
      return path.startsWith('..') ? undefined : path;
    },
    read: (path) => files.get(path),
  };
}

/** Everything that the compiler says of the file `input.ang`. */
export function examine(files: Files): Examined {
  const { resolved, diagnostics } = check('input.ang', hostOf(files));
  const sources = sourcesOf(resolved);
  const rendered = diagnostics.map((each) => renderDiagnostic(each, sources)).join('\n');
  return { resolved, diagnostics, rendered };
}

export function examineText(text: string): Examined {
  return examine(new Map([['input.ang', text]]));
}

/** The files of a fixture's folder. */
export function filesIn(folder: string): Files {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ang'));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

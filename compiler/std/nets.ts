import { parse, type ParseResult } from '../../grammar/index.js';
import { netSources } from './nets/sources.js';

/** How imports of the library begin: `angnet/resnet.ang`. Such a path never reaches a host. */
export const LIBRARY_PREFIX = 'angnet/';
/** How the paths of the library's files begin in diagnostics and modules; no host's file has such a path. */
const OWN_PREFIX = 'angnet:std/';

/** A file of the library that is imported by name. */
export interface LibraryFile {
  readonly path: string;
  readonly text: string;
}

/** What can be imported: `angnet/lenet.ang`, … */
export const libraryImports: readonly string[] = [...netSources.keys()].map((name) => LIBRARY_PREFIX + name);

/** The file that an import of the library means, or undefined where there is none. */
export function libraryFile(specifier: string): LibraryFile | undefined {
  const name = specifier.slice(LIBRARY_PREFIX.length);
  const text = specifier.startsWith(LIBRARY_PREFIX) ? netSources.get(name) : undefined;
  return text === undefined ? undefined : { path: OWN_PREFIX + name, text };
}

/** How a block or a model of the library becomes known; undefined where the library has none of that name. */
export function importHint(name: string, kind: 'block' | 'model'): string | undefined {
  const path = libraryImportOf(name, kind);
  return path && `Import it: \`import { ${name} } from "${path}"\`.`;
}

/** The import of the library that declares a name, as a block or a model or either; undefined where none does. */
export function libraryImportOf(name: string, kind?: 'block' | 'model'): string | undefined {
  return libraryImports.find((specifier) =>
    parseLibraryFile(libraryFile(specifier)!).file.declarations.some(
      (declaration) => (kind === undefined || declaration.kind === kind) && declaration.name.name === name,
    ),
  );
}

/** Whether a module is part of the library and no file of a host. */
export function isLibraryPath(path: string): boolean {
  return path.startsWith(OWN_PREFIX);
}

const parsed = new Map<string, ParseResult>();

/** The syntax tree of a file of the library, which is made when it is first asked for. */
export function parseLibraryFile({ path, text }: LibraryFile): ParseResult {
  const known = parsed.get(path) ?? parse(text);
  parsed.set(path, known);
  return known;
}

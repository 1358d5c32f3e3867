import type { Reporter } from '../../diagnostics/reporter.js';
import { link } from './link.js';
import { Loader } from './load.js';
import type { Host, Module, Resolved } from './modules.js';
import { reportUnusedImports } from './unused-imports.js';

/**
 * First phase: reads a file with everything it imports and finds out what each name means in each file.
 * Mistakes of syntax, imports and declared names are reported; the result is always usable.
 */
export function resolve(path: string, host: Host, reporter: Reporter): Resolved {
  const loader = new Loader(host, reporter);
  const root = loader.loadRoot(path);
  const modules = new Map<string, Module>();
  for (const file of loader.loaded.values()) {
    const module = link(file, modules, reporter);
    modules.set(file.path, module);
    reportUnusedImports(module, reporter);
  }
  return { root: modules.get(root.path)!, modules };
}

import type { Sources } from '../../diagnostics/render.js';
import { standardModules } from '../../std/library.js';
import type { Resolved } from './modules.js';

/** The texts that diagnostics of a spec can speak of: its files and those of the standard library. */
export function sourcesOf({ modules }: Resolved): Sources {
  return (path) => (modules.get(path) ?? standardModules.get(path))?.text;
}

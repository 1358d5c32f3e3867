import { isBuiltin } from 'node:module';
import { gzipSync } from 'node:zlib';
import { build, type Plugin, type Rolldown } from 'vite';

export interface Bundle {
  readonly code: string;
  readonly bytes: number;
  /** What a server sends. */
  readonly compressed: number;
  /** Modules of Node that something in the bundle asks for, `importer -> module`. */
  readonly node: readonly string[];
}

/**
 * Bundles a module and everything it imports for browsers into one script.
 * @param entry its path
 */
export async function bundle(entry: string): Promise<Bundle> {
  const node: string[] = [];
  const watch: Plugin = {
    name: 'watch-node-modules',
    enforce: 'pre',
    resolveId(source, importer) {
      if (isBuiltin(source)) node.push(`${importer ?? entry} -> ${source}`);
    },
  };
  const result = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    plugins: [watch],
    build: { write: false, lib: { entry, formats: ['iife'], name: 'page' } },
  });
  const [output] = result as Rolldown.RolldownOutput[];
  const { code } = output!.output[0];
  return { code, bytes: Buffer.byteLength(code), compressed: gzipSync(code).length, node };
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Versions of what computes, for `--version`, `doctor` and the records of runs. */
export function versions(): Readonly<Record<string, string>> {
  const require = createRequire(import.meta.url);
  const tfjs = (require('@tensorflow/tfjs-core/package.json') as { version: string }).version;
  return { angnet: ownVersion(), node: process.versions.node, tfjs, platform: `${process.platform}-${process.arch}` };
}

/** The version in angnet's own package.json, which is above this file before and after compilation. */
export function ownVersion(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = readManifest(join(folder, 'package.json'));
    if (manifest?.name === 'angnet') return manifest.version;
  }
  throw new Error('the package.json of angnet is missing');
}

function readManifest(path: string): { readonly name: string; readonly version: string } | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { name: string; version: string };
  } catch {
    return undefined;
  }
}

import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { formatJson } from '../../../format-json.js';
import { atomicWrite } from '../../../files/index.js';
import type { Layout } from './layout.js';
import { BINDING_PACKAGE, HEADERS_PACKAGE, TENSORFLOW_VERSION } from './pins.js';

/** Says that an install was finished, and of what it consists. */
interface Marker {
  readonly schema: 1;
  readonly versions: Readonly<Record<string, string>>;
  /** Size in bytes of every shared library, add-on and header that matters, by path below the install's folder. */
  readonly files: Readonly<Record<string, number>>;
  /** SHA-256 of all of the above and of the compiled binding. */
  readonly digest: string;
}

const VERSIONS = {
  tensorflow: TENSORFLOW_VERSION,
  [BINDING_PACKAGE.name]: BINDING_PACKAGE.version,
  [HEADERS_PACKAGE.name]: HEADERS_PACKAGE.version,
};

const KEY_FILE = /\.so(\.\d+)*$|\.dylib$|\.node$|\.cc$|(^|\/)(c_api|node_api)\.h$/;

/** Writes the marker for what lies in the install's folder now. */
export async function writeMarker(layout: Layout): Promise<void> {
  const files = await keyFiles(layout);
  const marker: Marker = { schema: 1, versions: VERSIONS, files, digest: await digestOf(layout, files) };
  await atomicWrite(layout.marker, formatJson(marker));
}

/** The state of an install on disk, found without loading anything. */
export type Condition =
  | { readonly kind: 'complete' }
  /** Never finished, or of other versions. */
  | { readonly kind: 'unfinished' }
  /** Was complete; these files are missing or have changed. */
  | { readonly kind: 'damaged'; readonly files: readonly string[] };

export async function conditionOf(layout: Layout): Promise<Condition> {
  const marker = await readMarker(layout);
  if (!marker) return { kind: 'unfinished' };
  const checks = Object.entries(marker.files).map(async ([path, bytes]) => {
    const found = await stat(join(layout.root, path)).catch(() => undefined);
    return found?.size === bytes ? [] : [path];
  });
  const damaged = (await Promise.all(checks)).flat();
  if (damaged.length > 0) return { kind: 'damaged', files: damaged };
  const intact = (await digestOf(layout, marker.files)) === marker.digest;
  return intact ? { kind: 'complete' } : { kind: 'damaged', files: [relative(layout.root, layout.binding)] };
}

async function readMarker(layout: Layout): Promise<Marker | undefined> {
  try {
    const marker = JSON.parse(await readFile(layout.marker, 'utf8')) as Partial<Marker>;
    const known = marker.schema === 1 && JSON.stringify(marker.versions) === JSON.stringify(VERSIONS);
    return known && marker.files && marker.digest ? (marker as Marker) : undefined;
  } catch {
    return undefined;
  }
}

async function keyFiles(layout: Layout): Promise<Record<string, number>> {
  const entries = await readdir(layout.root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(layout.root, join(entry.parentPath, entry.name)))
    .filter((path) => KEY_FILE.test(path))
    .sort();
  const sizes = paths.map(async (path) => [path, (await stat(join(layout.root, path))).size] as const);
  return Object.fromEntries(await Promise.all(sizes));
}

async function digestOf(layout: Layout, files: Readonly<Record<string, number>>): Promise<string> {
  const binding = await readFile(layout.binding);
  return createHash('sha256')
    .update(JSON.stringify([VERSIONS, files]))
    .update(binding)
    .digest('hex');
}

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { atomicWrite, makeFolder } from '../../files/index.js';
import { EngineError } from '../engine.js';
import { buildFor, type TensorflowBuild } from './install/build.js';
import { cacheFolder } from './install/cache-folder.js';
import { installationAt, layoutOf } from './install/layout.js';
import { conditionOf } from './install/marker.js';
import { selfTest } from './install/self-test.js';
import type { Installation } from './installation.js';

/** npm packages that bring a compiled binding of their own. */
const PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'];

export type Location =
  | { readonly found: true; readonly installation: Installation }
  /** A sentence. */
  | { readonly found: false; readonly reason: string };

/**
 * The TensorFlow to use: our own install (the one with CUDA first), else an official one of the user's project.
 * Reads a few files; only an official install that was never tried before is tested, in a process of its own.
 * @param project folder from which the user's packages are resolved
 */
export async function locate(project: string = process.cwd(), cache: string = cacheFolder()): Promise<Location> {
  let damaged = false;
  for (const build of ownBuilds()) {
    const layout = layoutOf(build, cache);
    const condition = await conditionOf(layout);
    if (condition.kind === 'complete') return { found: true, installation: installationAt(build, layout) };
    damaged ||= condition.kind === 'damaged' || existsSync(layout.root);
  }
  const official = await locatePackage(project, cache);
  if (official) return official;
  return { found: false, reason: damaged ? 'Its install is unfinished or damaged.' : 'It is not installed.' };
}

function ownBuilds(): TensorflowBuild[] {
  return [true, false].flatMap((cuda) => {
    try {
      return [buildFor(cuda)];
    } catch (cause) {
      if (cause instanceof EngineError) return [];
      throw cause;
    }
  });
}

async function locatePackage(project: string, cache: string): Promise<Location | undefined> {
  const require = createRequire(join(project, 'package.json'));
  for (const name of PACKAGES) {
    const installation = packageInstallation(require, name);
    if (!installation) continue;
    const failure = await packageFailure(installation, cache);
    if (failure === '') return { found: true, installation };
    return { found: false, reason: `${name} is there but failed its self-test: ${failure}` };
  }
  return undefined;
}

function packageInstallation(require: NodeJS.Require, name: string): Installation | undefined {
  try {
    const manifest = require.resolve(`${name}/package.json`);
    const folder = dirname(manifest);
    const binding = join(folder, 'lib', 'napi-v8', 'tfjs_binding.node');
    const { version } = require(manifest) as { version: string };
    if (!existsSync(binding)) return undefined;
    return { origin: 'package', folder, binding, cuda: name.endsWith('-gpu'), description: `${name} ${version}` };
  } catch {
    return undefined;
  }
}

/** What the self-test says about a package's binding, remembered as long as the file stays the same. */
async function packageFailure(installation: Installation, cache: string): Promise<string> {
  const { size, mtimeMs } = await stat(installation.binding);
  const key = createHash('sha256')
    .update(JSON.stringify([installation.binding, size, mtimeMs, process.version]))
    .digest('hex');
  const verdict = join(cache, 'native', `package-${key.slice(0, 16)}.json`);
  const known = await readFile(verdict, 'utf8').catch(() => undefined);
  if (known !== undefined) return (JSON.parse(known) as { failure: string }).failure;
  const result = await selfTest(installation);
  const failure = result.passed ? '' : result.reason;
  await makeFolder(dirname(verdict));
  await atomicWrite(verdict, JSON.stringify({ failure }));
  return failure;
}

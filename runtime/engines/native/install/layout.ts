import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { TENSORFLOW_VERSION } from './pins.js';
import { cacheFolder } from './cache-folder.js';
import type { TensorflowBuild } from './build.js';
import type { Installation } from '../installation.js';
import { PROFILER_SOURCE } from './profiler-source.js';

/** Where the parts of an install lie. Parts find each other by relative paths, so the folder may be moved. */
export interface Layout {
  readonly root: string;
  /** pip's target folder: wheels unpacked side by side. */
  readonly wheels: string;
  /** Folder of TensorFlow's shared libraries. */
  readonly libraries: string;
  readonly headers: string;
  /** Sources from npm. */
  readonly bindingSource: string;
  readonly nodeHeaders: string;
  /** What is compiled. */
  readonly compiled: string;
  readonly binding: string;
  readonly quiet: string;
  /** Another source of it is another file, so that older installs are completed. */
  readonly profiler: string;
  /** Written last: an install without it is unfinished. */
  readonly marker: string;
  /** Held while an install is at work. */
  readonly lock: string;
  /** Whatever is half done, in a folder of each attempt's own: what a killed one started may still write there. */
  readonly staging: string;
}

export function layoutOf(build: TensorflowBuild, cache: string = cacheFolder()): Layout {
  return layoutAt(join(cache, 'native', build.key));
}

/** @param root folder of the install */
export function layoutAt(root: string): Layout {
  const wheels = join(root, 'wheels');
  const sources = join(root, 'sources');
  const compiled = join(root, 'compiled');
  return {
    root,
    wheels,
    libraries: join(wheels, 'tensorflow'),
    headers: join(wheels, 'tensorflow', 'include'),
    bindingSource: join(sources, 'binding'),
    nodeHeaders: join(sources, 'node-api-headers', 'include'),
    compiled,
    binding: join(compiled, 'tfjs_binding.node'),
    quiet: join(compiled, 'quiet.node'),
    profiler: join(compiled, `profiler-${digestOf(PROFILER_SOURCE)}.node`),
    marker: join(root, 'complete.json'),
    lock: `${root}.lock`,
    staging: `${root}.staging`,
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

export function installationAt(build: TensorflowBuild, layout: Layout): Installation {
  return {
    origin: 'angnet',
    folder: layout.root,
    binding: layout.binding,
    quiet: layout.quiet,
    cuda: build.cuda,
    description: `TensorFlow ${TENSORFLOW_VERSION}${build.cuda ? ' with CUDA' : ''}`,
  };
}

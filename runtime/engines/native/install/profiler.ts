import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileError } from '../../../files/error.js';
import type { TensorflowBuild } from './build.js';
import { compileProfiler } from './compile-binding.js';
import type { Layout } from './layout.js';
import { findCompiler } from './tools.js';

/**
 * The profiler's add-on of a finished install. One that was made before there was a profiler, or with another one, is
 * completed.
 * @param onBuild called when it has to be compiled, which takes some seconds
 * @throws {EngineError | FileError}
 */
export async function ensureProfiler(build: TensorflowBuild, layout: Layout, onBuild: () => void): Promise<string> {
  const path = layout.profiler;
  if (existsSync(path)) return path;
  const compiler = await findCompiler();
  onBuild();
  const staging = join(layout.compiled, `.profiler-${randomUUID()}`);
  try {
    await mkdir(staging);
    await compileProfiler(compiler, build, layout, join(staging, basename(path)));
    await rename(join(staging, basename(path)), path);
    return path;
  } catch (cause) {
    throw cause instanceof Error && 'syscall' in cause ? fileError('write', dirname(path), cause) : cause;
  } finally {
    await rm(staging, { recursive: true, force: true }).catch(() => undefined);
  }
}

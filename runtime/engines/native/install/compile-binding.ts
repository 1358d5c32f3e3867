import { writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { EngineError } from '../../engine.js';
import type { TensorflowBuild } from './build.js';
import type { Layout } from './layout.js';
import { PROFILER_SOURCE } from './profiler-source.js';
import { QUIET_SOURCE } from './quiet-source.js';
import { failureLine, runCommand } from './run-command.js';

/**
 * Compiles tfjs-node's binding against TensorFlow's shared libraries, and our own add-ons: the one that silences their
 * loading, and the profiler.
 * @param target folder that will take the place of `layout.compiled`
 * @throws {EngineError} when the compiler refuses
 */
export async function compileBinding(
  compiler: string,
  build: TensorflowBuild,
  layout: Layout,
  target: string,
): Promise<void> {
  const sources = join(layout.bindingSource, 'binding');
  await compile(compiler, [
    ...[`-I${sources}`, `-I${layout.nodeHeaders}`, `-I${layout.headers}`],
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => join(sources, file)),
    ...linkArguments(build, layout),
    ...['-o', join(target, basename(layout.binding))],
  ]);
  const quiet = join(target, 'quiet.cc');
  await writeFile(quiet, QUIET_SOURCE);
  await compile(compiler, [`-I${layout.nodeHeaders}`, quiet, '-o', join(target, basename(layout.quiet))]);
  await compileProfiler(compiler, build, layout, join(target, basename(layout.profiler)));
}

/**
 * Compiles the add-on that tells when each op ran.
 * @param target the file; its source is left beside it
 * @throws {EngineError} when the compiler refuses
 */
export async function compileProfiler(
  compiler: string,
  build: TensorflowBuild,
  layout: Layout,
  target: string,
): Promise<void> {
  const source = join(dirname(target), 'profiler.cc');
  await writeFile(source, PROFILER_SOURCE);
  const headers = [`-I${layout.nodeHeaders}`, `-I${layout.headers}`];
  await compile(compiler, [...headers, source, ...linkArguments(build, layout), '-o', target]);
}

async function compile(compiler: string, args: readonly string[]): Promise<void> {
  // Node's own functions are resolved when it loads the add-on; macOS wants to be told so.
  const platform = process.platform === 'darwin' ? ['-undefined', 'dynamic_lookup'] : [];
  const flags = ['-std=c++17', '-O2', '-fPIC', '-shared', '-DNAPI_VERSION=8', '-w', ...platform];
  const result = await runCommand(compiler, [...flags, ...args]);
  if (result.code === 0) return;
  throw new EngineError(`${compiler} could not build the binding to TensorFlow: ${failureLine(result)}`);
}

/** Libraries are found relative to the binding, so that the folder may be moved. */
function linkArguments(build: TensorflowBuild, layout: Layout): string[] {
  const origin = process.platform === 'darwin' ? '@loader_path' : '$ORIGIN';
  const path = relative(dirname(layout.binding), layout.libraries);
  return [...build.libraries.map((library) => join(layout.libraries, library)), `-Wl,-rpath,${origin}/${path}`];
}

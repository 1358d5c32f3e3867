/** What a page does with specs, through the sources of the package's entries. The same code runs in Node. */
import { format } from 'prettier/standalone';
import { canonicalText, hashText } from '../../compiler/canonical/index.js';
import { renderDiagnostics } from '../../compiler/diagnostics/render.js';
import { check, compile, stepsOf, type Host } from '../../compiler/index.js';
import { sourcesOf } from '../../compiler/phases/1-resolve/sources.js';
import { printProgram } from '../../compiler/targets/ir/index.js';
import { parse } from '../../grammar/index.js';
import * as plugin from '../../grammar/printer/index.js';

/** Files by absolute path. */
export type Files = Readonly<Record<string, string>>;

/** Everything that the compiler says of a spec, as plain data. */
export interface Answer {
  readonly problems: number;
  /** As a person reads them. */
  readonly diagnostics: string;
  /** The canonical hash of each experiment. */
  readonly hashes: Readonly<Record<string, string>>;
  /** The graphs of each experiment, as text. */
  readonly graphs: Readonly<Record<string, string>>;
  /** The formatted text, or what prevents it. */
  readonly formatted: string;
}

/** Reads files from memory; paths are those of URLs, which browsers have too. */
function memoryHost(files: Files): Host {
  return {
    resolve: (from, specifier) => new URL(specifier, `memory:${from}`).pathname,
    read: (path) => (Object.hasOwn(files, path) ? files[path] : undefined),
  };
}

/** Parses, checks, compiles and formats a spec. */
export async function examine(path: string, files: Files): Promise<Answer> {
  const text = files[path]!;
  const { diagnostics, experiments, resolved } = check(path, memoryHost(files));
  const all = [...experiments.entries()];
  const programs = all.map(([name, experiment]) => {
    const program = compile(experiment, { steps: 'steps' in experiment.length ? stepsOf(experiment, 0) : 1000 });
    return [name, printProgram(program)] as const;
  });
  return {
    problems: parse(text).problems.length,
    diagnostics: renderDiagnostics(diagnostics, sourcesOf(resolved)),
    hashes: Object.fromEntries(all.map(([name, experiment]) => [name, hashText(canonicalText(experiment))])),
    graphs: Object.fromEntries(programs),
    formatted: await format(text, { parser: 'ang', plugins: [plugin] }).catch((cause: unknown) => String(cause)),
  };
}

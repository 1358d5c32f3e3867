/** What a page does with specs, through the sources of the package's entries. The same code runs in Node. */
import { format as prettierFormat } from 'prettier/standalone';
import * as angnet from '../../compiler/api.js';
import { parse } from '../../grammar/index.js';
import * as plugin from '../../grammar/printer/index.js';

/** Files by name. */
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
  /** The text as the compiler formats it, and as prettier does with the plugin, or what prevents it. */
  readonly formatted: string;
  readonly pretty: string;
}

/** Parses, checks, compiles and formats a spec. */
export async function examine(path: string, files: Files): Promise<Answer> {
  const text = files[path]!;
  const { diagnostics, experiments, resolved } = angnet.check(path, angnet.memoryHost(new Map(Object.entries(files))));
  const all = [...experiments];
  const graphs = all.map(([name, experiment]) => {
    const steps = 'steps' in experiment.length ? angnet.stepsOf(experiment, 0) : 1000;
    return [name, angnet.printProgram(angnet.compile(experiment, { steps }))] as const;
  });
  return {
    problems: parse(text).problems.length,
    diagnostics: angnet.renderDiagnostics(diagnostics, angnet.sourcesOf(resolved)),
    hashes: Object.fromEntries(
      all.map(([name, experiment]) => [name, angnet.hashText(angnet.canonicalText(experiment))]),
    ),
    graphs: Object.fromEntries(graphs),
    formatted: await angnet.format(text).catch(String),
    pretty: await prettierFormat(text, { parser: 'ang', plugins: [plugin] }).catch(String),
  };
}

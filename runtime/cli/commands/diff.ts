import { existsSync, statSync } from 'node:fs';
import { compareExperiments, compareModels, type Comparison } from '../../../compiler/diff/index.js';
import type { Experiment, Network } from '../../../compiler/index.js';
import { alternatives } from '../../../compiler/diagnostics/suggest.js';
import { hasErrors, openExperiment, openSpec, SpecError } from '../../spec/index.js';
import { openRunSpec } from '../../training/index.js';
import { UsageError } from '../../usage-error.js';
import { example, type AddCommand, type CommandContext } from '../context.js';
import { configurationOf, options } from '../options.js';
import { renderComparison } from '../../report/comparison-text.js';
import { formatJson } from '../text.js';

/** What one argument of the command names. */
interface Side {
  readonly path: string;
  readonly experiments: ReadonlyMap<string, Experiment>;
  readonly models: ReadonlyMap<string, Network>;
}

interface DiffOptions {
  readonly experiment?: string;
  readonly profile?: string;
  readonly set?: readonly string[];
  readonly json?: boolean;
}

interface Pair {
  readonly names: readonly [string, string];
  readonly comparison: Comparison;
}

export const addDiff: AddCommand = (program, context) => {
  program
    .command('diff')
    .description('what differs in meaning: layers, functions, data, training, cost')
    .argument('<a>', "a spec, `spec.ang:Experiment`, `spec.ang:Experiment@profile`, or a run's folder")
    .argument('<b>', 'what to compare it with')
    .addOption(options.experiment())
    .addOption(options.profile())
    .addOption(options.set())
    .addOption(options.json())
    .addHelpText(
      'after',
      '\nFormatting, comments and the names of models, blocks, functions and parameters make no difference.\n' +
        example(
          'diff old.ang new.ang',
          'diff spec.ang:Plain spec.ang:Angular',
          'diff spec.ang:Plain@quick other.ang',
          'diff runs/Digits/3f2a91c0-0 digits.ang',
        ),
    )
    .action(async (a: string, b: string, given: DiffOptions) => {
      const sides = [await openSide(a, given), await openSide(b, given)] as const;
      report(sides, given.json ?? false, context);
    });
};

/** @throws {FileError | RunError | SpecError | UsageError} */
async function openSide(written: string, given: DiffOptions): Promise<Side> {
  if (existsSync(written) && statSync(written).isDirectory()) {
    const { experiment } = await openRunSpec(written);
    return { path: written, experiments: new Map([[experiment.name, experiment]]), models: new Map() };
  }
  const [, path = written, suffix, profile] = existsSync(written)
    ? []
    : (/^(.*):(\w+)(?:@(\w+))?$/s.exec(written) ?? []);
  const spec = openSpec(path);
  const { checked } = spec;
  if (hasErrors(checked.diagnostics)) throw new SpecError(spec);
  const name = suffix ?? given.experiment;
  const [experiments, models] = [only(checked.experiments, name), only(checked.networks, name)];
  if (name !== undefined && experiments.size + models.size === 0) {
    const known = [...new Set([...checked.experiments.keys(), ...checked.networks.keys()])];
    const list = known.length === 0 ? 'It has none.' : `It has ${alternatives(known, 'and')}.`;
    throw new UsageError(`${path} has no experiment or model \`${name}\`. ${list}`);
  }
  const configuration = configurationOf(profile === undefined ? given : { ...given, profile });
  if (Object.keys(configuration).length === 0) return { path: written, experiments, models };
  const changed = [...experiments.keys()].map((each) => openExperiment(path, each, configuration).experiment);
  return { path: written, experiments: new Map(changed.map((each) => [each.name, each])), models };
}

function only<T>(all: ReadonlyMap<string, T>, name: string | undefined): ReadonlyMap<string, T> {
  return name === undefined ? all : new Map([...all].filter(([key]) => key === name));
}

/** Experiments where both sides have some, else models. */
function report(sides: readonly [Side, Side], json: boolean, { out }: CommandContext): void {
  const [a, b] = sides;
  const byExperiment = a.experiments.size > 0 && b.experiments.size > 0;
  const matched = byExperiment
    ? match(a.experiments, b.experiments, compareExperiments)
    : match(a.models, b.models, compareModels);
  const { pairs, lone } = matched;
  if (pairs.length === 0) {
    const what = byExperiment ? 'experiments' : 'models';
    throw new UsageError(
      `${a.path} and ${b.path} have no ${what} of the same name: say which, as in \`spec.ang:Name\`.`,
    );
  }
  if (json) {
    const shown = pairs.map(({ names, comparison }) => ({ names, ...comparison }));
    out.write(formatJson({ schema: 1, a: a.path, b: b.path, onlyInA: lone[0], onlyInB: lone[1], pairs: shown }));
    return;
  }
  const several = pairs.length > 1;
  for (const { names, comparison } of pairs) {
    const title = several || names[0] !== names[1] ? `${[...new Set(names)].join(' -> ')}\n` : '';
    out.write(title + renderComparison(comparison, out.colors));
  }
  lone.forEach((names, index) => {
    if (names.length > 0) out.write(`only in ${sides[index]!.path}: ${names.join(', ')}\n`);
  });
}

/** Pairs what has the same name; the only one of each side is a pair under whatever names. */
function match<T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
  compare: (a: T, b: T) => Comparison,
): { readonly pairs: readonly Pair[]; readonly lone: readonly [readonly string[], readonly string[]] } {
  if (a.size === 1 && b.size === 1) {
    const [[nameA, left]] = a as unknown as [[string, T]];
    const [[nameB, right]] = b as unknown as [[string, T]];
    return { pairs: [{ names: [nameA, nameB], comparison: compare(left, right) }], lone: [[], []] };
  }
  const pairs = [...a].flatMap(([name, left]): Pair[] => {
    const right = b.get(name);
    return right === undefined ? [] : [{ names: [name, name], comparison: compare(left, right) }];
  });
  const lone = (own: ReadonlyMap<string, T>, other: ReadonlyMap<string, T>) =>
    [...own.keys()].filter((name) => !other.has(name));
  return { pairs, lone: [lone(a, b), lone(b, a)] };
}

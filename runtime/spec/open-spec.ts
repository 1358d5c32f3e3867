import {
  check,
  configure,
  describeCell,
  type Checked,
  type Configuration,
  type Diagnostic,
  type Experiment,
} from '../../compiler/index.js';
import { overridesPath } from '../../compiler/experiments/overrides.js';
import type { Sources } from '../../compiler/diagnostics/render.js';
import { alternatives, didYouMean } from '../../compiler/diagnostics/suggest.js';
import { sourcesOf } from '../../compiler/phases/1-resolve/sources.js';
import { readSpec } from './read-spec.js';
import { SpecHost } from './spec-host.js';
import type { ExperimentDeclaration } from '../../grammar/index.js';
import { UsageError } from '../usage-error.js';

/** A spec that was read and checked. */
export interface Spec {
  readonly path: string;
  readonly checked: Checked;
  readonly sources: Sources;
  /** What is wrong with the file, and with the configuration that one of its experiments was opened with. */
  readonly diagnostics: readonly Diagnostic[];
  /** The configuration, where it has given diagnostics that the file by itself doesn't have. */
  readonly configuration: Configuration;
}

/** A spec has mistakes, which are shown with their places. */
export class SpecError extends Error {
  constructor(readonly spec: Spec) {
    super(`${spec.path} has mistakes.`);
  }
}

/**
 * Reads and checks a spec; its mistakes are in `checked.diagnostics`.
 * @throws {FileError}
 */
export function openSpec(path: string, host = new SpecHost(path)): Spec {
  if (host.read(path) === undefined) readSpec(path);
  const checked = check(path, host);
  const { diagnostics, resolved } = checked;
  return { path, checked, sources: sourcesOf(resolved), diagnostics, configuration: {} };
}

export interface OpenedExperiment {
  readonly spec: Spec;
  readonly experiment: Experiment;
  /** What the cell of an ablation is that the configuration names: `row plain`, `classifier@scale=30`. */
  readonly cell?: readonly string[];
}

/**
 * Reads a spec and takes one experiment of it, with a profile, a cell's edits and settings applied.
 * @param name may be absent where there is only one
 * @param host reads the files; by default what imports may reach depends on where the spec lies
 * @throws {FileError | SpecError | UsageError}
 */
export function openExperiment(
  path: string,
  name: string | undefined,
  configuration: Configuration = {},
  host = new SpecHost(path),
): OpenedExperiment {
  return experimentOf(openSpec(path, host), name, configuration);
}

/**
 * Takes one experiment of a spec that was opened.
 * @throws {SpecError | UsageError}
 */
export function experimentOf(
  file: Spec,
  name: string | undefined,
  configuration: Configuration = {},
): OpenedExperiment {
  const chosen = chooseExperiment(file, name);
  if (hasErrors(file.diagnostics)) throw new SpecError(file);
  const { declaration } = file.checked.resolved.root.scope.experiments.get(chosen)!;
  checkProfile(declaration, configuration.profile);
  const cell = configuration.cell && cellOf(file, configuration.cell);
  const configured = configure(file.checked, chosen, configuration);
  const spec = configuredSpec(file, configured, configuration);
  if (!configured.experiment) throw new SpecError(spec);
  return { spec, experiment: configured.experiment, ...(cell && { cell }) };
}

/** @throws {UsageError} where the spec has no such cell */
function cellOf({ path, checked }: Spec, cell: NonNullable<Configuration['cell']>): readonly string[] {
  const described = describeCell(checked, cell);
  if (!described) throw new UsageError(`${path} has no cell ${cell.index} of an ablation \`${cell.ablation}\`.`);
  return described;
}

/**
 * A spec with what a configuration says of it.
 * @throws {UsageError} where the settings mean nothing
 */
export function configuredSpec(
  file: Spec,
  { diagnostics, text }: Pick<ReturnType<typeof configure>, 'diagnostics' | 'text'>,
  configuration: Configuration,
): Spec {
  const misuse = diagnostics.find(isMisuse);
  if (misuse) throw new UsageError([misuse.message, misuse.hint ?? ''].join(' ').trim());
  return {
    ...file,
    sources: (source) => text(source) ?? file.sources(source),
    diagnostics: [...file.diagnostics, ...diagnostics],
    configuration: diagnostics.length > 0 ? configuration : {},
  };
}

/** @throws {UsageError} where the experiment has no such profile */
export function checkProfile({ name: { name }, profiles }: ExperimentDeclaration, profile: string | undefined): void {
  const names = profiles.map((each) => each.name.name);
  if (profile === undefined || names.includes(profile)) return;
  const known = names.length === 0 ? 'It has none.' : `It has ${alternatives(names, 'and')}.`;
  throw new UsageError(`\`${name}\` has no profile \`${profile}\`. ${didYouMean(profile, names) ?? known}`);
}

/** Mistakes of settings that are none of their values: what was called wrongly, not what it was called with. */
const misuses = [
  'syntax',
  'unknown-field',
  'unknown-argument',
  'unknown-annotation',
  'edit-target',
  'no-call-to-edit',
  'malformed-selector',
  'selector-without-match',
];

function isMisuse({ code, place }: Diagnostic): boolean {
  return place.file === overridesPath && misuses.includes(code);
}

/** @throws {SpecError | UsageError} */
function chooseExperiment(spec: Spec, name: string | undefined): string {
  const names = [...spec.checked.resolved.root.scope.experiments.keys()];
  if (name !== undefined && names.includes(name)) return name;
  // With mistakes in the text, an experiment may only seem to be missing.
  if (hasErrors(spec.diagnostics)) throw new SpecError(spec);
  const list = alternatives(names, 'and');
  if (name !== undefined) {
    const known = names.length === 0 ? 'It declares none.' : `It declares ${list}.`;
    throw new UsageError(`${spec.path} has no experiment \`${name}\`. ${didYouMean(name, names) ?? known}`);
  }
  if (names.length === 0) {
    throw new UsageError(`${spec.path} declares no experiment: write one, as in \`experiment First { model: … }\`.`);
  }
  if (names.length > 1) {
    throw new UsageError(
      `${spec.path} declares the experiments ${list}: say which, as in \`--experiment ${names[0]}\`.`,
    );
  }
  return names[0]!;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

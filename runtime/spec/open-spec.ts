import { check, type Checked, type Diagnostic, type Experiment } from '../../compiler/index.js';
import type { Sources } from '../../compiler/diagnostics/render.js';
import { alternatives, didYouMean } from '../../compiler/diagnostics/suggest.js';
import { sourcesOf } from '../../compiler/phases/1-resolve/sources.js';
import { editFor, parseOverride } from './overrides.js';
import { readSpec } from './read-spec.js';
import { SpecHost } from './spec-host.js';
import { UsageError } from '../usage-error.js';

/** A spec that was read and checked. */
export interface Spec {
  readonly path: string;
  readonly checked: Checked;
  readonly sources: Sources;
  /** Overrides, as they were written, that gave diagnostics which the file by itself doesn't have. */
  readonly overrides: readonly string[];
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
  return { path, checked, sources: sourcesOf(checked.resolved), overrides: [] };
}

export interface OpenedExperiment {
  readonly spec: Spec;
  readonly experiment: Experiment;
}

/**
 * Reads a spec and takes one experiment of it, with overrides written into its text.
 * @param name may be absent where there is only one
 * @param overrides `optimizer.lr=0.01`, one after another
 * @throws {FileError | SpecError | UsageError}
 */
export function openExperiment(path: string, name: string | undefined, overrides: readonly string[]): OpenedExperiment {
  const host = new SpecHost(path);
  let spec = openSpec(path, host);
  const chosen = chooseExperiment(spec, name);
  for (const written of overrides) {
    const override = parseOverride(written);
    const declared = spec.checked.resolved.root.scope.experiments.get(chosen)!;
    const edit = editFor(override, declared);
    const { path: file, text } = declared.module;
    host.edit(file, text.slice(0, edit.start) + edit.text + text.slice(edit.end));
    const edited = openSpec(path, host);
    const overrides = complainsMore(edited, spec) ? [...spec.overrides, written] : spec.overrides;
    spec = { ...edited, overrides };
  }
  const experiment = spec.checked.experiments.get(chosen);
  if (!experiment || hasErrors(spec.checked.diagnostics)) throw new SpecError(spec);
  return { spec, experiment };
}

/** Whether a spec has diagnostics that another lacks, wherever they stand. */
function complainsMore(spec: Spec, other: Spec): boolean {
  const known = new Set(other.checked.diagnostics.map(({ code, message }) => `${code} ${message}`));
  return spec.checked.diagnostics.some(({ code, message }) => !known.has(`${code} ${message}`));
}

/** @throws {SpecError | UsageError} */
function chooseExperiment(spec: Spec, name: string | undefined): string {
  const names = [...spec.checked.resolved.root.scope.experiments.keys()];
  if (name !== undefined && names.includes(name)) return name;
  // With mistakes in the text, an experiment may only seem to be missing.
  if (hasErrors(spec.checked.diagnostics)) throw new SpecError(spec);
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

/**
 * Experiments and ablations as somebody wants them run: with a profile, and with settings from outside of the file.
 */
import type { Checked } from './checked.js';
import type { Diagnostic, Place } from './diagnostics/diagnostic.js';
import { Reporter } from './diagnostics/reporter.js';
import { editsOfProfile, type SourcedEdit } from './experiments/edits.js';
import { cellAt, planOf } from './experiments/plan.js';
import { overridesPath, parseOverrides, type Overrides } from './experiments/overrides.js';
import type { AblationDeclaration, ExperimentDeclaration } from '../grammar/index.js';
import type { Declared } from './phases/1-resolve/modules.js';
import { EditChecker } from './phases/2-check/edits.js';
import type { Ablation } from './phases/3-expand/ablation.js';
import { AnnotationTracker } from './phases/3-expand/annotations.js';
import { expandEdited } from './phases/3-expand/expand-edited.js';
import { expandAblation, expandCell } from './phases/3-expand/expand-ablation.js';
import type { Experiment } from './phases/3-expand/experiment.js';

export interface Configuration {
  /** A profile of the experiment. */
  readonly profile?: string;
  /** Settings that win over everything else, one after another: `optimizer.lr=0.01`, `classifier@scale=30`. */
  readonly overrides?: readonly string[];
  /** A cell of an ablation of the experiment, whose edits stand between the profile and the settings. */
  readonly cell?: { readonly ablation: string; readonly index: number };
}

/** What came of a configuration; its diagnostics are those that the file alone doesn't have. */
interface Configured {
  readonly diagnostics: readonly Diagnostic[];
  /** The text of the settings, whose path in places is `--set`. */
  readonly text: (path: string) => string | undefined;
}

/**
 * An experiment of a checked file with a profile and settings applied.
 * @returns no experiment where the file or the configuration has mistakes
 * @throws {RangeError} for an experiment, a profile or a cell that the file doesn't have
 */
export function configure(
  checked: Checked,
  name: string,
  configuration: Configuration = {},
): Configured & { readonly experiment: Experiment | undefined } {
  const declared = experimentCalled(checked, name);
  const reporter = fileReporter(checked);
  const { profile, overrides } = editsOf(checked, declared, configuration, reporter);
  const edits = [...profile, ...overrides.edits];
  if (edits.length > 0) new EditChecker(declared, reporter).check(edits);
  const isSound = !hasErrors([...checked.diagnostics, ...reporter.diagnostics]);
  const { cell } = configuration;
  let experiment: Experiment | undefined;
  if (isSound && cell) {
    const ablation = ablationCalled(checked, cell.ablation);
    experiment = expandCell(ablation, declared, cell.index, reporter, { before: profile, after: overrides.edits });
    if (!experiment) throw new RangeError(`there is no cell ${cell.index} of the ablation ${cell.ablation}`);
  } else if (isSound) {
    const place = placeOfEdits(declared, configuration, overrides);
    experiment = expandEdited(declared, edits, reporter, new AnnotationTracker(), place);
  }
  return { experiment, diagnostics: reporter.diagnostics, text: textOf(overrides) };
}

/**
 * An ablation of a checked file with a profile and settings applied to every cell: experiment, profile, the edits of
 * the ablation, settings. What the cells are expected to reach doesn't hold for them then.
 * @returns no ablation where the file or the configuration has mistakes
 * @throws {RangeError} for an ablation or a profile that the file doesn't have
 */
export function configureAblation(
  checked: Checked,
  name: string,
  configuration: Configuration = {},
): Configured & { readonly ablation: Ablation | undefined } {
  const declared = ablationCalled(checked, name);
  const of = declared.module.scope.experiments.get(declared.declaration.of.name);
  const reporter = fileReporter(checked);
  if (!of || hasErrors(checked.diagnostics)) return { ablation: undefined, diagnostics: [], text: () => undefined };
  const { profile, overrides } = editsOf(checked, of, configuration, reporter);
  new EditChecker(of, reporter).check([...profile, ...overrides.edits]);
  const ablation = reporter.hasErrors
    ? undefined
    : expandAblation(declared, reporter, { before: profile, after: overrides.edits });
  return {
    ablation: reporter.hasErrors ? undefined : ablation,
    diagnostics: reporter.diagnostics,
    text: textOf(overrides),
  };
}

/**
 * What a cell is among those of its ablation, for people: `row plain`, `classifier@scale=30`, one text an axis; undefined
 * where a checked file has no such cell.
 */
export function describeCell(
  { resolved }: Checked,
  { ablation, index }: NonNullable<Configuration['cell']>,
): readonly string[] | undefined {
  const declared = resolved.root.scope.ablations.get(ablation);
  if (!declared) return undefined;
  const { axes } = planOf(declared.declaration, declared.module);
  return cellAt(axes, index)?.map(({ label }, axis) => {
    const { kind, title } = axes[axis]!;
    return kind === 'rows' || kind === 'columns' ? `${kind.slice(0, -1)} ${label}` : `${title}=${label}`;
  });
}

function experimentCalled({ resolved }: Checked, name: string): Declared<ExperimentDeclaration> {
  const declared = resolved.root.scope.experiments.get(name);
  if (!declared) throw new RangeError(`there is no experiment ${name}`);
  return declared;
}

function ablationCalled({ resolved }: Checked, name: string): Declared<AblationDeclaration> {
  const declared = resolved.root.scope.ablations.get(name);
  if (!declared) throw new RangeError(`there is no ablation ${name}`);
  return declared;
}

/** A reporter that finds only what the file by itself doesn't have. */
function fileReporter({ diagnostics }: Checked): Reporter {
  const file = new Reporter();
  file.adopt(diagnostics);
  return new Reporter(file);
}

interface ConfiguredEdits {
  readonly profile: readonly SourcedEdit[];
  readonly overrides: Overrides;
}

function editsOf(
  { resolved: { root } }: Checked,
  { declaration, module }: Declared<ExperimentDeclaration>,
  { profile: name, overrides = [] }: Configuration,
  reporter: Reporter,
): ConfiguredEdits {
  const profile = declaration.profiles.find((each) => each.name.name === name);
  if (name !== undefined && !profile) throw new RangeError(`there is no profile ${name}`);
  return {
    profile: profile ? editsOfProfile(profile, module) : [],
    overrides: parseOverrides(overrides, root, reporter),
  };
}

/** What to name where the configuration makes something wrong that stands elsewhere. */
function placeOfEdits(
  { declaration, module }: Declared<ExperimentDeclaration>,
  { profile: name }: Configuration,
  { module: { text }, edits }: Overrides,
): { readonly place: Place; readonly within: Place; readonly message: string } | undefined {
  const whole = { file: overridesPath, span: { start: 0, end: text.length } };
  const last = edits.at(-1);
  if (last) {
    const message = edits.length === 1 ? 'with this setting' : 'with this setting and the others';
    return { place: { file: overridesPath, span: last.edit.span }, within: whole, message };
  }
  const profile = declaration.profiles.find((each) => each.name.name === name);
  if (!profile) return undefined;
  const within = { file: module.path, span: profile.span };
  const place = { file: module.path, span: profile.name.span };
  return { place, within, message: `in the profile \`${profile.name.name}\`` };
}

function textOf({ module: { text } }: Overrides): Configured['text'] {
  return (path) => (path === overridesPath ? text : undefined);
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

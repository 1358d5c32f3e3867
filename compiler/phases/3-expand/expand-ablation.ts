import type { AblationDeclaration, ExperimentDeclaration } from '../../../grammar/index.js';
import type { Diagnostic, Place } from '../../diagnostics/diagnostic.js';
import { Reporter } from '../../diagnostics/reporter.js';
import { contains, hasErrorWithin } from '../../diagnostics/within.js';
import { applyEdits, type Effective } from '../../experiments/effective.js';
import type { SourcedEdit } from '../../experiments/edits.js';
import { cellAt, cellsOf, planOf, type AblationPlan } from '../../experiments/plan.js';
import type { Declared } from '../1-resolve/modules.js';
import type { Ablation, Cell } from './ablation.js';
import { layersWith } from '../../layers/index.js';
import { AnnotationTracker } from './annotations.js';
import { reportCells, reportDiagnostics } from './report-cells.js';
import type { ExpandedCell } from './expanded-cell.js';
import type { Experiment } from './experiment.js';
import { expandEditedModel, expandExperiment, type EditedModel } from './expand-experiment.js';
import { checkChance, expectationsOf, seedsOf } from './expected.js';
import { reportOverwrittenEdits } from './overwritten-edits.js';
import { addFieldMisses, fieldMeaning } from './field-misses.js';
import { OptionalSelectors } from './optional-selectors.js';
import type { Miss } from './misses.js';

/** Edits around those of the ablation itself. */
export interface Surroundings {
  /** Of a profile. */
  readonly before: readonly SourcedEdit[];
  /** Of `--set`. */
  readonly after: readonly SourcedEdit[];
}

/**
 * Expands every cell of an ablation. What is wrong in several cells is reported once, at its place in the text.
 * @param reporter of the whole file
 * @param optionals of the whole file
 * @returns undefined where the experiment itself can't be expanded, which was reported
 */
export function expandAblation(
  { declaration, module }: Declared<AblationDeclaration>,
  reporter: Reporter,
  { before, after }: Surroundings = { before: [], after: [] },
  optionals = new OptionalSelectors(),
): Ablation | undefined {
  const of = module.scope.experiments.get(declaration.of.name);
  if (!of) return undefined;
  const plan = planOf(declaration, module);
  const expander = new CellExpander(of, reporter, optionals);
  const base = expander.expand([...before, ...after]);
  if (!base.experiment) return undefined;
  const cells = [...cellsOf(plan.axes)].map(({ coordinates, choices }): ExpandedCell => {
    const edits = [...before, ...plan.edits, ...choices.flatMap((choice) => choice.edits), ...after];
    return { coordinates, choices, edits, ...expander.expand(edits) };
  });
  const name: Place = { file: module.path, span: declaration.name.span };
  const within: Place = { file: module.path, span: declaration.span };
  const isConfigured = before.length + after.length > 0;
  const notes = reportCells({ ablation: declaration.name.name, name, within, base, cells, reporter, isConfigured });
  // With edits from elsewhere, what is wrong in the text itself was reported before.
  if (!isConfigured) reportOverwrittenEdits(plan, cells, reporter);
  checkChance(plan, base.experiment, { module, reporter });
  const common = expander.expand([...before, ...plan.edits, ...after]).experiment;
  return { ...assemble({ declaration, module }, plan, cells, notes, reporter), base: common };
}

/** Checks the cells of an ablation that the mistakes in other rows, columns and values of it leave as they are. */
export function checkSoundCells(
  { declaration, module }: Declared<AblationDeclaration>,
  reporter: Reporter,
  optionals: OptionalSelectors,
): void {
  const of = module.scope.experiments.get(declaration.of.name);
  const within: Place = { file: module.path, span: declaration.span };
  const { axes, edits } = planOf(declaration, module);
  const errors = reporter.diagnostics.filter((each) => hasErrorWithin(within, [each]));
  const wrong = axes
    .flatMap(({ choices }) => choices)
    .filter(({ span }) => hasErrorWithin({ ...within, span }, errors));
  const isElsewhere = errors.some(({ place }) => !wrong.some(({ span }) => contains({ ...within, span }, place)));
  if (!of || isElsewhere) return;
  const expander = new CellExpander(of, reporter, optionals);
  if (!expander.expand([]).experiment) return;
  const sound = [...cellsOf(axes)].filter(({ choices }) => !choices.some((choice) => wrong.includes(choice)));
  const cells = sound.map(({ coordinates, choices }): ExpandedCell => {
    const own = [...edits, ...choices.flatMap((choice) => choice.edits)];
    return { coordinates, choices, edits: own, ...expander.expand(own) };
  });
  reportDiagnostics({ ablation: declaration.name.name, within, cells, reporter });
}

/**
 * Expands one cell of an ablation that was found to be sound.
 * @param index among the cells, in their order
 * @returns undefined where there is no such cell
 */
export function expandCell(
  { declaration, module }: Declared<AblationDeclaration>,
  of: Declared<ExperimentDeclaration>,
  index: number,
  reporter: Reporter,
  { before, after }: Surroundings,
): Experiment | undefined {
  const plan = planOf(declaration, module);
  const choices = cellAt(plan.axes, index);
  if (!choices) return undefined;
  const edits = [...before, ...plan.edits, ...choices.flatMap((choice) => choice.edits), ...after];
  return new CellExpander(of, reporter).expand(edits).experiment;
}

function assemble(
  { declaration: { name, of }, module }: Declared<AblationDeclaration>,
  plan: AblationPlan,
  cells: readonly ExpandedCell[],
  notes: ReadonlyMap<ExpandedCell, readonly string[]>,
  reporter: Reporter,
): Omit<Ablation, 'base'> {
  return {
    name: name.name,
    of: of.name,
    axes: plan.axes.map(({ kind, title, choices }) => ({ kind, title, labels: choices.map(({ label }) => label) })),
    cells: cells.map((cell): Cell => ({
      coordinates: cell.coordinates,
      labels: cell.choices.map(({ label }) => label),
      experiment: reporter.hasErrors ? undefined : cell.experiment,
      notes: notes.get(cell) ?? [],
    })),
    seeds: seedsOf(plan, module),
    expectations: expectationsOf(plan, module),
  };
}

type Expansion = Pick<ExpandedCell, 'experiment' | 'rules' | 'diagnostics' | 'misses'>;

/** A model with what was said of it, and its annotations that no layer obeys. */
interface KnownModel {
  readonly model: EditedModel | undefined;
  readonly isWrong: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly idle: readonly Miss[];
}

/** Expands cells; those whose models are edited alike share one network. */
class CellExpander {
  private readonly models = new Map<string, KnownModel>();
  private readonly numbers = new Map<SourcedEdit, number>();
  /** Edits of fields that have changed something in some cell. */
  private readonly changing = new Set<SourcedEdit>();

  constructor(
    private readonly of: Declared<ExperimentDeclaration>,
    private readonly reporter: Reporter,
    private readonly optionals = new OptionalSelectors(),
  ) {}

  expand(edits: readonly SourcedEdit[]): Expansion {
    const effective = applyEdits(this.of, edits);
    const { model, isWrong, diagnostics, idle } = this.modelOf(effective);
    const own = new Reporter(this.reporter);
    own.adopt(diagnostics);
    const misses: Miss[] = [...idle];
    const experiment = expandExperiment(effective, model, own, misses, this.optionals);
    addFieldMisses(this.of, edits, misses, this.changing);
    const rules = model?.network && model.rules;
    return {
      rules,
      experiment: isWrong || own.hasErrors ? undefined : experiment,
      diagnostics: own.diagnostics,
      misses,
    };
  }

  private modelOf(effective: Effective): KnownModel {
    const rules = effective.rules.map(({ source }) => this.numberOf(source)).join(' ');
    const key = `${fieldMeaning(effective, 'model')} ${rules}`;
    const known = this.models.get(key);
    if (known) return known;
    const own = new Reporter(this.reporter);
    const tracker = new AnnotationTracker();
    const model = expandEditedModel(effective, own, tracker);
    // Where the model is incomplete, an annotation may lack layers only because of that.
    const unreached = own.hasErrors ? [] : tracker.unreached();
    const idle = unreached.map(({ name, place }): Miss => {
      const args = { name, layers: layersWith(name) };
      const report: Miss['report'] = (reporter) => reporter.report('annotation-without-target', args, place);
      return { place, what: `\`@${name}\``, report };
    });
    const found = { model, isWrong: own.hasErrors, diagnostics: own.diagnostics, idle };
    this.models.set(key, found);
    return found;
  }

  private numberOf(source: SourcedEdit): number {
    const number = this.numbers.get(source) ?? this.numbers.size;
    this.numbers.set(source, number);
    return number;
  }
}

import type { ExperimentDeclaration } from '../../../grammar/index.js';
import type { Place } from '../../diagnostics/diagnostic.js';
import { Reporter } from '../../diagnostics/reporter.js';
import { contains, hasErrorWithin } from '../../diagnostics/within.js';
import { editsOfProfile, type SourcedEdit } from '../../experiments/edits.js';
import { applyEdits } from '../../experiments/effective.js';
import type { Declared } from '../1-resolve/modules.js';
import type { AnnotationTracker } from './annotations.js';
import { checkIdle } from './check-idle.js';
import { expandEditedModel, expandExperiment } from './expand-experiment.js';
import type { Experiment } from './experiment.js';
import { addFieldMisses } from './field-misses.js';
import type { LayerRules } from './layer-rules.js';
import { reportMisses, type Misses } from './misses.js';
import { overwrittenSettings } from './overwritten-settings.js';

/**
 * An experiment with edits applied, checked.
 * @param reporter of the whole file
 * @param tracker of the annotations of the whole file
 * @param where a name of what the edits are, added to what is said of other places: "in the profile `quick`"
 * @returns undefined when something is wrong with it; that was reported
 */
export function expandEdited(
  declared: Declared<ExperimentDeclaration>,
  edits: readonly SourcedEdit[],
  reporter: Reporter,
  tracker: AnnotationTracker,
  where?: { readonly place: Place; readonly within: Place; readonly message: string },
): Experiment | undefined {
  const own = new Reporter(reporter);
  const misses: Misses = [];
  const effective = applyEdits(declared, edits);
  const model = expandEditedModel(effective, own, tracker);
  const experiment = expandExperiment(effective, model, own, misses, tracker.optionals);
  if (experiment) addFieldMisses(declared, edits, misses);
  if (experiment && edits.length === 0) checkIdle(experiment, effective, own);
  reportMisses(misses, own);
  // Of settings of one thing from outside of the file the last one counts.
  if (where?.within.file === declared.module.path && model?.network) {
    reportRepeatedSettings(model.rules, where.within, own);
  }
  const named = own.diagnostics.map((diagnostic) =>
    !where || contains(where.within, diagnostic.place)
      ? diagnostic
      : { ...diagnostic, related: [...diagnostic.related, { place: where.place, message: where.message }] },
  );
  reporter.adopt(named);
  return own.hasErrors ? undefined : experiment;
}

/** Reports what edits of one profile set on layers that further ones of it set anew, whatever their selectors are. */
function reportRepeatedSettings(rules: LayerRules, within: Place, reporter: Reporter): void {
  const placeOf = ({ edit: { span }, module }: SourcedEdit): Place => ({ file: module.path, span });
  for (const [first, settings] of overwrittenSettings(rules)) {
    for (const [annotation, later] of settings) {
      const isOwn = [first, ...later].every((edit) => contains(within, placeOf(edit)));
      if (later.length === 0 || !isOwn) continue;
      const related = [{ place: placeOf(first), message: 'the first one is here' }];
      reporter.report('repeated-edit', { target: `@${annotation}` }, placeOf(later.at(-1)!), { related });
    }
  }
}

/**
 * Expands every profile of an experiment, so that its mistakes are found before it is used.
 * @returns those that are sound
 */
export function expandProfiles(
  declared: Declared<ExperimentDeclaration>,
  reporter: Reporter,
  tracker: AnnotationTracker,
): readonly Experiment[] {
  const { declaration, module } = declared;
  return declaration.profiles.flatMap((profile) => {
    const within = { file: module.path, span: profile.span };
    if (hasErrorWithin(within, reporter.diagnostics)) return [];
    const place = { file: module.path, span: profile.name.span };
    const message = `in the profile \`${profile.name.name}\``;
    const where = { place, within, message };
    return expandEdited(declared, editsOfProfile(profile, module), reporter, tracker, where) ?? [];
  });
}

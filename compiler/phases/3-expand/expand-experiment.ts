import { dataSets } from '../../data/index.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { callOf } from '../../evaluation/call-of.js';
import type { Effective } from '../../experiments/effective.js';
import { nanPolicies, type NanPolicy } from '../../experiments/nan-policy.js';
import { optimizers } from '../../optimizers/index.js';
import { schedules } from '../../schedules/index.js';
import type { AnnotationTracker } from './annotations.js';
import { checkDataArguments } from './check-data-arguments.js';
import { checkData, checkLosses } from './check-experiment.js';
import { checkRepeatedTerms } from './check-repeated-terms.js';
import { checkSchedule } from './check-schedule.js';
import { checkTraining } from './check-training.js';
import { expandModel, type ExpandedModel } from './expand-model.js';
import type { Experiment } from './experiment.js';
import { called, fieldNumber, fieldValue, fieldWord } from './field-values.js';
import { LayerRules } from './layer-rules.js';
import { lossTerms } from './loss-terms.js';
import type { Misses } from './misses.js';
import { followOptionals, type OptionalSelectors } from './optional-selectors.js';
import { regularizerTerms } from './regularizer-terms.js';
import { addRuleMisses, reportLosses } from './rule-misses.js';

/** A model as the edits of an experiment leave it. */
export interface EditedModel extends ExpandedModel {
  readonly rules: LayerRules;
}

/** Expands the model of an experiment; undefined where it has none, which was reported. */
export function expandEditedModel(
  effective: Effective,
  reporter: Reporter,
  tracker: AnnotationTracker,
): EditedModel | undefined {
  const field = fieldValue(effective, 'model', reporter);
  const call = field && callOf(field.value);
  const declared = call && field.environment.module.scope.models.get(call.callee.name);
  if (!declared) return undefined;
  const rules = new LayerRules(effective.rules);
  const model = expandModel(declared, call.arguments, field.environment, tracker, rules);
  // What a model that doesn't fit together has lost besides says nothing more.
  if (model.network && !reporter.hasErrors) reportLosses(rules, reporter);
  return { ...model, rules };
}

/**
 * @param model of the experiment, expanded
 * @param reporter of this experiment alone
 * @param misses where selectors and edits are kept that change nothing; the caller says whether those are mistakes
 * @param optionals of the whole file
 * @returns undefined when something is wrong with it; that was reported
 */
export function expandExperiment(
  effective: Effective,
  model: EditedModel | undefined,
  reporter: Reporter,
  misses: Misses,
  optionals: OptionalSelectors,
): Experiment | undefined {
  const field = (name: string) => fieldValue(effective, name, reporter);
  const [dataField, lossField, scheduleField, optimizerField] = ['data', 'loss', 'schedule', 'optimizer'].map(field);
  const data = called(dataField?.value, dataSets, dataField?.environment);
  const terms = lossTerms(lossField, model);
  const penalties = regularizerTerms(field('regularize'), model, misses);
  const optimizer = called(optimizerField?.value, optimizers, optimizerField?.environment);
  const schedule = called(scheduleField?.value, schedules, scheduleField?.environment);
  const batch = fieldNumber(effective, 'batch', reporter);
  const steps = fieldNumber(effective, 'steps', reporter);
  const epochs = fieldNumber(effective, 'epochs', reporter);
  const length = steps === undefined ? (epochs === undefined ? undefined : { epochs }) : { steps };
  const onNan = fieldWord(effective, 'on_nan', reporter) ?? nanPolicies[0];
  if (scheduleField && !schedule) return undefined;
  if (!model?.network || !data || !terms || !penalties || !optimizer || !length || batch === undefined)
    return undefined;
  addRuleMisses(model.rules, model.network, misses);
  followOptionals(model.rules, penalties, model.network, optionals);
  const experiment: Experiment = {
    name: effective.name,
    network: model.network,
    data: { description: data.construct, args: data.args },
    losses: terms,
    regularizers: penalties,
    optimizer: { optimizer: optimizer.construct, args: optimizer.args },
    schedule: schedule && { schedule: schedule.construct, args: schedule.args },
    batch,
    length,
    onNan: onNan as NanPolicy,
  };
  checkData(experiment, dataField!);
  checkDataArguments(experiment, dataField!);
  checkLosses(experiment, lossField!, field('model')!);
  checkRepeatedTerms(experiment, field('regularize'), lossField!.environment);
  checkTraining(experiment, { model: field('model')!, loss: lossField!, optimizer: optimizerField! });
  if (scheduleField) checkSchedule(experiment, scheduleField);
  return reporter.hasErrors ? undefined : experiment;
}

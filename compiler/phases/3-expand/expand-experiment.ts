import type { Argument, Call, Expression, ExperimentDeclaration, Field } from '../../../grammar/index.js';
import { dataSets } from '../../data/index.js';
import type { Arguments } from '../../evaluation/arguments.js';
import { placeOf, type Environment } from '../../evaluation/context.js';
import { evaluateAs } from '../../evaluation/convert.js';
import { evaluateArguments } from '../../evaluation/evaluate-arguments.js';
import { experimentFields } from '../../experiments/fields.js';
import { losses } from '../../losses/index.js';
import { optimizers } from '../../optimizers/index.js';
import { regularizers } from '../../regularizers/index.js';
import { schedules } from '../../schedules/index.js';
import type { CompileTimeValue, Signature } from '../../schema.js';
import type { Declared } from '../1-resolve/modules.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { AnnotationTracker } from './annotations.js';
import { checkDataArguments } from './check-data-arguments.js';
import { checkData, checkLosses, checkSchedule } from './check-experiment.js';
import { expandModel, type ExpandedModel } from './expand-model.js';
import type { Experiment, LossTerm, RegularizerTerm } from './experiment.js';
import type { LayerNode } from './network.js';
import { select } from './select.js';

type Fields = ReadonlyMap<string, Field>;

/**
 * @param tracker of the annotations of the whole file
 * @returns undefined when something is wrong with it; that was reported
 */
export function expandExperiment(
  { declaration, module }: Declared<ExperimentDeclaration>,
  reporter: Reporter,
  tracker: AnnotationTracker,
): Experiment | undefined {
  const environment: Environment = { module, reporter, values: new Map() };
  const fields = fieldsOf(declaration);
  const model = expandField(fields, environment, tracker);
  const data = called(fields.get('data')?.value, dataSets, environment);
  const terms = lossTerms(fields, model, environment);
  const penalties = regularizerTerms(fields, model, environment);
  const optimizer = called(fields.get('optimizer')?.value, optimizers, environment);
  const schedule = called(fields.get('schedule')?.value, schedules, environment);
  const batch = number(fields, 'batch', environment);
  const steps = number(fields, 'steps', environment);
  const epochs = number(fields, 'epochs', environment);
  const length = steps === undefined ? (epochs === undefined ? undefined : { epochs }) : { steps };
  if (fields.has('schedule') && !schedule) return undefined;
  if (!model?.network || !data || !terms || !penalties || !optimizer || !length || batch === undefined)
    return undefined;
  const experiment: Experiment = {
    name: declaration.name.name,
    network: model.network,
    data: { description: data.construct, args: data.args },
    losses: terms,
    regularizers: penalties,
    optimizer: { optimizer: optimizer.construct, args: optimizer.args },
    schedule: schedule && { schedule: schedule.construct, args: schedule.args },
    batch,
    length,
  };
  checkData(experiment, fields.get('data')!, environment);
  checkDataArguments(experiment, fields.get('data')!, environment);
  checkLosses(experiment, fields.get('loss')!, environment);
  checkSchedule(experiment, fields.get('schedule'), environment);
  return reporter.hasErrors ? undefined : experiment;
}

function fieldsOf(declaration: ExperimentDeclaration): Fields {
  return new Map(declaration.fields.map((field) => [field.name.name, field]));
}

function expandField(fields: Fields, environment: Environment, tracker: AnnotationTracker): ExpandedModel | undefined {
  const call = asCall(fields.get('model')?.value);
  const declared = call && environment.module.scope.models.get(call.name);
  return declared && expandModel(declared, call.arguments, environment, tracker);
}

/** `adam(lr: 0.1)`, or a name alone for a call without arguments. */
function asCall(expression: Expression | undefined): { name: string; arguments: readonly Argument[] } | undefined {
  if (expression?.kind === 'identifier') return { name: expression.name, arguments: [] };
  return expression?.kind === 'call' ? { name: expression.callee.name, arguments: expression.arguments } : undefined;
}

interface Called<S> {
  readonly construct: S;
  readonly args: Arguments;
}

function called<S extends Signature>(
  expression: Expression | undefined,
  registry: ReadonlyMap<string, S>,
  environment: Environment,
): Called<S> | undefined {
  const call = asCall(expression);
  const construct = call && registry.get(call.name);
  const args = construct && evaluateArguments(call.arguments, construct, environment);
  return args && { construct, args };
}

function number(fields: Fields, name: string, environment: Environment): number | undefined {
  const field = fields.get(name);
  const form = experimentFields.get(name)?.form;
  if (!field || form?.kind !== 'value') return undefined;
  const value = evaluateAs(field.value, form.type, { construct: 'experiment', parameter: name }, environment);
  return value?.kind === 'int' || value?.kind === 'real' ? value.value : undefined;
}

/** `softmax(of: classifier) + 0.01 * softmax(of: auxiliary)` */
function lossTerms(fields: Fields, model: ExpandedModel | undefined, environment: Environment): LossTerm[] | undefined {
  const field = fields.get('loss');
  if (!field) return undefined;
  const terms = summands(field.value, environment).map(({ factor, call }): LossTerm | undefined => {
    const loss = called(call, losses, environment);
    const target = loss && lossTarget(loss.args.word('of'), call, model, environment);
    return target && { factor, loss: loss.construct, args: loss.args, target };
  });
  return terms.every((term) => term !== undefined) && terms.length > 0 ? terms : undefined;
}

function summands(expression: Expression, environment: Environment): { factor: number; call: Expression }[] {
  if (expression.kind === 'binary' && expression.operator === '+') {
    return [...summands(expression.left, environment), ...summands(expression.right, environment)];
  }
  if (expression.kind === 'binary' && expression.operator === '*') {
    const role = { construct: 'loss', parameter: 'factor' };
    const factor = evaluateAs(expression.left, { kind: 'real', min: 0 }, role, environment);
    return factor?.kind === 'real' ? [{ factor: factor.value, call: expression.right }] : [];
  }
  return [{ factor: 1, call: expression }];
}

function lossTarget(label: string, call: Expression, model: ExpandedModel | undefined, environment: Environment) {
  if (!model) return undefined;
  const node = model.network?.labels.get(label);
  if (!model.labels.has(label)) {
    const argument = (call as Call).arguments.find(
      (one) => one.value.kind === 'identifier' && one.value.name === label,
    );
    reportUnknownLabel(label, argument?.value ?? call, [...model.labels], environment);
  }
  return node;
}

function reportUnknownLabel(name: string, node: Expression, known: readonly string[], environment: Environment): void {
  environment.reporter.report('not-a-label', { name, known }, placeOf(environment, node));
}

function regularizerTerms(
  fields: Fields,
  model: ExpandedModel | undefined,
  environment: Environment,
): RegularizerTerm[] | undefined {
  const field = fields.get('regularize');
  if (!field) return [];
  const items = field.value.kind === 'list' ? field.value.items : [field.value];
  const terms = items.map((item): RegularizerTerm | undefined => {
    const penalty = called(item, regularizers, environment);
    if (!penalty || !model?.network) return undefined;
    const { nodes } = model.network;
    if (!penalty.args.has('on')) return { regularizer: penalty.construct, args: penalty.args, targets: nodes };
    const words = penalty.args.list('on').map((word: CompileTimeValue) => ('value' in word ? String(word.value) : ''));
    const targets = select(nodes, words, (word, matches) => {
      const at = selectorIn(item, word) ?? item;
      if (matches.length === 0) reportUnknownLabel(word, at, [...model.labels], environment);
      else if (!matches.some(ownsWeights)) {
        environment.reporter.report('no-weights', { name: word }, placeOf(environment, at));
      }
    });
    return { regularizer: penalty.construct, args: penalty.args, targets };
  });
  return terms.every((term) => term !== undefined) ? terms : undefined;
}

/** Layers with weights are those that `@freeze` can keep from training. */
function ownsWeights({ layer }: LayerNode): boolean {
  return layer.annotations.includes('freeze');
}

/** Where a selector is written: `on: classifier` or one of `on: [classifier, bn]`. */
function selectorIn(item: Expression, word: string): Expression | undefined {
  const values = item.kind === 'call' ? item.arguments.map((argument) => argument.value) : [];
  const candidates = values.flatMap((value) => (value.kind === 'list' ? value.items : [value]));
  return candidates.find((candidate) => candidate.kind === 'identifier' && candidate.name === word);
}

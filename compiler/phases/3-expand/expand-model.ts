import type { Argument, ModelDeclaration } from '../../../grammar/index.js';
import type { AngleFunction } from '../../evaluation/function-value.js';
import { placeOf, type Environment } from '../../evaluation/context.js';
import { evaluateParameters } from '../../evaluation/declared-parameters.js';
import type { Declared } from '../1-resolve/modules.js';
import type { AnnotationTracker } from './annotations.js';
import { checkFunctions } from './check-functions.js';
import { Expander } from './expander.js';
import { LayerRules } from './layer-rules.js';
import type { LayerNode, Network } from './network.js';

/** A model's labels even where mistakes hide the network, so that they don't make follow-up mistakes. */
export interface ExpandedModel {
  readonly network: Network | undefined;
  readonly labels: ReadonlySet<string>;
}

/**
 * Instantiates a model for the arguments that an experiment gives it.
 * @param caller where the arguments stand
 * @param tracker of the annotations of the whole file
 * @param rules that edits of the experiment apply to layers
 */
export function expandModel(
  { declaration, module }: Declared<ModelDeclaration>,
  args: readonly Argument[],
  caller: Environment,
  tracker: AnnotationTracker,
  rules = new LayerRules(),
): ExpandedModel {
  const name = declaration.name.name;
  const { values, complete } = evaluateParameters(name, declaration.parameters, module, args, caller);
  const environment: Environment = { module, reporter: caller.reporter, values };
  const expander = new Expander(tracker, defaultAngle(environment), rules);
  const output = expander.expandModel(declaration.body, declaration.annotations, environment);
  const labels = new Map([...expander.labels].filter((entry): entry is [string, LayerNode] => entry[1] !== undefined));
  // A body that could not be read isn't empty.
  const isDamaged = module.damaged.some(
    ({ start, end }) => start <= declaration.span.end && declaration.span.start <= end,
  );
  if (!isDamaged && declaration.body.statements.length === 0) {
    environment.reporter.report('empty-model', { name }, placeOf(environment, declaration.name));
  }
  checkOutputLabel(labels.get('output'), output, environment);
  const network =
    complete && output ? { name, nodes: expander.nodes, labels, output, blocks: expander.blocks } : undefined;
  if (network) checkFunctions(network, environment.reporter);
  return { network, labels: new Set(expander.labels.keys()) };
}

/** Predictions call the last layer `output`, whatever its label. */
function checkOutputLabel(
  labelled: LayerNode | undefined,
  last: LayerNode | undefined,
  { reporter }: Environment,
): void {
  if (!labelled || !last || labelled === last) return;
  reporter.report('reserved-name', { name: 'output', meaning: 'what predictions call the last layer' }, labelled.place);
}

/** `log` without an offset, the paper's own choice. */
function defaultAngle({ module }: Environment): AngleFunction {
  const declared = module.scope.standard.angles.get('log')!;
  return { declared, parameters: new Map([['m', { kind: 'rad', value: 0 }]]), minima: new Map() };
}

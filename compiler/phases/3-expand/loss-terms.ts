import type { Expression, Identifier } from '../../../grammar/index.js';
import { helpWithName } from '../../diagnostics/help-with-name.js';
import { originOf, placeOf, type Environment } from '../../evaluation/context.js';
import { outsideLayers } from '../../graph/graph.js';
import { losses } from '../../losses/index.js';
import { checkMargin } from './check-functions.js';
import type { ExpandedModel } from './expand-model.js';
import type { LossTerm } from './experiment.js';
import { argumentIn, called, summands, type FieldValue } from './field-values.js';
import { labelled } from './labelled.js';
import type { LayerNode } from './network.js';

/** Longer lists of paths help nobody. */
const mostListed = 6;

/**
 * The terms of the field `loss`: `softmax(of: classifier) + 0.01 * softmax(of: auxiliary)`.
 * @returns undefined when something is wrong with one; that was reported
 */
export function lossTerms(field: FieldValue | undefined, model: ExpandedModel | undefined): LossTerm[] | undefined {
  if (!field) return undefined;
  const { value, environment } = field;
  const terms = summands(value, environment).map(({ factor, call }): LossTerm | undefined => {
    const loss = called(call, losses, environment);
    const target = loss && lossTarget(loss.args.word('of'), call, model, environment);
    const margin = loss?.args.marginIn('margin');
    if (target && margin) {
      const written = placeOf(environment, argumentIn(call, 'margin')?.value ?? call);
      checkMargin(margin, target, written, environment.reporter);
    }
    const origin = originOf(environment, outsideLayers.loss, call);
    const place = placeOf(environment, call);
    return target && { factor, loss: loss.construct, args: loss.args, target, origin, place };
  });
  return terms.every((term) => term !== undefined) && terms.length > 0 ? terms : undefined;
}

function lossTarget(
  label: string,
  call: Expression,
  model: ExpandedModel | undefined,
  environment: Environment,
): LayerNode | undefined {
  // A name that the text lacks was reported with the syntax.
  if (!model || label === '') return undefined;
  const paths = labelled(model.labels, label);
  // A model that is too large ends before the layer that may have the label.
  if (paths.length === 0 && environment.reporter.hasFound('too-large')) return undefined;
  if (paths.length !== 1) {
    const place = placeOf(environment, argumentIn(call, 'of')?.value ?? call);
    const several = paths.slice(0, mostListed);
    const known = several.length > 0 ? [] : [...new Set([...model.labels].map(lastPart))];
    const written: Identifier = { kind: 'identifier', name: label, span: place.span };
    const help = several.length > 0 || label.includes('.') ? {} : helpWithName(written, place.file, known);
    environment.reporter.report('not-a-label', { name: label, known, several }, place, help);
    return undefined;
  }
  return model.network?.labels.get(paths[0]!);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

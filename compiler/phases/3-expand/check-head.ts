import { visit, type Expression } from '../../../grammar/index.js';
import { isComplete } from '../../analysis/complete.js';
import { angleFacts, definitionOf } from '../../analysis/function-facts.js';
import type { Hole } from '../../analysis/holes.js';
import { negativeNode } from '../../analysis/nodes.js';
import { printExpression } from '../../analysis/print-expression.js';
import { badMagnitude } from '../../analysis/samples.js';
import { isCosine } from '../../canonical/format-function.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { placeOf, type Environment } from '../../evaluation/context.js';
import type { MarginFunction } from '../../evaluation/function-value.js';
import type { LossTerm } from './experiment.js';
import type { FieldValue } from './field-values.js';
import type { LayerNode } from './network.js';

/** Margins need the angles of the layer that the loss reads, and those that don't take `g` the cosine. */
export function checkMargins(terms: readonly LossTerm[], { value, environment }: FieldValue): void {
  const written: Expression[] = [];
  visit(value, (node) => {
    if (node.kind === 'argument' && node.name?.name === 'margin') written.push(node.value);
  });
  const withMargin = terms.filter(({ args }) => args.has('margin'));
  withMargin.forEach(({ args, target }, index) => {
    const margin = args.marginIn('margin');
    if (margin) checkMargin(margin, target, written[index] ?? value, environment);
  });
}

function checkMargin(
  { declared: { declaration } }: MarginFunction,
  { layer, path, place, annotations }: LayerNode,
  written: Expression,
  environment: Environment,
): void {
  const related = [{ place, message: 'the loss reads this layer' }];
  const at = placeOf(environment, written);
  if (!layer.annotations.includes('angle')) {
    environment.reporter.report('margin-without-angle', { layer: path, kind: layer.name }, at, { related });
  } else if (!isCosine(annotations.angle) && !declaration.variables.some(({ name }) => name.name === 'g')) {
    const [margin, angle] = [declaration.name.name, annotations.angle.declared.declaration.name.name];
    environment.reporter.report('margin-over-function', { margin, layer: path, angle }, at, { related });
  }
}

/** No classifier reads nothing but the logits of another one, which `from` was most likely to leave out. */
export function checkHeadsApart(heads: ReadonlySet<LayerNode>, reporter: Reporter): void {
  for (const head of heads) {
    const inner = [...heads].find((other) => other !== head && isAllReadOf(head, other));
    if (!inner) continue;
    const related = [{ place: inner.place, message: 'a loss reads these logits too' }];
    reporter.report('head-reads-logits', { head: head.path, other: inner.path }, head.place, { related });
  }
}

/** Whether all that flows into a layer comes through another one. */
function isAllReadOf(head: LayerNode, inner: LayerNode): boolean {
  const found = new Set(head.inputs);
  for (const node of found) {
    if (node === inner) continue;
    if (node.inputs.length === 0) return false;
    for (const input of node.inputs) found.add(input);
  }
  return true;
}

/** Logits of every size must come through to a loss, from every class. */
export function checkLogits({ target, place }: LossTerm, reporter: Reporter): void {
  const what = target.layer.cuts?.(target.args);
  if (what === undefined) return;
  const args = { layer: target.path, kind: target.layer.name, what };
  reporter.report('cut-logits', args, place, {
    related: [{ place: target.place, message: 'the loss reads this layer' }],
  });
}

/** Longer expressions aren't written out again. */
const LONGEST = 60;

/** The largest output is the answer, so the angle function of the layer that gives it mustn't rise with the angle. */
export function checkDirection({ target, place: loss }: LossTerm, reporter: Reporter): void {
  const { layer, path, place, annotations } = target;
  const { angle, magnitude, norm, places } = annotations;
  if (!layer.annotations.includes('angle') || !isComplete(definitionOf(angle))) return;
  const { monotonicity, singularities } = angleFacts(angle);
  const isEnd = ({ lo, hi, wide }: Hole) => !wide && (lo <= 0 || hi >= Math.PI);
  if (monotonicity.direction !== 'increasing' || !singularities.every(isEnd)) return;
  // A factor that is negative turns it around again.
  if (magnitude && badMagnitude(magnitude, norm)) return;
  const { name, expression } = angle.declared.declaration;
  const turned = printExpression(negativeNode(expression));
  reporter.report('rising-function', { name: name.name, layer: path }, places.angle ?? place, {
    hint: turned.length > LONGEST ? 'Turn its sign around.' : `Turn its sign around: \`${turned}\`.`,
    related: [{ place: loss, message: `the loss takes the largest output of \`${path}\` for the answer` }],
  });
}

/** The `@scale` of a layer that a loss reads. */
export function checkScale({ path, place, annotations: { scale }, shape }: LayerNode, reporter: Reporter): void {
  const { start, learned, minimum } = scale;
  if (!(start > 0)) {
    const reason = `sqrt(2) ln(classes - 1) needs at least 3 classes, and \`${path}\` gives ${shape.at(-1)}`;
    reporter.report('argument-range', { construct: '@scale', parameter: 'value', value: 'auto', reason }, place);
  } else if (minimum !== undefined && !learned) {
    reporter.report('minimum-without-learn', { layer: path }, place);
  } else if (minimum !== undefined && start <= minimum) {
    const written = { name: '@scale', start: String(start), minimum: String(minimum) };
    reporter.report('minimum-not-below-start', written, place);
  }
}

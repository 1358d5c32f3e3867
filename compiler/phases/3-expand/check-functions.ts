import { angleFindings } from '../../analysis/angle-findings.js';
import type { Finding } from '../../analysis/finding.js';
import { threeDigits } from '../../analysis/format-number.js';
import { marginFindings } from '../../analysis/margin-findings.js';
import { badMagnitude, type BadValue } from '../../analysis/samples.js';
import { dividesByState, zeroDivisor } from '../../analysis/zero-divisor.js';
import type { Place } from '../../diagnostics/diagnostic.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { FunctionValue, MagnitudeFunction, MarginFunction } from '../../evaluation/function-value.js';
import { checkTrainedParameters } from './check-trained-parameters.js';
import type { LayerNode, Network } from './network.js';

/**
 * Analyses the functions in force at the layers of a network: where they have no value or no bound, and whether
 * anything can be learned by them. Each is spoken of once for each place in the text that chooses it.
 */
export function checkFunctions({ nodes }: Network, reporter: Reporter): void {
  const done = new Map<unknown, Set<string>>();
  // Behind a shape that doesn't fit, shapes are guesses.
  const areShapesSure = !reporter.hasFound('shape-mismatch');
  for (const node of nodes) {
    if (!node.layer.annotations.includes('angle')) continue;
    const { angle, magnitude, norm, grad } = node.annotations;
    const dimensions = areShapesSure ? dimensionsOf(node) : undefined;
    // Layers of one kind of site share the function's findings: nets have thousands of them.
    const site = `${norm.epsilon} ${norm.clip} ${grad} ${dimensions ?? ''}`;
    if (isNew(done, angle, site) && isUsable(angle, placeOf(node, 'angle'), reporter)) {
      checkAngle(node, dimensions, reporter);
    }
    if (magnitude && isNew(done, magnitude, site) && isUsable(magnitude, placeOf(node, 'magnitude'), reporter)) {
      checkMagnitude(magnitude, node, reporter);
    }
  }
}

/** What would be found of a function with mistakes may come from them. @param place of its arguments */
function isSound({ declared: { declaration, module } }: FunctionValue, place: Place, reporter: Reporter): boolean {
  const own: Place = { file: module.path, span: declaration.span };
  return !reporter.hasErrorIn(own) && ![own, place].some((each) => reporter.hasFoundIn('angle-in-degrees', each));
}

/** Looks at a function by itself. @returns whether it is worth looking at it where it stands, at a place in the text */
function isUsable(fixed: FunctionValue, place: Place, reporter: Reporter): boolean {
  if (!isSound(fixed, place, reporter)) return false;
  checkTrainedParameters(fixed, reporter);
  return divides(fixed, place, reporter) && !dividesByState(fixed);
}

/** Whether nothing is divided by a parameter that is 0; what follows from that is not looked for. */
function divides(fixed: FunctionValue, place: Place, reporter: Reporter): boolean {
  const found = zeroDivisor(fixed);
  if (!found) return true;
  const { name } = fixed.declared.declaration.name;
  const { divisor, atStart } = found;
  const hint = atStart
    ? `\`${name}\` divides by \`${divisor}\`, which starts at 0: give it another start.`
    : `\`${name}\` divides by \`${divisor}\`, which is 0 for these arguments: give it another value.`;
  reporter.report('division-by-zero', {}, place, { hint });
  return false;
}

function isNew(done: Map<unknown, Set<string>>, fixed: unknown, site: string): boolean {
  const sites = done.get(fixed) ?? new Set();
  done.set(fixed, sites);
  if (sites.has(site)) return false;
  sites.add(site);
  return true;
}

function dimensionsOf({ inputs }: LayerNode): number | undefined {
  const shape = inputs[0]?.shape;
  return shape?.length === 1 ? shape[0] : undefined;
}

function checkAngle(node: LayerNode, dimensions: number | undefined, reporter: Reporter): void {
  const { angle, norm, grad } = node.annotations;
  const site = { angle, norm, dimensions, detached: grad === 'detached' };
  report(angleFindings(site), placeOf(node, 'angle'), reporter);
}

function checkMagnitude(magnitude: MagnitudeFunction, node: LayerNode, reporter: Reporter): void {
  const bad = badMagnitude(magnitude, node.annotations.norm);
  if (!bad) return;
  const name = magnitude.declared.declaration.name.name;
  const place = placeOf(node, 'magnitude');
  if (Number.isFinite(bad.value)) {
    const args = { name, at: threeDigits(bad.at), value: threeDigits(bad.value) };
    reporter.report('negative-magnitude', args, place);
  } else reportNotFinite(name, bad, place, reporter);
}

/** A stretch without values is an error; a single point may never be met. */
function reportNotFinite(name: string, { at, until }: BadValue, place: Place, reporter: Reporter): void {
  const show = (norm: number) => `|x| = ${threeDigits(norm)}`;
  if (until > at) {
    reporter.report('undefined-function', { name, domain: `from ${show(at)} to ${show(until)}`, by: '' }, place);
  } else {
    const hint = 'Keep what is divided by, or what the logarithm is taken of, away from 0: `max(…, 0.01)`.';
    const problem = `has no finite value at ${show(at)}`;
    reporter.report('singular-function', { name, problem, bound: '' }, place, { hint });
  }
}

/** Where the annotation stands that chooses a function, or the layer where none does. */
function placeOf(node: LayerNode, kind: 'angle' | 'magnitude'): Place {
  return node.annotations.places[kind] ?? node.place;
}

/** Analyses a margin where it stands, over the layer that its loss reads. @param place of the margin in the loss */
export function checkMargin(margin: MarginFunction, target: LayerNode, place: Place, reporter: Reporter): void {
  if (!isUsable(margin, place, reporter)) return;
  const { angle, norm, grad } = target.annotations;
  report(marginFindings(margin, { angle, norm, detached: grad === 'detached' }), place, reporter);
}

function report(findings: readonly Finding[], place: Place, reporter: Reporter): void {
  for (const { code, args, hint } of findings) {
    reporter.report(code, args as never, place, hint === undefined ? {} : { hint });
  }
}

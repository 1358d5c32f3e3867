import type { FunctionDeclaration } from '../../grammar/index.js';
import { formatFunction } from '../canonical/format-function.js';
import { startOf, type AngleFunction, type MarginFunction } from '../evaluation/function-value.js';
import type { AngularSite } from './angle-findings.js';
import { isComplete } from './complete.js';
import { derivativeOf, type Definition } from './definition.js';
import { easierFrom } from './easier.js';
import { because, insideFinding, OVERFLOW, turningFinding, undefinedFinding, type Finding } from './finding.js';
import { angleFloor, type Norm } from './floor.js';
import { angleText } from './format-number.js';
import { definitionOf } from './function-facts.js';
import { holesOf, type Hole } from './holes.js';
import { marginDefinition } from './margin-definition.js';
import { monotonicityOf, type Monotonicity } from './monotonicity.js';
import { overflow } from './samples.js';

/** Where a margin stands: over a layer with an angle function. */
type MarginSite = Omit<AngularSite, 'dimensions'> & { readonly angle: AngleFunction };

/**
 * Angles are near 90° before training. A margin that turns up beyond, as cos(theta + m) does at pi - m, hardly ever
 * meets an angle there; ArcFace's easy margin ends at 90° itself.
 */
const MET = 0.99 * (Math.PI / 2);

const known = new WeakMap<FunctionDeclaration, Map<string, readonly Finding[]>>();

/**
 * What is to be said of a margin where it stands; worked out once for each declaration, its arguments and what it stands
 * over, since ablations have many cells with one margin.
 */
export function marginFindings(margin: MarginFunction, site: MarginSite): readonly Finding[] {
  const { declaration } = margin.declared;
  const { angle, norm, detached } = site;
  const starts = declaration.parameters.map(({ name }) => startOf(margin, name.name)).join(' ');
  const key = `${starts}; ${formatFunction(angle)}; ${norm.epsilon} ${norm.clip} ${detached}`;
  const ofDeclaration = known.get(declaration) ?? new Map<string, readonly Finding[]>();
  known.set(declaration, ofDeclaration);
  const findings = ofDeclaration.get(key) ?? findingsOf(margin, site);
  ofDeclaration.set(key, findings);
  return findings;
}

function findingsOf(margin: MarginFunction, site: MarginSite): readonly Finding[] {
  const { angle, norm, detached } = site;
  const name = margin.declared.declaration.name.name;
  const reached = angles(norm);
  const output = definitionOf(angle);
  // What is wrong with the angle function was said where it stands.
  if (!isComplete(output) || holesOf(output, reached).length > 0) return [];
  const definitions = settings(margin, norm).map((others) => marginDefinition(margin, angle, others));
  if (!definitions.every(isComplete)) return [];
  for (const definition of definitions) {
    const lost = lostFinding(name, definition, norm);
    if (lost) return [lost];
  }
  const motion = detached ? undefined : motionOf(definitions[0]!, reached);
  const isFlat = (definition: Definition) => motionOf(definition, reached)?.flat === 'everywhere';
  if (motion?.flat === 'everywhere' && definitions.slice(1).every(isFlat))
    return [{ code: 'constant-function', args: { name } }];
  const from = easierAtAll(definitions, reached);
  if (from !== undefined) return [easierFinding(margin, site, from)];
  const turns = motion?.direction === 'changing' ? motion.turns : [];
  return turns.some((turn) => turn < MET) ? [turningFinding(name, turns)] : [];
}

function motionOf(definition: Definition, reached: readonly [number, number]): Monotonicity | undefined {
  const derivative = derivativeOf(definition);
  return derivative && monotonicityOf(definition, derivative, reached);
}

/** From which angle on a margin is easier whatever the other variables are. */
function easierAtAll(definitions: readonly Definition[], reached: readonly [number, number]): number | undefined {
  let largest = 0;
  for (const definition of definitions) {
    const from = easierFrom(definition, reached);
    if (from === undefined) return undefined;
    largest = Math.max(largest, from);
  }
  return largest;
}

function angles(norm: Norm): [number, number] {
  const floor = angleFloor(norm);
  return [floor, Math.PI - floor];
}

/** Values of the variables that a margin asks for: small and large norms, early and late in training. */
function settings({ declared: { declaration } }: MarginFunction, { epsilon }: Norm): readonly Record<string, number>[] {
  const asksFor = (wanted: string) =>
    declaration.variables.some(({ name }, index) => index > 0 && name.name === wanted);
  const norms = asksFor('x') ? [1, Math.sqrt(epsilon), 100] : [1];
  const steps = asksFor('step') ? [1, 1e5] : [1];
  return norms.flatMap((x) => steps.map((step) => ({ x, w: 1, step })));
}

/** Where a margin has no value that engines can hold. */
function lostFinding(name: string, definition: Definition, norm: Norm): Finding | undefined {
  const holes = holesOf(definition, angles(norm));
  const gap = holes.find(isStretch);
  if (gap) return undefinedFinding(name, gap.lo, gap.hi, because(gap));
  const lost = overflow(definition, norm);
  if (lost) return undefinedFinding(name, lost.at, lost.until, OVERFLOW);
  return holes[0] && insideFinding(name, holes[0]);
}

/** More than rounding can make. */
function isStretch({ wide, lo, hi }: Hole): boolean {
  return wide && hi - lo > 1e-7;
}

function easierFinding(margin: MarginFunction, site: MarginSite, from: number): Finding {
  const name = margin.declared.declaration.name.name;
  const isEverywhere = from <= angleFloor(site.norm);
  const where = isEverywhere ? 'at every angle' : `from ${angleText(from)} on`;
  return { code: 'easier-margin', args: { name, where }, hint: otherSign(margin, site) };
}

/** The parameter whose sign is the wrong one, where that is all, or what margins do. */
function otherSign(margin: MarginFunction, site: MarginSite): string {
  for (const { name, role } of margin.declared.declaration.parameters) {
    const value = margin.parameters.get(name.name);
    if (role || (value?.kind !== 'real' && value?.kind !== 'rad') || value.value >= 0) continue;
    const turned = new Map(margin.parameters).set(name.name, { ...value, value: -value.value });
    if (marginFindings({ ...margin, parameters: turned }, site).length === 0)
      return `Turn the sign of \`${name.name}\` around.`;
  }
  return 'Turn its sign around: margins lower the value, as in `cos(theta) - m` and `cos(theta + m)`.';
}

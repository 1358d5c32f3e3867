import type { AngleFunction } from '../evaluation/function-value.js';
import { angleFloor, floorOfNorms, type Norm } from './floor.js';
import { angleText, threeDigits } from './format-number.js';
import { angleFacts, definitionOf, type FunctionFacts, type Singularity } from './function-facts.js';
import { isComplete } from './complete.js';
import { because, insideFinding, OVERFLOW, turningFinding, undefinedFinding, type Finding } from './finding.js';
import type { Jump } from './jumps.js';
import { offsetAdvice } from './offset.js';
import { printExpression } from './print-expression.js';
import { overflow } from './samples.js';
import { at } from './slopes.js';

/** Where an angle function stands. */
export interface AngularSite {
  readonly norm: Norm;
  /** How many numbers flow into the layer, where it takes vectors. */
  readonly dimensions: number | undefined;
  /** With `@grad(detached)` the function's own slope plays no part. */
  readonly detached: boolean;
}

/** In spaces of so few dimensions angles come close to 0 all the time. */
const FEW_DIMENSIONS = 3;

/** What is to be said of an angle function where it stands; nothing of the library's on an ordinary net. */
export function angleFindings(fixed: AngularSite & { readonly angle: AngleFunction }): readonly Finding[] {
  const { angle, norm, detached } = fixed;
  if (!isComplete(definitionOf(angle))) return [];
  const facts = angleFacts(angle);
  const name = angle.declared.declaration.name.name;
  const floor = angleFloor(norm);
  const reached = (one: Singularity) => one.lo < Math.PI - floor && one.hi > floor;
  const inside = facts.singularities.filter(reached);
  const gap = inside.find((one) => isStretch(one, floor));
  if (gap) return [undefinedFinding(name, Math.max(gap.lo, floor), Math.min(gap.hi, Math.PI - floor), because(gap))];
  const lost = overflow(facts.definition, norm);
  if (lost) return [undefinedFinding(name, lost.at, lost.until, OVERFLOW)];
  const findings = inside.map((one) => insideFinding(name, one));
  if (!detached) {
    const ends = facts.singularities.filter((one) => !reached(one) && matters(one, fixed));
    findings.push(...ends.map((one) => endFinding(fixed, facts, one)));
    findings.push(...facts.steepPoints.map((one) => steepFinding(fixed, facts, one)));
  }
  return findings.length > 0 || detached ? findings : monotonicityFindings(name, facts);
}

/** Whether a function is undefined for a stretch of what is reached, more than rounding can make. */
function isStretch({ wide, lo, hi }: Singularity, floor: number): boolean {
  return wide && Math.min(hi, Math.PI - floor) - Math.max(lo, floor) > 1e-7;
}

function matters({ growth }: Singularity, { dimensions }: AngularSite): boolean {
  return growth === 'pole' || (growth === 'logarithm' && dimensions !== undefined && dimensions <= FEW_DIMENSIONS);
}

function endFinding(
  site: AngularSite & { readonly angle: AngleFunction },
  facts: FunctionFacts,
  one: Singularity,
): Finding {
  const isPole = one.growth === 'pole';
  const problem = isPole
    ? `has a pole at ${endOf(one)}`
    : `grows without bound towards ${endOf(one)}, and in a space of ${site.dimensions} dimensions angles near it are common`;
  const hint =
    offsetAdvice(site.angle, isPole ? 0.1 : 0.3, site.norm) ??
    `Add an offset to the angle: \`${facts.definition.variable} + 0.3rad\`.`;
  return {
    code: 'singular-function',
    args: { name: site.angle.declared.declaration.name.name, problem, bound: boundText(site, facts, one) },
    hint,
  };
}

function steepFinding(
  site: AngularSite & { readonly angle: AngleFunction },
  facts: FunctionFacts,
  one: Singularity,
): Finding {
  const floor = angleFloor(site.norm);
  const isEnd = one.hi < floor || one.lo > Math.PI - floor;
  const where = isEnd ? endOf(one) : angleText((one.lo + one.hi) / 2);
  return {
    code: 'singular-function',
    args: {
      name: site.angle.declared.declaration.name.name,
      problem: `has a slope without bound at ${where}${steepBy(one)}`,
      bound: isEnd ? boundText(site, facts, one) : ', and no floor keeps angles away from it',
    },
    hint: isEnd
      ? 'Keep the operand of `acos` or `asin` inside of ±1, for instance by a factor of 0.999.'
      : 'Keep the operand of `sqrt` or of a power away from 0, `max(…, 0.01)`, and that of `acos` or `asin` inside of ±1.',
  };
}

/** What of the derivative has no value there. */
function steepBy({ by }: Singularity): string {
  return by ? `, where its derivative's \`${printExpression(by)}\` is not defined` : '';
}

function endOf({ lo }: Singularity): string {
  return lo < 1 ? 'theta = 0' : 'theta = pi';
}

/** What the norms leave: the floor that holds always, and what the function is there. */
function boundText({ norm }: AngularSite, { definition, derivative }: FunctionFacts, one: Singularity): string {
  const floor = angleFloor(norm);
  const [extreme, shown] = one.lo < 1 ? ['smallest', threeDigits(floor)] : ['largest', `pi - ${threeDigits(floor)}`];
  const unit = floorOfNorms(norm, 1, 1);
  const byEps = unit > floor ? `; eps keeps vectors of norm 1 at ${threeDigits(unit)}rad or more from it` : '';
  const reached = `the ${extreme} angle that the clip of \`@norm\` lets through is ${shown}rad`;
  if (!derivative) return `: ${reached}${byEps}`;
  const { value, slope, slopeByCosine } = at(definition, derivative, one.lo < 1 ? floor : Math.PI - floor);
  const slopes = `its slope ${threeDigits(slope)} (${threeDigits(slopeByCosine)} by the cosine)`;
  return `: ${reached}, where it is ${threeDigits(value)} and ${slopes}${byEps}`;
}

function monotonicityFindings(name: string, { monotonicity, jumps }: FunctionFacts): readonly Finding[] {
  const { direction, turns, flat } = monotonicity;
  if (flat === 'everywhere') return [{ code: 'constant-function', args: { name } }];
  const smooth = turns.filter((turn) => !jumps.some((jump) => isAt(jump, turn)));
  return [
    ...jumps.slice(0, 1).map((jump) => jumpFinding(name, jump)),
    ...(direction === 'changing' && smooth.length > 0 ? [turningFinding(name, smooth)] : []),
  ];
}

/** Whether a function turns by jumping; where it turns is known less well. */
function isAt({ lo, hi }: Jump, turn: number): boolean {
  return lo - turn < 1e-5 && turn - hi < 1e-5;
}

function jumpFinding(name: string, { lo, hi, before, after }: Jump): Finding {
  const at = angleText((lo + hi) / 2);
  return { code: 'jumping-function', args: { name, from: threeDigits(before), to: threeDigits(after), at } };
}

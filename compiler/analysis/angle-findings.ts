import type { Code } from '../diagnostics/catalog.js';
import type { AngleFunction } from '../evaluation/function-value.js';
import { angleFloor, floorOfNorms, type Norm } from './floor.js';
import { angleText, threeDigits } from './format-number.js';
import { angleFacts, definitionOf, type FunctionFacts, type Singularity } from './function-facts.js';
import { isComplete } from './complete.js';
import { offsetAdvice } from './offset.js';
import { printExpression } from './print-expression.js';
import { overflow } from './samples.js';
import { at } from './slopes.js';

/** Something to say of a function, as the reporter takes it. */
export interface Finding {
  readonly code: Extract<Code, 'singular-function' | 'undefined-function' | 'constant-function' | 'not-monotonic'>;
  readonly args: Readonly<Record<string, string>>;
  readonly hint?: string;
}

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
  if (gap) return [undefinedFinding(name, gap.lo, gap.hi, because(gap), floor)];
  const lost = overflow(facts.definition, norm);
  if (lost)
    return [undefinedFinding(name, lost.at, lost.until, ': numbers there are more than float32 can hold', floor)];
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

function undefinedFinding(name: string, lo: number, hi: number, by: string, floor: number): Finding {
  const [from, to] = [Math.max(lo, floor), Math.min(hi, Math.PI - floor)];
  return {
    code: 'undefined-function',
    args: { name, domain: `for angles from ${angleText(from)} to ${angleText(to)}`, by },
  };
}

function because({ by }: Singularity): string {
  return by ? `: \`${printExpression(by)}\` is not defined there` : '';
}

function insideFinding(name: string, one: Singularity): Finding {
  const by = one.by ? `, where \`${printExpression(one.by)}\` is not defined` : '';
  return {
    code: 'singular-function',
    args: {
      name,
      problem: `has no value at ${angleText((one.lo + one.hi) / 2)}${by}`,
      bound: ', and no floor keeps angles away from it',
    },
    hint: 'Keep what is divided by, or what the logarithm is taken of, away from 0: `max(…, 0.01)`.',
  };
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

function monotonicityFindings(name: string, { monotonicity: { direction, turns, flat } }: FunctionFacts): Finding[] {
  if (flat === 'everywhere') return [{ code: 'constant-function', args: { name } }];
  if (direction !== 'changing') return [];
  const shown = turns.slice(0, 3).map(angleText).join(', ');
  return [{ code: 'not-monotonic', args: { name, turns: turns.length > 3 ? `${shown}, …` : shown } }];
}

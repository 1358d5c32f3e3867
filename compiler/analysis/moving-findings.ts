import { visit, type Expression, type ParameterDeclaration } from '../../grammar/index.js';
import type { Code } from '../diagnostics/catalog.js';
import { meanFunction } from '../evaluation/scalar-functions.js';
import { startOf, type FunctionValue } from '../evaluation/function-value.js';
import { literal } from './algebra.js';
import { isComplete } from './complete.js';
import { differentiate } from './derivative.js';
import { enclose, newEvents } from './enclose.js';
import { threeDigits } from './format-number.js';
import { anyVariables, definitionOf } from './function-facts.js';
import { interval, type Interval } from './interval.js';
import { keyOf } from './key.js';
import { nameNode } from './nodes.js';
import { replaced } from './replace.js';

/** Something to say of a parameter that moves along, at what it becomes. */
export interface MovingFinding {
  readonly code: Extract<Code, 'state-never-moves' | 'state-grows' | 'state-weights'>;
  readonly args: Readonly<Record<string, string>>;
  readonly at: Expression;
}

/** Factors closer to 1 than this are 1 but for rounding. */
const ROUNDING = 1e-9;

/** What becomes of the moving parameters of a function in the long run, where their steps are linear in them. */
export function movingFindings(fixed: FunctionValue): readonly MovingFinding[] {
  return fixed.declared.declaration.parameters.flatMap((parameter) => {
    const finding = parameter.role === 'state' && parameter.update && findingOf(fixed, parameter, parameter.update);
    return finding ? [finding] : [];
  });
}

function findingOf(
  fixed: FunctionValue,
  { name }: ParameterDeclaration,
  update: Expression,
): MovingFinding | undefined {
  if (!isComplete({ ...definitionOf(fixed, anyVariables), expression: update, lets: [] })) return undefined;
  const step = stepOf(fixed, name.name, update);
  const { kept, added, means } = step;
  if (kept === undefined) return undefined;
  const finding = (code: MovingFinding['code'], args: Record<string, string>) => ({
    code,
    args: { name: name.name, ...args },
    at: update,
  });
  const isSum = Math.abs(kept - 1) < ROUNDING;
  if (isSum && added.lo === 0 && added.hi === 0) {
    // With another argument it may move.
    return takesArguments(fixed, update) ? undefined : finding('state-never-moves', {});
  }
  if (Math.abs(kept) > 1 + ROUNDING) return finding('state-grows', { why: `${threeDigits(kept)} times its old value` });
  const isOneSided = added.lo >= 0 || added.hi <= 0;
  if (isSum && means.length > 0 && isOneSided && !counts(fixed, name.name))
    return finding('state-grows', { why: 'its old value as it is, with more on top' });
  const weight = means.length === 1 && kept > 0 && !isSum ? step.weightOf(means[0]!) : undefined;
  if (weight === undefined || weight <= 0 || Math.abs(weight + kept - 1) < ROUNDING) return undefined;
  const [sum, times] = [weight + kept, weight / (1 - kept)].map(threeDigits) as [string, string];
  return finding('state-weights', { sum, times });
}

function takesArguments({ declared: { declaration } }: FunctionValue, update: Expression): boolean {
  let found = false;
  visit(update, (node) => {
    found ||= declaration.parameters.some(
      ({ name, role }) => !role && node.kind === 'identifier' && node.name === name.name,
    );
  });
  return found;
}

/** Whether a function knows how many steps were added up, as for the mean over all of them. */
function counts({ declared: { declaration } }: FunctionValue, name: string): boolean {
  const isOther = (one: ParameterDeclaration) => one.role === 'state' && one.name.name !== name;
  return declaration.parameters.some(isOther) || declaration.variables.some((one) => one.name.name === 'step');
}

interface Step {
  /** The factor of the old value; undefined where it isn't the same at every step. */
  readonly kept: number | undefined;
  /** What else is added. */
  readonly added: Interval;
  /** Names that stand for the means in it. */
  readonly means: readonly string[];
  /** The factor of a mean, where it is all that is added. */
  readonly weightOf: (mean: string) => number | undefined;
}

/** A step of a moving parameter as a function of its old value and of means. */
function stepOf(fixed: FunctionValue, own: string, update: Expression): Step {
  const names = rangesOf(fixed);
  const means: string[] = [];
  const step = replaced(update, (part) => {
    if (part.kind !== 'call' || part.callee.name !== meanFunction) return undefined;
    const mean = keyOf(part);
    if (!names.has(mean)) {
      names.set(mean, enclose(part, names, newEvents()));
      means.push(mean);
    }
    return nameNode(mean);
  });
  const over = (expression: Expression, known: Readonly<Record<string, number>> = {}) => {
    const points = Object.entries(known).map(([name, value]) => [name, interval(value)] as const);
    return enclose(expression, new Map([...names, ...points]), newEvents());
  };
  const factorOf = (name: string) => pointOf(over(differentiate(step, new Map([[name, literal(1)]]))));
  return {
    kept: factorOf(own),
    added: over(step, { [own]: 0 }),
    means,
    weightOf: (mean) => (pointOf(over(step, { [own]: 0, [mean]: 0 })) === 0 ? factorOf(mean) : undefined),
  };
}

/** Any number that float32 can hold, and more. */
const anything = interval(-1e99, 1e99);
const notNegative = interval(0, 1e99);

/** Parameters that stay have their values, angles lie from 0 to pi, norms and steps aren't negative. */
function rangesOf(fixed: FunctionValue): Map<string, Interval> {
  const { kind, variables, parameters } = fixed.declared.declaration;
  const ranges = new Map<string, Interval>();
  variables.forEach(({ name: { name } }, index) => {
    const isAngle = index === 0 && kind !== 'magnitude';
    ranges.set(name, isAngle ? interval(0, Math.PI) : name === 'g' ? anything : notNegative);
  });
  for (const { name, role } of parameters) ranges.set(name.name, role ? anything : interval(startOf(fixed, name.name)));
  return ranges;
}

/** The one number that an interval is but for rounding. */
function pointOf({ lo, hi, partial }: Interval): number | undefined {
  return !partial && hi - lo < ROUNDING * Math.max(1, Math.abs(lo)) ? (lo === hi ? lo : (lo + hi) / 2) : undefined;
}

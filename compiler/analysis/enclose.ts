import type { Binary, BinaryOperator, Call, Conditional, Expression } from '../../grammar/index.js';
import {
  add,
  divide,
  hull,
  interval,
  isEmpty,
  multiply,
  negate,
  nothing,
  subtract,
  type Interval,
} from './interval.js';
import { power } from './interval-power.js';
import { ruleOf } from './rule-of.js';

/** What the names of an expression may be. `pi` needs no entry. */
export type Ranges = ReadonlyMap<string, Interval>;

/** What was met on the way. */
export interface Events {
  /** Divisions and calls that may have no value, innermost first. */
  readonly undefinedBy: Set<Expression>;
  /** Whether the value may jump: a condition, a sign or a floor was not the same everywhere. */
  jumps: boolean;
  /** How many nodes were visited, so that work can be bounded. */
  visits: number;
}

export function newEvents(): Events {
  return { undefinedBy: new Set(), jumps: false, visits: 0 };
}

/** Encloses the values that a checked expression of numbers has while its names stay in their ranges. */
export function enclose(expression: Expression, names: Ranges, events: Events): Interval {
  events.visits++;
  switch (expression.kind) {
    case 'number':
      return interval(valueOf(expression.value, expression.unit));
    case 'boolean':
      return interval(Number(expression.value));
    case 'identifier':
      return names.get(expression.name) ?? interval(Math.PI);
    case 'unary': {
      const operand = enclose(expression.operand, names, events);
      return expression.operator === '-' ? negate(operand) : subtract(interval(1), operand);
    }
    case 'binary':
      return encloseBinary(expression, names, events);
    case 'conditional':
      return encloseConditional(expression, names, events);
    case 'call':
      return encloseCall(expression, names, events);
    default:
      throw new Error(`a ${expression.kind} has no value in a function of numbers`);
  }
}

function valueOf(value: number, unit: 'rad' | 'deg' | '%' | undefined): number {
  return unit === 'deg' ? (value * Math.PI) / 180 : value / (unit === '%' ? 100 : 1);
}

function encloseBinary(expression: Binary, names: Ranges, events: Events): Interval {
  const x = enclose(expression.left, names, events);
  const y = enclose(expression.right, names, events);
  switch (expression.operator) {
    case '+':
      return add(x, y);
    case '-':
      return subtract(x, y);
    case '*':
      return multiply(x, y);
    case '/':
      return noted(divide(x, y), expression, [x, y], events);
    case '^':
      return noted(power(x, y), expression, [x, y], events);
    case 'and':
      return { lo: Math.min(x.lo, y.lo), hi: Math.min(x.hi, y.hi), partial: x.partial || y.partial };
    case 'or':
      return { lo: Math.max(x.lo, y.lo), hi: Math.max(x.hi, y.hi), partial: x.partial || y.partial };
    default:
      return compare(expression.operator, x, y);
  }
}

/** Remembers who had no value first: its operands had theirs. */
function noted(result: Interval, by: Expression, operands: readonly Interval[], events: Events): Interval {
  if (result.partial && !operands.some(({ partial }) => partial)) events.undefinedBy.add(by);
  return result;
}

function compare(operator: BinaryOperator, x: Interval, y: Interval): Interval {
  if (isEmpty(x) || isEmpty(y)) return nothing;
  const partial = x.partial || y.partial;
  const [always, never] = decided(operator, x, y);
  return interval(always ? 1 : 0, never ? 0 : 1, partial);
}

function decided(operator: BinaryOperator, x: Interval, y: Interval): readonly [always: boolean, never: boolean] {
  const same = x.lo === x.hi && y.lo === x.lo && y.hi === x.lo;
  const apart = x.hi < y.lo || y.hi < x.lo;
  switch (operator) {
    case '<':
      return [x.hi < y.lo, x.lo >= y.hi];
    case '<=':
      return [x.hi <= y.lo, x.lo > y.hi];
    case '>':
      return [x.lo > y.hi, x.hi <= y.lo];
    case '>=':
      return [x.lo >= y.hi, x.hi < y.lo];
    case '==':
      return [same, apart];
    default:
      return [apart, same];
  }
}

function encloseConditional(
  { condition, consequent, alternative }: Conditional,
  names: Ranges,
  events: Events,
): Interval {
  const truth = enclose(condition, names, events);
  if (isEmpty(truth) || truth.partial) return undecided(consequent, alternative, names, events);
  if (truth.lo === 1) return enclose(consequent, names, events);
  if (truth.hi === 0) return enclose(alternative, names, events);
  events.jumps = true;
  const sides = [
    { branch: consequent, inside: narrowed(condition, true, names, events) },
    { branch: alternative, inside: narrowed(condition, false, names, events) },
  ].flatMap(({ branch, inside }) => (inside ? [enclose(branch, inside, events)] : []));
  return sides.reduce(hull, { ...nothing, partial: false });
}

/** Where what is compared may have no value, either branch may be taken. */
function undecided(consequent: Expression, alternative: Expression, names: Ranges, events: Events): Interval {
  events.jumps = true;
  return { ...hull(enclose(consequent, names, events), enclose(alternative, names, events)), partial: true };
}

/** The ranges of names where a condition holds, as far as it compares names. @returns undefined where it never does */
function narrowed(condition: Expression, holds: boolean, names: Ranges, events: Events): Ranges | undefined {
  if (condition.kind === 'unary') return narrowed(condition.operand, !holds, names, events);
  if (condition.kind !== 'binary') return names;
  const { operator, left, right } = condition;
  if ((operator === 'and' && holds) || (operator === 'or' && !holds)) {
    const first = narrowed(left, holds, names, events);
    return first && narrowed(right, holds, first, events);
  }
  const order = holds ? orders[operator] : orders[opposites[operator] ?? operator];
  if (!order) return names;
  const x = enclose(left, names, events);
  const y = enclose(right, names, events);
  const [low, high] = order === 'below' ? ([x, y] as const) : ([y, x] as const);
  const [lowName, highName] = order === 'below' ? [left, right] : [right, left];
  const first = cut(names, lowName, { ...low, hi: Math.min(low.hi, high.hi) });
  return first && cut(first, highName, { ...high, lo: Math.max(low.lo, high.lo) });
}

const orders: Partial<Record<BinaryOperator, 'below' | 'above'>> = {
  '<': 'below',
  '<=': 'below',
  '>': 'above',
  '>=': 'above',
};
const opposites: Partial<Record<BinaryOperator, BinaryOperator>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

function cut(names: Ranges, name: Expression, range: Interval): Ranges | undefined {
  if (isEmpty(range)) return undefined;
  return name.kind === 'identifier' ? new Map(names).set(name.name, range) : names;
}

function encloseCall(call: Call, names: Ranges, events: Events): Interval {
  const operands = call.arguments.map((argument) => enclose(argument.value, names, events));
  const [x = nothing, y = nothing] = operands;
  const rule = ruleOf(call);
  // A mean lies between the values that it is the mean of.
  if (!rule) return x;
  const result = noted(rule.interval(x, y), call, operands, events);
  if (rule.jumps && result.lo !== result.hi) events.jumps = true;
  return result;
}

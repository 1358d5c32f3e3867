import type { Operation, Value } from '../graph/graph.js';
import { isRegion } from '../graph/region.js';
import { floors, greatest, least, signs } from './interval-functions.js';
import { add, divide, everything, hull, interval, multiply, negate, subtract, type Interval } from './interval.js';
import { magnitude, power } from './interval-power.js';
import { scalarRules } from './scalar-rules.js';

/** Operations one after another that are looked at; beyond, a value may be anything. */
const MAX_DEPTH = 64;

/** What an engine's result may be beside the true one, for its size: some units in the last place of an f32. */
const ROUNDING = 2 ** -20;

type Rule = (operands: readonly Interval[], operation: Operation) => Interval;

/** Operations whose results are among their operands, and aren't rounded. */
const exact: Readonly<Record<string, Rule>> = {
  constant: (_, { attributes }) => interval(Math.fround(attributes['value'] as number)),
  clip: ([x], { attributes: { min, max } }) => least(greatest(x!, interval(min as number)), interval(max as number)),
  abs: ([x]) => magnitude(x!),
  neg: ([x]) => negate(x!),
  min: ([x, y]) => least(x!, y!),
  max: ([x, y]) => greatest(x!, y!),
  relu: ([x]) => greatest(x!, interval(0)),
  sign: ([x]) => signs(x!),
  floor: ([x]) => floors(x!),
  select: ([, x, y]) => hull(x!, y!),
  pad: ([x]) => hull(x!, interval(0)),
  concat: (operands) => operands.reduce(hull),
  ...Object.fromEntries(
    ['broadcast', 'reshape', 'slice', 'transpose', 'reverse', 'stop_gradient'].map((name): [string, Rule] => [
      name,
      ([x]) => x!,
    ]),
  ),
};

const rounded: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    Object.entries(scalarRules).map(([name, rule]): [string, Rule] => [name, ([x, y]) => rule.interval(x!, y!)]),
  ),
  add: ([x, y]) => add(x!, y!),
  sub: ([x, y]) => subtract(x!, y!),
  mul: ([x, y], { inputs }) => (inputs[0] === inputs[1] ? power(x!, interval(2)) : multiply(x!, y!)),
  div: ([x, y]) => divide(x!, y!),
  square: ([x]) => power(x!, interval(2)),
  pow: ([x, y]) => power(x!, y!),
  reciprocal: ([x]) => divide(interval(1), x!),
  rsqrt: ([x]) => divide(interval(1), scalarRules.sqrt.interval(x!)),
};

/**
 * Between which numbers the elements of values lie, as far as that follows from how they are made, rounding to f32
 * included; NaN, which lies nowhere, may be among them.
 */
export class Ranges {
  private readonly found = new Map<Value, Interval>();

  /** @param given the range of a value that isn't looked into: of a region's parameter */
  constructor(private readonly given: (value: Value) => Interval | undefined = () => undefined) {}

  /** @returns an interval without ends where nothing is known */
  of(value: Value, depth = MAX_DEPTH): Interval {
    const known = this.found.get(value);
    if (known) return known;
    const range = depth === 0 ? everything : (this.given(value) ?? this.made(value, depth - 1));
    this.found.set(value, range);
    return range;
  }

  /** The ranges within a region that takes these values. */
  within(parameters: readonly Value[], inputs: readonly Value[], depth = MAX_DEPTH): Ranges {
    return new Ranges((value) => {
      const index = parameters.indexOf(value);
      return index < 0 ? undefined : this.of(inputs[index]!, depth);
    });
  }

  private made({ type, producer, index }: Value, depth: number): Interval {
    const { primitive, inputs } = producer;
    // Other numbers wrap around or are rounded far more.
    if (type.dtype !== 'f32') return everything;
    if (isRegion(primitive)) {
      const { parameters, results } = primitive.region;
      return this.within(parameters, inputs, depth).of(results[index]!, depth);
    }
    const rule = exact[primitive.name] ?? rounded[primitive.name];
    if (!rule) return everything;
    const range = rule(
      inputs.map((input) => this.of(input, depth)),
      producer,
    );
    return primitive.name in exact ? range : widened(range);
  }
}

function widened({ lo, hi, partial }: Interval): Interval {
  return { lo: lo - Math.abs(lo) * ROUNDING, hi: hi + Math.abs(hi) * ROUNDING, partial };
}

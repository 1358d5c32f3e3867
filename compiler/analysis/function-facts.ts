import type { Call, Expression, FunctionDeclaration } from '../../grammar/index.js';
import { visit } from '../../grammar/index.js';
import { startOf, type FunctionValue } from '../evaluation/function-value.js';
import { derivativeOf, givenBy, type Definition } from './definition.js';
import { growthAt, holesOf, type Growth, type Hole } from './holes.js';
import { jumpsOf, type Jump } from './jumps.js';
import { monotonicityOf, type Monotonicity } from './monotonicity.js';

/** A hole and how the function grows beside it. */
export interface Singularity extends Hole {
  readonly growth: Growth;
}

/** What holds of a function with fixed arguments over a domain, whatever layer it stands at. */
export interface FunctionFacts {
  readonly definition: Definition;
  /** Undefined where the function is too large. */
  readonly derivative: Definition | undefined;
  /** Where it has no value. */
  readonly singularities: readonly Singularity[];
  /** Where it has a value but a slope without bound, as at an end of acos; at an end of the domain only by an arc. */
  readonly steepPoints: readonly Singularity[];
  readonly monotonicity: Monotonicity;
  readonly jumps: readonly Jump[];
}

/** A value for each further variable that functions are handed, where it doesn't matter which. */
export const anyVariables = { g: 1, x: 1, w: 1, mean_x: 1, step: 1 } as const;

/** A function as one of its first variable; learned and moving parameters have the values that they start with. */
export function definitionOf(fixed: FunctionValue, others: Readonly<Record<string, number>> = {}): Definition {
  const { variables, parameters, lets, expression } = fixed.declared.declaration;
  const values = new Map(Object.entries(others));
  for (const { name } of parameters) values.set(name.name, startOf(fixed, name.name));
  return { expression, lets: givenBy(lets), variable: variables[0].name.name, values };
}

const known = new WeakMap<FunctionDeclaration, Map<string, FunctionFacts>>();

/** The facts of an angle function on [0, pi], worked out once for each declaration and its arguments. */
export function angleFacts(fixed: FunctionValue): FunctionFacts {
  const { declaration } = fixed.declared;
  const key = declaration.parameters.map(({ name }) => startOf(fixed, name.name)).join(' ');
  const ofDeclaration = known.get(declaration) ?? new Map<string, FunctionFacts>();
  known.set(declaration, ofDeclaration);
  const facts = ofDeclaration.get(key) ?? factsOf(definitionOf(fixed), [0, Math.PI]);
  ofDeclaration.set(key, facts);
  return facts;
}

/** Analyses a function of one variable over a domain. */
export function factsOf(definition: Definition, domain: readonly [number, number]): FunctionFacts {
  const derivative = derivativeOf(definition);
  const withGrowth = (hole: Hole): Singularity => ({ ...hole, growth: growthBeside(hole, derivative, domain) });
  const singularities = holesOf(definition, domain).map(withGrowth);
  const steepPoints = derivative ? holesOf(derivative, domain).map(withGrowth) : [];
  const [from, to] = domain;
  const isInside = ({ lo, hi }: Hole) => lo > from && hi < to;
  const arc = hasArc(definition);
  return {
    definition,
    derivative,
    singularities,
    steepPoints: steepPoints.filter(
      (one) =>
        one.growth !== 'none' &&
        (arc || isInside(one)) &&
        !singularities.some((other) => other.lo <= one.hi && one.lo <= other.hi),
    ),
    monotonicity: derivative
      ? monotonicityOf(definition, derivative, domain)
      : { direction: 'unknown', proved: false, turns: [], flat: 'nowhere' },
    jumps: jumpsOf(definition, domain),
  };
}

function growthBeside(
  { lo, hi }: Hole,
  derivative: Definition | undefined,
  [from, to]: readonly [number, number],
): Growth {
  if (!derivative) return 'none';
  const order: readonly Growth[] = ['none', 'root', 'logarithm', 'pole'];
  const sides: Growth[] = [];
  if (hi < to) sides.push(growthAt(derivative, lo === from ? from : hi, 1));
  if (lo > from) sides.push(growthAt(derivative, hi === to ? to : lo, -1));
  return order[Math.max(0, ...sides.map((growth) => order.indexOf(growth)))]!;
}

function hasArc({ expression, lets }: Definition): boolean {
  let found = false;
  const look = (root: Expression) => visit(root, (node) => (found ||= node.kind === 'call' && isArc(node)));
  look(expression);
  for (const { value } of lets) look(value);
  return found;
}

function isArc({ callee: { name } }: Call): boolean {
  return name === 'acos' || name === 'asin';
}

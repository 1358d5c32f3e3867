import type { FunctionDeclaration } from '../../grammar/index.js';
import { formatValue } from '../canonical/format-value.js';
import type { FunctionValue } from '../evaluation/function-value.js';
import { callNode, nameNode } from './nodes.js';
import { valueAt, type Definition } from './definition.js';
import { largest, smallest } from './extremes.js';
import { angleFloor, floorOfNorms, type Norm } from './floor.js';
import { definitionOf, factsOf, type FunctionFacts } from './function-facts.js';
import { printExpression } from './print-expression.js';
import { byCosine, steepest } from './slopes.js';
import { unboundedAt } from './unbounded.js';

/** Everything that the analysis has to say of a function with fixed arguments. */
export interface FunctionReport {
  readonly kind: FunctionDeclaration['kind'];
  readonly variable: string;
  /** Other variables have these values in what follows. */
  readonly assumed: readonly (readonly [name: string, value: string])[];
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** In the language's syntax, per radian; undefined where it would be too long to read. */
  readonly derivative: string | undefined;
  /** Lets and derivatives of lets that the derivative speaks of. */
  readonly where: readonly (readonly [name: string, value: string])[];
  readonly facts: FunctionFacts;
  /** What can be reached: for angles what the default `@norm` leaves of [0, pi]. */
  readonly reached: readonly [from: number, to: number];
  readonly range: readonly [least: number, most: number];
  readonly steepest: { readonly slope: number; readonly at: number } | undefined;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly at: number;
  readonly value: number;
  readonly slope: number;
  readonly slopeByCosine: number;
  /** Why this point is there. */
  readonly remark: string;
}

const norm: Norm = { epsilon: 1e-4, clip: 1e-6 };
const degrees = [1, 5, 15, 30, 45, 60, 90, 120, 150];

/** Analyses a function for a reader, under the default `@norm`. */
export function reportOn(fixed: FunctionValue): FunctionReport {
  const { declaration } = fixed.declared;
  const { kind, variables } = declaration;
  const { definition, assumed } = alone(fixed);
  const floor = angleFloor(norm);
  const isAngular = kind !== 'magnitude';
  const domain: [number, number] = isAngular ? [0, Math.PI] : [0, 100];
  const reached: [number, number] = isAngular ? [floor, Math.PI - floor] : [Math.sqrt(norm.epsilon), 100];
  const facts = factsOf(definition, domain);
  const { derivative } = facts;
  const poles = unboundedAt(definition, facts.singularities, reached);
  return {
    kind,
    variable: variables[0].name.name,
    assumed,
    parameters: [...fixed.parameters].map(([name, value]) => [name, formatValue(value)]),
    derivative: derivative && printExpression(derivative.expression),
    where: whereOf(derivative),
    facts,
    reached,
    range: [
      poles.some(({ sign }) => sign < 0) ? -Infinity : smallest(definition, reached).value,
      poles.some(({ sign }) => sign > 0) ? Infinity : largest(definition, reached).value,
    ],
    steepest: derivative && steepestOf(derivative, facts, reached),
    rows: points(isAngular, floor).map(([at, remark]) => rowAt(definition, derivative, at, remark)),
  };
}

/** The steepest slope that is reached, infinite at a pole. */
function steepestOf(
  derivative: Definition,
  { singularities, steepPoints }: FunctionFacts,
  reached: readonly [number, number],
): { readonly slope: number; readonly at: number } {
  const [pole] = unboundedAt(derivative, [...singularities, ...steepPoints], reached);
  if (pole) return { slope: pole.sign * Infinity, at: pole.at };
  const { at } = steepest(derivative, reached);
  return { slope: valueAt(derivative, at), at };
}

/** The function of its first variable alone: the others have plain values, and `g` is the cosine. */
function alone(fixed: FunctionValue): { definition: Definition; assumed: FunctionReport['assumed'] } {
  const [first, ...others] = fixed.declared.declaration.variables.map(({ name }) => name.name);
  const plain: Readonly<Record<string, number>> = { x: 1, w: 1, mean_x: 1, step: 1 };
  const given = others.filter((name) => name in plain).map((name) => [name, plain[name]!] as const);
  const definition = definitionOf(fixed, Object.fromEntries(given));
  const assumed = given.map(([name, value]) => [name, String(value)] as const);
  if (!others.includes('g')) return { definition, assumed };
  const cosine = callNode('cos', nameNode(first!));
  const lets = [{ name: 'g', value: cosine }, ...definition.lets];
  return { definition: { ...definition, lets }, assumed: [['g', printExpression(cosine)], ...assumed] };
}

/** The lets that a derivative needs, directly or through others. */
function whereOf(derivative: Definition | undefined): FunctionReport['where'] {
  if (!derivative) return [];
  const named = (text: string) => new Set(text.match(/[A-Za-z_]\w*'?/g));
  const needed = named(printExpression(derivative.expression));
  const where: (readonly [string, string])[] = [];
  for (const { name, value } of [...derivative.lets].reverse()) {
    if (!needed.has(name)) continue;
    const text = printExpression(value);
    for (const other of named(text)) needed.add(other);
    where.unshift([name, text]);
  }
  return where;
}

function points(isAngular: boolean, floor: number): readonly (readonly [at: number, remark: string])[] {
  if (!isAngular) return [0.01, 0.1, 0.5, 1, 2, 5, 10, 100].map((at) => [at, at === 0.01 ? 'eps' : '']);
  return [
    [0, ''],
    [floor, 'clip'],
    [floorOfNorms(norm, 1, 1), 'eps, |x| = |w| = 1'],
    ...degrees.map((angle) => [(angle * Math.PI) / 180, ''] as const),
    [Math.PI - floor, 'clip'],
    [Math.PI, ''],
  ];
}

function rowAt(definition: Definition, derivative: Definition | undefined, at: number, remark: string): Row {
  const slope = derivative ? valueAt(derivative, at) : NaN;
  // At 0 and pi themselves acos has no slope.
  const isEnd = at === 0 || at === Math.PI;
  const slopeByCosine = derivative && !isEnd ? valueAt(byCosine(derivative), at) : NaN;
  return { at, value: valueAt(definition, at), slope, slopeByCosine, remark };
}

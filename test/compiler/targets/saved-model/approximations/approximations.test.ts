import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../../compiler/graph/builder.js';
import { operationsOf, rootsOf, type Graph, type Program, type Value } from '../../../../../compiler/graph/graph.js';
import { rewrite } from '../../../../../compiler/graph/rewrite.js';
import { Ranges } from '../../../../../compiler/analysis/ranges.js';
import { approximations } from '../../../../../compiler/targets/saved-model/approximations/index.js';
import type { Engine, Session } from '../../../../../runtime/engines/engine.js';
import { nativeEngine } from '../../../../../runtime/engines/native/index.js';
import { referenceEngine } from '../../../../../runtime/engines/reference/index.js';
import { describeNative } from '../../../../support/needs.js';

const names = ['acos', 'asin', 'atan', 'cos', 'ln', 'sin', 'tan'] as const;
type Name = (typeof names)[number];

/** Functions that only numbers which are known to be no larger than that have polynomials for. */
const BOUNDED: ReadonlySet<Name> = new Set(['cos', 'sin', 'tan']);
const REACH = 200;

interface Golden {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const goldens = JSON.parse(readFileSync(new URL('./goldens.json', import.meta.url), 'utf8')) as Record<Name, Golden>;
const sessions: Session[] = [];

afterEach(async () => {
  for (const session of sessions.splice(0)) await session.dispose();
});

/** A graph whose output `y` is one function of its input `x`, held within `reach` where only that has a polynomial. */
function graphOf(name: Name, size: number, reach = REACH): Graph {
  const builder = new GraphBuilder();
  const x = builder.input('x', { dtype: 'f32', shape: [size] });
  const operand = BOUNDED.has(name) ? builder.clip(x, -reach, reach) : x;
  return {
    name: 'predict',
    inputs: [{ name: 'x', value: x, source: { kind: 'features' } }],
    outputs: { y: builder[name](operand) },
    updates: [],
  };
}

/** What an engine makes of the approximation. */
async function approximate(engine: Engine, name: Name, x: readonly number[]): Promise<number[]> {
  const predict = rewrite(graphOf(name, x.length), approximations(new Ranges()));
  const program: Program = { batch: x.length, state: [], graphs: { predict } };
  const session = await engine.load(program);
  sessions.push(session);
  const { y } = await session.run('predict', { x: Float32Array.from(x) });
  return Array.from(y!);
}

/** The largest error of an engine's approximation relative to the golden values; a golden 0 must be met exactly. */
async function largestError(engine: Engine, name: Name, which: (x: number) => boolean = () => true): Promise<number> {
  const { x, y } = goldens[name];
  const found = await approximate(engine, name, x);
  const errors = found.map((value, index) => (value === y[index] ? 0 : Math.abs(value / y[index]! - 1)));
  return Math.max(...errors.filter((_, index) => which(x[index]!)));
}

const edges: Record<Name, { readonly x: readonly number[]; readonly y: readonly number[] }> = {
  acos: { x: [1, 1 + 2 ** -23, -1 - 2 ** -23, 2, -Infinity, Infinity, NaN], y: [0, NaN, NaN, NaN, NaN, NaN, NaN] },
  ln: {
    // A subnormal number counts as 0.
    x: [1, 0, -0, -(2 ** -126), -1, -Infinity, Infinity, NaN, 2 ** -127],
    y: [0, -Infinity, -Infinity, NaN, NaN, NaN, Infinity, NaN, -Infinity],
  },
  asin: { x: [0, -0, 1 + 2 ** -23, -1 - 2 ** -23, 2, Infinity, NaN], y: [0, -0, NaN, NaN, NaN, NaN, NaN] },
  atan: {
    x: [0, -0, Infinity, -Infinity, NaN],
    y: [0, -0, Math.fround(Math.PI / 2), -Math.fround(Math.PI / 2), NaN],
  },
  sin: { x: [0, -0, NaN], y: [0, -0, NaN] },
  cos: { x: [0, -0, NaN], y: [1, 1, NaN] },
  tan: { x: [0, -0, NaN], y: [0, -0, NaN] },
};

describe('approximations', () => {
  it('leave nothing of the functions, and other operations as they are', () => {
    for (const name of names) {
      const graph = rewrite(graphOf(name, 4), approximations(new Ranges()));
      const names = operationsOf(rootsOf(graph)).map((operation) => operation.primitive.name);
      expect(names).not.toContain(name);
      expect(rewrite(graph, approximations(new Ranges())).outputs).toEqual(graph.outputs);
    }
  });

  it('are made of f32 numbers alone, so that every engine has the same polynomial', () => {
    for (const name of names) {
      const constants = operationsOf(rootsOf(rewrite(graphOf(name, 4), approximations(new Ranges()))))
        .filter(({ primitive, results }) => primitive.name === 'constant' && results[0]!.type.dtype === 'f32')
        .map(({ attributes }) => attributes['value'] as number);
      expect(constants.length).toBeGreaterThan(7);
      expect(constants.map(Math.fround)).toEqual(constants);
    }
  });

  it.each(['cos', 'sin', 'tan'] as const)('leave %s alone where its argument may be large', (name) => {
    for (const graph of [graphOf(name, 4, 201), graphOf(name, 4, Infinity)]) {
      expect(rewrite(graph, approximations(new Ranges())).outputs).toEqual(graph.outputs);
    }
  });

  it('never take sines and cosines beyond 1', async () => {
    const angles = Array.from({ length: 20_000 }, (_, index) => (index - 10_000) / 50);
    for (const name of ['cos', 'sin'] as const) {
      const values = await approximate(referenceEngine, name, angles);
      expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(1);
    }
  });

  it('test for numbers that have no logarithm only where there can be some', () => {
    const builder = new GraphBuilder();
    const x = builder.input('x', { dtype: 'f32', shape: [4] });
    const primitives = (argument: Value): string[] => {
      const y = builder.ln(argument);
      const graph = rewrite({ name: 'g', inputs: [], outputs: { y }, updates: [] }, approximations(new Ranges()));
      return operationsOf(rootsOf(graph)).map((operation) => operation.primitive.name);
    };
    expect(primitives(builder.add(builder.acos(x), 0.3))).not.toContain('greater_equal');
    expect(primitives(builder.acos(x))).toContain('greater_equal');
    // Infinity and NaN stay what they are in both.
    expect(primitives(builder.add(builder.acos(x), 0.3)).filter((name) => name === 'less')).toHaveLength(2);
  });

  it('are as near as their polynomials when nothing is rounded', async () => {
    // What pi and ln 2 lack as f32 comes on top; just above 4/3, ln 2 and what is subtracted from it leave little.
    expect(await largestError(referenceEngine, 'acos', (x) => x >= 0)).toBeLessThan(1.72e-8);
    expect(await largestError(referenceEngine, 'acos')).toBeLessThan(7.5e-8);
    expect(await largestError(referenceEngine, 'asin', (x) => Math.abs(x) <= 0.5)).toBeLessThan(9.3e-9);
    expect(await largestError(referenceEngine, 'asin')).toBeLessThan(1e-7);
    expect(await largestError(referenceEngine, 'atan', (x) => Math.abs(x) <= 0.41)).toBeLessThan(2.3e-9);
    expect(await largestError(referenceEngine, 'atan')).toBeLessThan(8e-8);
    expect(await largestError(referenceEngine, 'ln')).toBeLessThan(2.2e-8);
    expect(await largestError(referenceEngine, 'sin')).toBeLessThan(2e-8);
    expect(await largestError(referenceEngine, 'cos')).toBeLessThan(2e-8);
    expect(await largestError(referenceEngine, 'tan')).toBeLessThan(2e-8);
  });

  it.each(names)('keep the values of %s at the ends of its range and beyond', async (name) => {
    expect(await approximate(referenceEngine, name, edges[name].x)).toEqual(edges[name].y);
  });
});

/** As in docs/numerics.md, to which another test holds the proofs. */
const PROVEN: Record<Name, number> = {
  acos: 3.7e-7,
  asin: 4.4e-7,
  atan: 4.4e-7,
  cos: 2.7e-7,
  ln: 3.7e-7,
  sin: 2.7e-7,
  tan: 5.4e-7,
};

describeNative('approximations in f32', () => {
  it('are within the bounds that are proven', async () => {
    for (const [name, bound] of Object.entries(PROVEN)) {
      expect(await largestError(nativeEngine, name as Name), name).toBeLessThan(bound);
    }
  });

  it.each(names)('keep the values of %s at the ends of its range and beyond', async (name) => {
    expect(await approximate(nativeEngine, name, edges[name].x)).toEqual(edges[name].y);
  });
});

import { evaluateGraph } from '../../../runtime/engines/reference/evaluate.js';
import type { Engine, HostTensor } from '../../../runtime/engines/engine.js';
import { deviation } from '../../compiler/primitives/close.js';
import { isGradient, type ParityCase } from './case.js';
import { merge, mergedName } from './merge.js';
import type { Tolerance } from './tolerances.js';

/** How far one engine's results for a case lie from what they should be. */
export interface Comparison {
  readonly one: ParityCase;
  /** Of the outputs and updates; see {@link deviation}. */
  readonly forward: number;
  readonly gradient: number;
  /** What lies farthest off, in words; why there are no results where the engine couldn't give any. */
  readonly worst: string;
}

export function isWithin({ forward, gradient }: Comparison, tolerance: Tolerance): boolean {
  return forward <= tolerance.forward && gradient <= tolerance.gradient;
}

/** The right results of cases, in float64 and of the graphs as they are written. */
export type Expected = ReadonlyMap<ParityCase, Readonly<Record<string, HostTensor>>>;

export function expectedOf(cases: readonly ParityCase[]): Expected {
  return new Map(
    cases.map((one) => {
      const results = one.graphs.map((graph) => evaluateGraph(graph, one.feeds, one.state));
      return [one, Object.assign({}, ...results.flatMap(({ outputs, updates }) => [outputs, updates]))] as const;
    }),
  );
}

/** Runs all cases in as few programs as the engine can: in one, unless one of them fails. */
export async function compare(
  engine: Engine,
  cases: readonly ParityCase[],
  expected: Expected,
): Promise<readonly Comparison[]> {
  try {
    const actual = await run(engine, cases);
    return cases.map((one, index) => comparisonOf(one, expected.get(one)!, (name) => actual[mergedName(index, name)]!));
  } catch (error) {
    const middle = cases.length >> 1;
    if (middle === 0) return [failure(cases[0]!, error)];
    const halves = [cases.slice(0, middle), cases.slice(middle)];
    return [...(await compare(engine, halves[0]!, expected)), ...(await compare(engine, halves[1]!, expected))];
  }
}

async function run(engine: Engine, cases: readonly ParityCase[]): Promise<Record<string, HostTensor>> {
  const { program, feeds, state } = merge(cases);
  const session = await engine.load(program);
  try {
    await session.writeState(state);
    return await session.run('predict', feeds);
  } finally {
    await session.dispose();
  }
}

function failure(one: ParityCase, error: unknown): Comparison {
  const reason = error instanceof Error ? error.message : String(error);
  return { one, forward: Infinity, gradient: Infinity, worst: `${one.label}: ${reason}` };
}

function comparisonOf(
  one: ParityCase,
  expected: Readonly<Record<string, HostTensor>>,
  actual: (name: string) => HostTensor,
): Comparison {
  const errors = { forward: 0, gradient: 0 };
  let [most, worst] = [-1, ''];
  for (const [name, right] of Object.entries(expected)) {
    const found = actual(name);
    const { error, index } = deviation(found, right);
    const kind = isGradient(name) ? 'gradient' : 'forward';
    errors[kind] = Math.max(errors[kind], error);
    if (error <= most) continue;
    most = error;
    worst = `${one.label}: element ${index} of ${name} is ${found[index]}, not ${right[index]}`;
  }
  return { one, ...errors, worst };
}

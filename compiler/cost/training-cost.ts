import type { Graph, Origin, Program } from '../graph/graph.js';
import { tfjsGraph } from '../targets/tfjs-plan/index.js';
import { makePlan } from '../targets/tfjs-plan/make-plan.js';
import { keptBytes } from './kept.js';
import { stateBytes } from './layer-costs.js';
import { multiplyAdds } from './multiply-adds.js';

/** What a training step takes, as the plan of tfjs kernels does it. */
export interface TrainingCost {
  /** Of the whole batch: forward, both gradients, regularizers. */
  readonly multiplyAdds: number;
  /** Bytes that the forward half leaves for the backward half. */
  readonly keptBytes: number;
  /** Bytes of everything at the worst moment: all state, what is fed, and what the step has made so far. */
  readonly peakBytes: number;
  /** Where that is; undefined where the step makes nothing that counts. */
  readonly peak: { readonly primitive: string; readonly origin: Origin | undefined } | undefined;
  /** The same by the structural path of the layer; what belongs to none stands under an empty path. */
  readonly byPath: ReadonlyMap<string, Pick<TrainingCost, 'multiplyAdds' | 'keptBytes'>>;
}

/** @returns undefined for a program that isn't trained */
export function trainingCost(program: Program): TrainingCost | undefined {
  const { train } = program.graphs;
  if (!train) return undefined;
  const statistics = new Set(program.state.filter(({ role }) => role === 'statistic').map(({ name }) => name));
  const legal = tfjsGraph(train);
  const work = multiplyAdds(train);
  const kept = keptBytes(legal, (name) => statistics.has(name));
  const paths = new Set([...work.keys(), ...kept.keys()]);
  const byPath = new Map(
    [...paths].map((path) => [path, { multiplyAdds: work.get(path) ?? 0, keptBytes: kept.get(path) ?? 0 }]),
  );
  return { multiplyAdds: total(work), keptBytes: total(kept), ...peakOf(program, legal), byPath };
}

function peakOf(program: Program, legal: Graph): Pick<TrainingCost, 'peakBytes' | 'peak'> {
  const { peakBytes, peakStep, states } = makePlan(legal);
  const read = new Set(states.map(({ name }) => name));
  const idle = stateBytes({ state: program.state.filter(({ name }) => !read.has(name)) });
  const peak = peakStep && { primitive: peakStep.primitive, origin: peakStep.origin };
  return { peakBytes: peakBytes + idle, peak };
}

function total(numbers: ReadonlyMap<string, number>): number {
  return [...numbers.values()].reduce((sum, number) => sum + number, 0);
}

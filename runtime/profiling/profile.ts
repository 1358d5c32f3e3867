import { outsideLayers, type Origin } from '../../compiler/graph/graph.js';
import type { Experiment, LayerNode } from '../../compiler/index.js';
import type { OpTiming } from '../engines/profiled-call.js';
import type { ProfiledStep } from './profiled-step.js';
import { rowsOf, shareTime } from './share-time.js';

/** Directions in which a layer is passed through, and the optimizer's update of its weights. */
export const parts = ['forward', 'backward', 'update'] as const;
export type Part = (typeof parts)[number];

/** Where the time of a training step goes: means over the profiled steps, in milliseconds. Its rows sum up to the step. */
export interface Profile {
  readonly schema: 1;
  readonly experiment: string;
  readonly engine: string;
  readonly batch: number;
  /** The profiled steps, 1 for the run's first. */
  readonly steps: { readonly first: number; readonly last: number };
  /** From the preparation of a batch to the outputs of the training graph. */
  readonly stepMilliseconds: number;
  /** Sum of what ops took from start to end; more than the step where they ran at the same time. */
  readonly busyMilliseconds: number;
  /** The most ops that ran at the same time. */
  readonly concurrency: number;
  /** Layers in the order of flow, then what no layer does. */
  readonly rows: readonly ProfileRow[];
}

export interface ProfileRow {
  /** Structural path of a layer, or one of `(loss)`, `(regularizers)`, `(other)`, `(input)`, `(idle)`. */
  readonly path: string;
  /** Kind of layer; absent for what is none. */
  readonly layer?: string;
  readonly line?: number;
  readonly milliseconds: number;
  /** Of the step, a fraction. */
  readonly share: number;
  /** Milliseconds; absent for what belongs to no part. */
  readonly forward?: number;
  readonly backward?: number;
  readonly update?: number;
  /** Ops by the engine's names, the most expensive first. */
  readonly ops: readonly OpCost[];
}

export interface OpCost {
  readonly op: string;
  readonly part?: Part;
  /** How often it runs in a step. */
  readonly count: number;
  readonly milliseconds: number;
}

/** What no layer of the spec does. */
export const outside = { ...outsideLayers, other: '(other)', input: '(input)', idle: '(idle)' } as const;

/** @param steps at least one */
export function profileOf(experiment: Experiment, engine: string, steps: readonly ProfiledStep[]): Profile {
  const nodes = distinct(experiment.network.nodes);
  const ledger = new Ledger(new Set([...nodes.map(({ path }) => path), outside.loss, outside.regularizers]));
  let [busy, idle, preparing, concurrency] = [0, 0, 0, 0];
  for (const { call, preparing: before } of steps) {
    const ops = call.ops.map((op) => within(op, call.milliseconds));
    const shares = shareTime(ops);
    ops.forEach((op, index) => ledger.add(op, shares[index]! / steps.length));
    busy += sum(ops.map(({ start, end }) => end - start));
    idle += Math.max(0, call.milliseconds - sum(shares));
    concurrency = rowsOf(ops).reduce((most, row) => Math.max(most, row + 1), concurrency);
    preparing += before;
  }
  const count = steps.length;
  const stepMilliseconds = sum(steps.map(({ call, preparing: before }) => before + call.milliseconds)) / count;
  const share = (milliseconds: number): number => (stepMilliseconds > 0 ? milliseconds / stepMilliseconds : 0);
  const row = (path: string, node?: LayerNode): ProfileRow => ledger.row(path, node, share, count);
  const alone = (path: string, milliseconds: number): ProfileRow => {
    return { path, milliseconds, share: share(milliseconds), ops: [] };
  };
  return {
    schema: 1,
    experiment: experiment.name,
    engine,
    batch: experiment.batch,
    steps: { first: steps[0]!.step, last: steps.at(-1)!.step },
    stepMilliseconds,
    busyMilliseconds: busy / count,
    concurrency,
    rows: [
      ...nodes.map((node) => row(node.path, node)),
      row(outside.loss),
      ...(experiment.regularizers.length > 0 ? [row(outside.regularizers)] : []),
      row(outside.other),
      alone(outside.input, preparing / count),
      alone(outside.idle, idle / count),
    ],
  };
}

/** Sums up what ops take, by where they come from. */
class Ledger {
  private readonly costs = new Map<string, Map<string, { op: string; part?: Part; count: number; ms: number }>>();

  /** @param paths those that have rows of their own */
  constructor(private readonly paths: ReadonlySet<string>) {}

  add({ op, origin }: OpTiming, ms: number): void {
    const known = origin && this.paths.has(origin.path) ? origin : undefined;
    const path = known?.path ?? outside.other;
    const part = known && partOf(known);
    const costs = this.costs.get(path) ?? new Map();
    this.costs.set(path, costs);
    const key = `${part ?? ''} ${op}`;
    const before = costs.get(key) ?? { op, ...(part && { part }), count: 0, ms: 0 };
    costs.set(key, { ...before, count: before.count + 1, ms: before.ms + ms });
  }

  row(path: string, node: LayerNode | undefined, share: (milliseconds: number) => number, steps: number): ProfileRow {
    const costs = [...(this.costs.get(path)?.values() ?? [])].sort((a, b) => b.ms - a.ms);
    const milliseconds = sum(costs.map(({ ms }) => ms));
    const of = (part: Part): number => sum(costs.filter((cost) => cost.part === part).map(({ ms }) => ms));
    return {
      path,
      ...(node && { layer: node.layer.name, line: node.line }),
      milliseconds,
      share: share(milliseconds),
      ...(path !== outside.other && { forward: of('forward'), backward: of('backward'), update: of('update') }),
      ops: costs.map(({ ms, count, ...cost }) => ({ ...cost, count: count / steps, milliseconds: ms })),
    };
  }
}

export function partOf({ part }: Origin): Part {
  return part ?? 'forward';
}

/** Layers without state may share a path; then the first stands for all. */
function distinct(nodes: readonly LayerNode[]): LayerNode[] {
  return [...new Map([...nodes].reverse().map((node) => [node.path, node])).values()].reverse();
}

/** Clocks of devices may differ a little from the host's. */
function within(op: OpTiming, limit: number): OpTiming {
  const clip = (time: number): number => Math.min(Math.max(time, 0), limit);
  return { ...op, start: clip(op.start), end: clip(op.end) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

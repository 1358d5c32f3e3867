import type { Tensor } from '@tensorflow/tfjs-core';
import { describeOrigin, type Graph, type Program, type StateVariable } from '../../../compiler/graph/graph.js';
import { formatType, sizeOf } from '../../../compiler/graph/types.js';
import { tfjsPlanner, type Plan } from '../../../compiler/targets/tfjs-plan/index.js';
import { EngineError, type HostTensor, type HostTensors, type Session } from '../engine.js';
import { guarded, withGuard } from '../guard.js';
import type { OpTiming, ProfiledCall } from '../profiled-call.js';
import type { Backend } from './backend.js';
import { free, makeConstants, runSteps, StepError, type Buffers, type StepObserver } from './run-plan.js';

type GraphName = keyof Program['graphs'];

interface Prepared {
  readonly plan: Plan;
  readonly constants: Buffers;
  /** Slots that a call fills and must leave empty. */
  readonly transient: readonly number[];
}

/** A program on a tfjs backend: state as tensors, a plan for each graph and set of outputs that was asked for. */
export class TfjsSession implements Session {
  private readonly state = new Map<string, Tensor>();
  private readonly variables: ReadonlyMap<string, StateVariable>;
  private readonly planners = new Map<GraphName, ReturnType<typeof tfjsPlanner>>();
  private readonly prepared = new Map<string, Prepared>();
  /** Set by profilers. */
  observer: StepObserver | undefined;

  /** @param byteLimit bytes that the backend can address */
  constructor(
    readonly program: Program,
    private readonly backend: Backend,
    private readonly byteLimit: number,
  ) {
    this.variables = new Map(program.state.map((variable) => [variable.name, variable]));
  }

  async run(graph: GraphName, feeds: HostTensors, outputs?: readonly string[]): Promise<Record<string, HostTensor>> {
    checkFeeds(this.graph(graph), feeds);
    const { plan, constants, transient } = this.prepare(graph, outputs);
    const buffers = [...constants];
    try {
      for (const { name, slot } of plan.states) buffers[slot] = this.variable(name);
      for (const { name, slot, shape, dtype } of plan.feeds) {
        buffers[slot] = this.backend.upload(feeds[name]!, shape, dtype);
      }
      runSteps(plan.steps, buffers, this.backend, this.observer);
      const read: Record<string, HostTensor> = Object.fromEntries(
        plan.outputs.map(({ name, slot, dtype }) => [name, this.backend.download(buffers[slot]!, dtype)]),
      );
      const wanted = guarded(this.graph(graph), read, outputs);
      for (const { name, slot } of plan.updates) {
        this.replace(name, buffers[slot]!);
        buffers[slot] = undefined;
      }
      return wanted;
    } catch (error) {
      throw error instanceof StepError ? this.explain(error) : error;
    } finally {
      for (const slot of transient) free(buffers, slot);
    }
  }

  async profile(graph: GraphName, feeds: HostTensors, outputs?: readonly string[]): Promise<ProfiledCall> {
    const ops: OpTiming[] = [];
    const before = this.observer;
    const began = performance.now();
    this.observer = (step, milliseconds) => {
      before?.(step, milliseconds);
      const end = performance.now() - began;
      const { primitive: name, kernel: op, origin } = step;
      ops.push({ name, op, origin, start: end - milliseconds, end });
    };
    try {
      const results = await this.run(graph, feeds, outputs);
      return { outputs: results, milliseconds: performance.now() - began, ops };
    } finally {
      this.observer = before;
    }
  }

  async readState(): Promise<Record<string, HostTensor>> {
    const read = this.program.state.map(({ name, type }) => [
      name,
      this.backend.download(this.variable(name), type.dtype),
    ]);
    return Object.fromEntries(read) as Record<string, HostTensor>;
  }

  async writeState(state: HostTensors): Promise<void> {
    for (const [name, data] of Object.entries(state)) {
      const variable = this.variables.get(name);
      if (!variable) throw new EngineError(`The program has no state variable called \`${name}\`.`);
      checkSize(`State variable \`${name}\``, data, sizeOf(variable.type.shape), formatType(variable.type));
    }
    for (const [name, data] of Object.entries(state)) {
      const { type } = this.variables.get(name)!;
      this.replace(name, this.backend.upload(data, type.shape, type.dtype));
    }
  }

  async dispose(): Promise<void> {
    for (const tensor of this.state.values()) tensor.dispose();
    for (const { constants } of this.prepared.values()) for (const tensor of constants) tensor?.dispose();
    this.state.clear();
    this.prepared.clear();
  }

  /** The plan that `run` follows. */
  planOf(graph: GraphName, outputs?: readonly string[]): Plan {
    return this.prepare(graph, outputs).plan;
  }

  private graph(name: GraphName): Graph {
    const graph = this.program.graphs[name];
    if (!graph) throw new EngineError(`The program has no graph called \`${name}\`.`);
    return graph;
  }

  private prepare(name: GraphName, outputs?: readonly string[]): Prepared {
    const key = JSON.stringify([name, outputs && [...outputs].sort()]);
    const known = this.prepared.get(key);
    if (known) return known;
    const graph = this.graph(name);
    const missing = outputs?.find((output) => !(output in graph.outputs));
    if (missing !== undefined) throw new EngineError(`The graph \`${name}\` has no output called \`${missing}\`.`);
    const planner = this.planners.get(name) ?? tfjsPlanner(graph);
    this.planners.set(name, planner);
    const plan = planner(withGuard(graph, outputs));
    if (plan.peakBytes > this.byteLimit) throw tooLarge(plan, this.backend.name, this.byteLimit);
    const made = plan.steps.flatMap((step) => step.results.flatMap((result) => (result ? [result.slot] : [])));
    const transient = [...plan.feeds.map(({ slot }) => slot), ...made];
    const prepared = { plan, constants: makeConstants(plan, this.backend), transient };
    this.prepared.set(key, prepared);
    return prepared;
  }

  private variable(name: string): Tensor {
    const tensor = this.state.get(name);
    if (!tensor) throw new EngineError(`State variable \`${name}\` was never written.`);
    return tensor;
  }

  private replace(name: string, tensor: Tensor): void {
    this.state.get(name)?.dispose();
    this.state.set(name, tensor);
  }

  private explain({ step, message }: StepError): EngineError {
    const place = step.origin ? ` of ${describeOrigin(step.origin)} (${step.origin.file}:${step.origin.line})` : '';
    return new EngineError(`The ${this.backend.name} engine failed at \`${step.primitive}\`${place}: ${message}`);
  }
}

function checkFeeds(graph: Graph, feeds: HostTensors): void {
  for (const { name, value } of graph.inputs) {
    const data = feeds[name];
    if (!data) throw new EngineError(`Input \`${name}\` of the graph \`${graph.name}\` was not fed.`);
    checkSize(`Input \`${name}\``, data, sizeOf(value.type.shape), formatType(value.type));
  }
}

function checkSize(what: string, data: HostTensor, size: number, type: string): void {
  if (data.length !== size) throw new EngineError(`${what} takes ${size} numbers (${type}), not ${data.length}.`);
}

function tooLarge(plan: Plan, engine: string, limit: number): EngineError {
  const gigabytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1);
  return new EngineError(
    `The graph \`${plan.name}\` needs ${gigabytes(plan.peakBytes)} GB, but the ${engine} engine can address ` +
      `${gigabytes(limit)} GB; use a smaller batch or the native engine.`,
  );
}

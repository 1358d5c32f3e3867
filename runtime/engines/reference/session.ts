import type { Graph, Program } from '../../../compiler/graph/graph.js';
import { sizeOf } from '../../../compiler/graph/types.js';
import { EngineError, type HostTensor, type HostTensors, type Session } from '../engine.js';
import { guarded, withGuard } from '../guard.js';
import type { OpTiming, ProfiledCall } from '../profiled-call.js';
import { evaluateGraph, type OperationObserver } from './evaluate.js';

/** Interprets a program; state variables are held in float64. */
export class ReferenceSession implements Session {
  private state: Record<string, Float64Array> = {};

  constructor(readonly program: Program) {}

  async run(
    graph: keyof Program['graphs'],
    feeds: HostTensors,
    outputs?: readonly string[],
  ): Promise<Record<string, HostTensor>> {
    return this.evaluate(graph, feeds, outputs);
  }

  async profile(
    graph: keyof Program['graphs'],
    feeds: HostTensors,
    outputs?: readonly string[],
  ): Promise<ProfiledCall> {
    const ops: OpTiming[] = [];
    const began = performance.now();
    const results = this.evaluate(graph, feeds, outputs, ({ primitive: { name }, origin }, milliseconds) => {
      const end = performance.now() - began;
      ops.push({ name, op: name, origin, start: end - milliseconds, end });
    });
    return { outputs: results, milliseconds: performance.now() - began, ops };
  }

  async readState(): Promise<Record<string, HostTensor>> {
    return Object.fromEntries(Object.entries(this.state).map(([name, data]) => [name, data.slice()]));
  }

  async writeState(state: HostTensors): Promise<void> {
    for (const [name, data] of Object.entries(state)) this.check(name, data);
    for (const [name, data] of Object.entries(state)) this.state[name] = Float64Array.from(data);
  }

  async dispose(): Promise<void> {
    this.state = {};
  }

  private evaluate(
    graph: keyof Program['graphs'],
    feeds: HostTensors,
    outputs?: readonly string[],
    observe?: OperationObserver,
  ): Record<string, HostTensor> {
    const program = this.graph(graph);
    const evaluation = evaluateGraph(program, feeds, this.state, withGuard(program, outputs), observe);
    const wanted = guarded(program, evaluation.outputs, outputs);
    Object.assign(this.state, evaluation.updates);
    return wanted;
  }

  private graph(name: keyof Program['graphs']): Graph {
    const graph = this.program.graphs[name];
    if (!graph) throw new EngineError(`The program has no graph \`${name}\`.`);
    return graph;
  }

  private check(name: string, data: HostTensor): void {
    const variable = this.program.state.find((candidate) => candidate.name === name);
    if (!variable) throw new EngineError(`The program has no state variable \`${name}\`.`);
    const size = sizeOf(variable.type.shape);
    if (data.length !== size) throw new EngineError(`\`${name}\` takes ${size} numbers, not ${data.length}.`);
  }
}

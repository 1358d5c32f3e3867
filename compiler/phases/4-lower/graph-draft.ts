import { GraphBuilder } from '../../graph/builder.js';
import type { Graph, GraphInput, InputSource, StateUpdate, StateVariable, Value } from '../../graph/graph.js';
import { scalar, tensor, type TensorType } from '../../graph/types.js';
import type { StateTable } from './state-table.js';

/** A graph while it is being built: what it reads, what it is fed, what it will write. */
export class GraphDraft {
  readonly b = new GraphBuilder();
  private readonly reads = new Map<string, Value>();
  private readonly inputs = new Map<string, GraphInput>();
  private readonly updates = new Map<string, StateUpdate>();

  constructor(
    readonly batch: number,
    private readonly states: StateTable,
  ) {}

  /** The value that a variable has when the call begins; every reader shares it. */
  read(variable: StateVariable): Value {
    this.states.declare(variable);
    const before = this.reads.get(variable.name);
    if (before) return before;
    const value = this.b.state(variable.name, variable.type);
    this.reads.set(variable.name, value);
    return value;
  }

  feed(name: string, type: TensorType, source: InputSource): Value {
    const before = this.inputs.get(name);
    if (before) return before.value;
    const value = this.b.input(name, type);
    this.inputs.set(name, { name, value, source });
    return value;
  }

  /** How many training steps have been done, a scalar. */
  step(): Value {
    return this.read({ name: 'step', type: scalar, role: 'counter', initializer: { kind: 'constant', value: 0 } });
  }

  /** Class numbers of the examples. */
  labels(): Value {
    return this.feed('labels', tensor('i32', [this.batch]), { kind: 'labels' });
  }

  write(state: string, value: Value): void {
    this.updates.set(state, { state, value });
  }

  finish(name: string, outputs: Readonly<Record<string, Value>>): Graph {
    return { name, inputs: [...this.inputs.values()], outputs, updates: [...this.updates.values()] };
  }
}

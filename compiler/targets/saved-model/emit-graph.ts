import { operationsOf, rootsOf, type Graph, type GraphInput, type Operation, type Origin, type Value } from '../../graph/graph.js';
import { input } from '../../primitives/sources/input.js';
import { state } from '../../primitives/sources/state.js';
import { legalize } from '../legalize.js';
import { shapeMessage, typeAttribute } from './attributes.js';
import { emitCarrier, isCarried } from './carriers.js';
import type { NodeList, TensorName } from './node-list.js';
import type { Variables } from './variables.js';

/** A graph as TensorFlow nodes. */
export interface EmittedGraph {
  readonly inputs: Readonly<Record<string, TensorName>>;
  /** Fetching any one of them applies all updates. */
  readonly outputs: Readonly<Record<string, TensorName>>;
}

/** Ops whose result may be the very memory of their operand. */
const ALIASING = new Set(['Identity', 'Reshape', 'Squeeze', 'ExpandDims', 'StopGradient']);

/**
 * Emits a graph. Every variable is read once, before it is written: an assignment waits for the read and for all that
 * take part in what was read, so that TensorFlow need not copy the old value.
 * @param places filled with the layer that each node comes from
 */
export function emitGraph(
  graph: Graph,
  nodes: NodeList,
  variables: Variables,
  places: Map<string, Origin>,
): EmittedGraph {
  return new GraphEmitter(legalize(graph, isCarried, 'saved-model'), nodes, variables, places).emit();
}

class GraphEmitter {
  private readonly tensors = new Map<Value, TensorName>();
  private readonly inputs: Record<string, TensorName> = {};
  /** Name of a state to the nodes that read it or take what was read. */
  private readonly readers = new Map<string, Set<string>>();
  /** Values that may share memory with what the host feeds. */
  private readonly fed = new Set<Value>();

  constructor(
    private readonly graph: Graph,
    private readonly nodes: NodeList,
    private readonly variables: Variables,
    private readonly places: Map<string, Origin>,
  ) {}

  emit(): EmittedGraph {
    for (const graphInput of this.graph.inputs) this.emitInput(graphInput);
    for (const operation of operationsOf(rootsOf(this.graph))) this.emitOperation(operation);
    const updates = this.graph.updates.map(({ state: name, value }) => this.emitUpdate(name, value));
    const outputs = Object.entries(this.graph.outputs).map(([name, value]) => [name, this.emitOutput(name, value, updates)]);
    return { inputs: this.inputs, outputs: Object.fromEntries(outputs) as Record<string, TensorName> };
  }

  private emitOperation(operation: Operation): void {
    if (operation.primitive.name === input.name) return;
    if (operation.primitive.name === state.name) this.emitRead(operation);
    else this.emitCarried(operation);
  }

  private emitInput({ name, value }: GraphInput): void {
    const attr = { dtype: typeAttribute(value.type.dtype), shape: { shape: shapeMessage(value.type.shape) } };
    const tensor: TensorName = `${this.nodes.add(`${this.graph.name}/feed/${name}`, 'Placeholder', [], attr)}:0`;
    this.inputs[name] = tensor;
    this.tensors.set(value, tensor);
    this.fed.add(value);
  }

  private emitRead(operation: Operation): void {
    const name = operation.attributes['name'] as string;
    const readers = this.readers.get(name);
    const [read = this.variables.read(this.graph.name, this.variables.named(name))] = readers ?? [];
    if (!readers) this.readers.set(name, new Set([read]));
    this.tensors.set(operation.results[0]!, `${read}:0`);
  }

  private emitCarried(operation: Operation): void {
    const inputs = operation.inputs.map((value) => this.tensors.get(value)!);
    const name = [this.graph.name, operation.origin?.path ?? 'step', operation.primitive.name].join('/');
    const { node, results } = emitCarrier(this.nodes, name, operation, inputs);
    operation.results.forEach((value, index) => this.tensors.set(value, results[index]!));
    if (operation.origin) this.places.set(node, operation.origin);
    const aliases = ALIASING.has(operation.primitive.tensorflow!.op);
    for (const value of operation.inputs) {
      if (value.producer.primitive.name === state.name) this.readersOf(value).add(node);
      if (aliases && this.fed.has(value)) operation.results.forEach((result) => this.fed.add(result));
    }
  }

  private readersOf(value: Value): Set<string> {
    return this.readers.get(value.producer.attributes['name'] as string)!;
  }

  private emitUpdate(name: string, value: Value): string {
    const variable = this.variables.named(name);
    const tensor = this.tensors.get(value)!;
    // An assignment keeps the memory of its value, and what the host feeds is the host's memory.
    const owned = this.fed.has(value) ? copyOf(this.nodes, `${this.graph.name}/copy/${name}`, tensor, variable.type.dtype) : tensor;
    return this.variables.assign(this.graph.name, variable, owned, this.readers.get(name));
  }

  private emitOutput(name: string, value: Value, updates: readonly string[]): TensorName {
    const attr = { T: typeAttribute(value.type.dtype) };
    const tensor = this.tensors.get(value)!;
    return `${this.nodes.add(`${this.graph.name}/output/${name}`, 'Identity', [tensor], attr, { after: updates })}:0`;
  }
}

/** A tensor in memory of TensorFlow's own. */
export function copyOf(nodes: NodeList, name: string, tensor: TensorName, dtype: 'f32' | 'i32' | 'bool'): TensorName {
  return `${nodes.add(name, 'DeepCopy', [tensor], { T: typeAttribute(dtype) })}:0`;
}

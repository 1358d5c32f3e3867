import {
  operationsOf,
  rootsOf,
  type Graph,
  type GraphInput,
  type Operation,
  type Origin,
  type Value,
} from '../../graph/graph.js';
import type { DType } from '../../graph/types.js';
import { input } from '../../primitives/sources/input.js';
import { state } from '../../primitives/sources/state.js';
import { isRegion, type Region } from '../../graph/region.js';
import { fusedRegions } from '../../phases/6-optimize/fused-regions/fused-regions.js';
import { legalize } from '../legalize.js';
import { shapeMessage, typeAttribute } from './attributes.js';
import { emitCarrier, isCarried } from './carriers.js';
import { emitCall, type FunctionLibrary, type RegionFunction } from './function-library.js';
import { emitPreparation, type Preparation } from './preparation.js';
import { isFusable } from './region-ops.js';
import { fuseReluGradients } from './relu-gradient.js';
import { withoutExplicitPadding } from './explicit-padding.js';
import { NOT_FINITE } from './manifest.js';
import { InPlaceUpdates, operandsOf, stateName, statesUpdatedInPlace, weightsUpdatedInPlace } from './in-place.js';
import { nodeOf, type NodeList, type TensorName } from './node-list.js';
import { isChainedAddition, summationAnchor } from './summation-order.js';
import { isPostponed } from './recomputation/postponed.js';
import { recompute } from './recomputation/recomputation.js';
import { replaceForRegions } from './replacements/index.js';
import type { Variables } from './variables.js';

/** A graph as TensorFlow nodes. */
export interface EmittedGraph {
  readonly inputs: Readonly<Record<string, TensorName>>;
  /** Fetching any one of them applies all updates. */
  readonly outputs: Readonly<Record<string, TensorName>>;
  readonly preparation?: Preparation;
}

/** Ops whose result may be the very memory of their operand. */
const ALIASING = new Set(['Identity', 'Reshape', 'Squeeze', 'ExpandDims', 'StopGradient']);

/**
 * Emits a graph. Every variable is read once, before it is written: what writes it waits for the read and for all
 * that take part in what was read, so that TensorFlow need not copy the old value.
 * @param places filled with the layer that each node comes from
 * @param library takes the functions of fused regions; without it every operation is an op of its own
 * @param saveMemory whether the backward half computes anew what is cheap to make
 */
export function emitGraph(
  graph: Graph,
  nodes: NodeList,
  variables: Variables,
  places: Map<string, Origin>,
  library: FunctionLibrary | undefined,
  saveMemory: boolean,
): EmittedGraph {
  const inPlace = weightsUpdatedInPlace(graph);
  const carried = (operation: Operation): boolean =>
    isCarried(operation) || statesUpdatedInPlace(operation, inPlace) !== undefined;
  const legal = legalize(
    withoutExplicitPadding(fuseReluGradients(graph)),
    carried,
    'saved-model',
    library && replaceForRegions,
  );
  const recomputed = saveMemory ? recompute(legal) : legal;
  const fused = library ? fusedRegions(isFusable).run(recomputed) : recomputed;
  return new GraphEmitter(fused, nodes, variables, places, inPlace, library).emit();
}

class GraphEmitter {
  private readonly tensors = new Map<Value, TensorName>();
  /** For each state the node that reads it. */
  private readonly reads = new Map<string, string>();
  /** For each state the nodes that take what was read. */
  private readonly readers = new Map<string, string[]>();
  private readonly functions = new Set<RegionFunction>();
  /** Values that may share memory with what the host feeds. */
  private readonly fed = new Set<Value>();

  constructor(
    private readonly graph: Graph,
    private readonly nodes: NodeList,
    private readonly variables: Variables,
    private readonly places: Map<string, Origin>,
    private readonly weightsInPlace: ReadonlySet<string>,
    private readonly library: FunctionLibrary | undefined,
  ) {}

  emit(): EmittedGraph {
    const inputs = this.graph.inputs.map((graphInput) => [graphInput.name, this.emitInput(graphInput)] as const);
    const inPlace: Operation[] = [];
    for (const operation of operationsOf(rootsOf(this.graph))) {
      if (statesUpdatedInPlace(operation, this.weightsInPlace)) inPlace.push(operation);
      else this.emitOperation(operation);
    }
    this.readRemaining(inPlace);
    const updates = this.emitUpdates(inPlace, this.emitGuard());
    const outputs = Object.entries(this.graph.outputs).map(
      ([name, value]) => [name, this.emitOutput(name, value, updates)] as const,
    );
    const preparation = emitPreparation(this.nodes, this.graph.name, [...this.functions]);
    return {
      inputs: Object.fromEntries(inputs),
      outputs: Object.fromEntries(outputs),
      ...(preparation && { preparation }),
    };
  }

  private emitInput({ name, value }: GraphInput): TensorName {
    const attr = { dtype: typeAttribute(value.type.dtype), shape: { shape: shapeMessage(value.type.shape) } };
    const tensor: TensorName = `${this.nodes.add(`${this.graph.name}/feed/${name}`, 'Placeholder', [], attr)}:0`;
    this.tensors.set(value, tensor);
    this.fed.add(value);
    return tensor;
  }

  private emitOperation(operation: Operation): void {
    // Inputs are there already; states are read when something takes them.
    if (operation.primitive.name === input.name || operation.primitive.name === state.name) return;
    const inputs = operation.inputs.map((value) => this.tensorOf(value));
    const name = [this.graph.name, operation.origin?.path ?? 'step', operation.primitive.name].join('/');
    const after = { after: this.awaited(operation, inputs) };
    const { node, results } = isRegion(operation.primitive)
      ? emitCall(this.nodes, name, this.functionOf(operation.primitive.region, operation.inputs), inputs)
      : emitCarrier(this.nodes, name, operation, inputs, after);
    operation.results.forEach((value, index) => this.tensors.set(value, results[index]!));
    this.placed(operation, node);
    const aliases = ALIASING.has(operation.primitive.tensorflow?.op ?? '');
    for (const value of operation.inputs) {
      const read = stateName(value);
      if (read !== undefined) this.readers.get(read)!.push(node);
      if (aliases && this.fed.has(value)) operation.results.forEach((result) => this.fed.add(result));
    }
  }

  private functionOf(region: Region, inputs: readonly Value[]): RegionFunction {
    const made = this.library!.define(region, inputs);
    this.functions.add(made);
    return made;
  }

  /** The nodes that an operation's node waits for besides those of its operands. */
  private awaited(operation: Operation, inputs: readonly TensorName[]): readonly string[] {
    if (isPostponed(operation)) return [nodeOf(inputs[1]!)];
    return isChainedAddition(operation) ? [summationAnchor(this.nodes, this.graph.name)] : [];
  }

  /** Notes that a node computes an operation, or writes what it has computed. */
  private placed({ origin }: Operation, node: string): string {
    if (origin) this.places.set(node, origin);
    return node;
  }

  private tensorOf(value: Value): TensorName {
    const name = stateName(value);
    return name === undefined ? this.tensors.get(value)! : `${this.readOnce(name)}:0`;
  }

  private readOnce(name: string): string {
    const known = this.reads.get(name);
    if (known) return known;
    const node = this.variables.read(this.graph.name, this.variables.named(name));
    this.reads.set(name, node);
    this.readers.set(name, [node]);
    return node;
  }

  /** Reads what no operation has taken but an update or an output will, before anything is written. */
  private readRemaining(inPlace: readonly Operation[]): void {
    const covered = new Set(inPlace.flatMap((operation) => operation.results));
    for (const value of rootsOf(this.graph)) if (!covered.has(value)) this.tensorOf(value);
    for (const operation of inPlace) operandsOf(operation).forEach((value) => this.tensorOf(value));
  }

  /** A node that fails where the guard isn't finite, for updates to wait for. */
  private emitGuard(): readonly string[] {
    const { guard, name, outputs } = this.graph;
    if (guard === undefined) return [];
    const attr = { T: typeAttribute('f32'), message: { s: new TextEncoder().encode(NOT_FINITE) } };
    return [this.nodes.add(`${name}/guard`, 'CheckNumerics', [this.tensorOf(outputs[guard]!)], attr)];
  }

  private emitUpdates(inPlace: readonly Operation[], guard: readonly string[]): string[] {
    const emitter = new InPlaceUpdates(this.nodes, this.variables, this.graph.name);
    const covered = new Set<string>();
    const moved = inPlace.map((operation) => {
      const states = statesUpdatedInPlace(operation, this.weightsInPlace)!;
      states.forEach((name) => covered.add(name));
      const after = [...states.flatMap((name) => this.readers.get(name) ?? []), ...guard];
      return this.placed(
        operation,
        emitter.emit(operation, states, (value) => this.tensorOf(value), after),
      );
    });
    const others = this.graph.updates.filter((update) => !covered.has(update.state));
    return [...moved, ...others.map((update) => this.emitUpdate(update.state, update.value, guard))];
  }

  private emitUpdate(name: string, value: Value, guard: readonly string[]): string {
    const variable = this.variables.named(name);
    const tensor = this.tensorOf(value);
    // An assignment keeps the memory of its value, and what the host feeds is the host's memory.
    const copy = `${this.graph.name}/copy/${name}`;
    const owned = this.fed.has(value) ? copyOf(this.nodes, copy, tensor, variable.type.dtype) : tensor;
    const write = this.variables.assign(this.graph.name, variable, owned, [
      ...(this.readers.get(name) ?? []),
      ...guard,
    ]);
    return this.placed(value.producer, write);
  }

  private emitOutput(name: string, value: Value, updates: readonly string[]): TensorName {
    const attr = { T: typeAttribute(value.type.dtype) };
    const wish = `${this.graph.name}/output/${name}`;
    return `${this.nodes.add(wish, 'Identity', [this.tensorOf(value)], attr, { after: updates })}:0`;
  }
}

/** A tensor in memory of TensorFlow's own. */
export function copyOf(nodes: NodeList, name: string, tensor: TensorName, dtype: DType): TensorName {
  return `${nodes.add(name, 'DeepCopy', [tensor], { T: typeAttribute(dtype) })}:0`;
}

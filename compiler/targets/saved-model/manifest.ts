import type { Graph, InputSource, Program, StateVariable } from '../../graph/graph.js';
import { formatType, type HostDType, type Shape, type TensorType } from '../../graph/types.js';
import type { EmittedGraph } from './emit-graph.js';
import type { TensorName } from './node-list.js';
import type { Preparation } from './preparation.js';
import type { StateAccess } from './state-access.js';

/** Tag under which the graph stands in the saved model. */
export const TAG = 'serve';

/** What TensorFlow's message begins with where a graph's guard isn't finite, so that its updates were not written. */
export const NOT_FINITE = 'angnet: a guard is not finite';

/** Describes a saved model to whoever loads it: `manifest.json`. */
export interface Manifest {
  readonly format: 'angnet saved model';
  readonly schema: 1;
  /** Examples per call, for every signature; pad a short batch with examples of weight 0. */
  readonly batch: number;
  readonly signatures: Readonly<Record<string, SignatureEntry>>;
  readonly state: readonly StateEntry[];
}

export interface TensorEntry {
  /** Name of the tensor in the graph, for sessions that don't use signatures. */
  readonly tensor: TensorName;
  readonly dtype: HostDType;
  readonly shape: Shape;
}

export interface InputEntry extends TensorEntry {
  readonly source: InputSource;
}

export interface SignatureEntry {
  readonly inputs: Readonly<Record<string, InputEntry>>;
  readonly outputs: Readonly<Record<string, TensorEntry>>;
  /** Names of the state variables that a call overwrites. */
  readonly updates: readonly string[];
  /** How to have XLA compile what the graph calls, before its first call; absent where there is nothing to gain. */
  readonly preparation?: Preparation;
}

/** A key of the signatures `read` (outputs) and `write` (inputs), by which the host reaches a variable. */
export interface StateEntry extends StateAccess {
  readonly name: string;
  readonly dtype: HostDType;
  readonly shape: Shape;
  readonly role: StateVariable['role'];
}

/** What was emitted for each graph of the program. */
export type EmittedGraphs = Readonly<Record<string, { readonly graph: Graph; readonly emitted: EmittedGraph }>>;

export function describe(
  program: Program,
  graphs: EmittedGraphs,
  access: Readonly<Record<string, StateAccess>>,
): Manifest {
  return {
    format: 'angnet saved model',
    schema: 1,
    batch: program.batch,
    signatures: Object.fromEntries(
      Object.entries(graphs).map(([name, { graph, emitted }]) => [name, describeSignature(graph, emitted)]),
    ),
    state: program.state.map(({ name, type, role }) => ({
      name,
      ...hostType(type),
      role,
      ...access[name]!,
    })),
  };
}

function describeSignature(graph: Graph, emitted: EmittedGraph): SignatureEntry {
  return {
    inputs: Object.fromEntries(
      graph.inputs.map(({ name, value, source }) => [
        name,
        { tensor: emitted.inputs[name]!, ...hostType(value.type), source },
      ]),
    ),
    outputs: Object.fromEntries(
      Object.entries(graph.outputs).map(([name, { type }]) => [
        name,
        { tensor: emitted.outputs[name]!, ...hostType(type) },
      ]),
    ),
    updates: graph.updates.map((update) => update.state),
    ...(emitted.preparation && { preparation: emitted.preparation }),
  };
}

/** @throws {Error} for bf16, which lowering casts before anything leaves a graph */
function hostType(type: TensorType): { readonly dtype: HostDType; readonly shape: Shape } {
  const { dtype, shape } = type;
  if (dtype === 'bf16') throw new Error(`${formatType(type)} is not for the host`);
  return { dtype, shape };
}

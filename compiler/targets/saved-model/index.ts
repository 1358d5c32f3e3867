import type { Origin, Program } from '../../graph/graph.js';
import type { Shape } from '../../graph/types.js';
import { shapeMessage } from './attributes.js';
import { emitGraph } from './emit-graph.js';
import { FunctionLibrary } from './function-library.js';
import { describe, TAG, type EmittedGraphs, type Manifest, type TensorEntry } from './manifest.js';
import {
  DataType,
  encodeMessage,
  type SavedModelMessage,
  type SignatureMessage,
  type TensorInfoMessage,
} from './messages.js';
import { NodeList } from './node-list.js';
import { emitInitialization, emitStateAccess } from './state-access.js';
import { Variables } from './variables.js';

export type { Manifest, SignatureEntry, StateEntry, TensorEntry } from './manifest.js';

/** A program as TensorFlow's saved model. */
export interface SavedModel {
  /** `saved_model.pb` and `manifest.json`, to be written into a folder of their own. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: Manifest;
  /** The layer that each node of the graph comes from. */
  readonly places: ReadonlyMap<string, Origin>;
}

export interface EmissionOptions {
  /** Whether chains of elementwise operations become functions that XLA compiles; they do by default. */
  readonly fuse?: boolean;
  /**
   * Whether loading gives all state a value, as it does by default. Where the host writes all of it anyway, a graph that
   * TensorFlow needn't prepare saves a twentieth of the time to the first step.
   */
  readonly initialize?: boolean;
  /** Whether a step keeps less for its backward half and computes that anew, which takes longer; it doesn't by default. */
  readonly recompute?: boolean;
}

/**
 * Oldest TensorFlow whose ops are used, as numbered in its graphs: an official install of tfjs-node has version 2.9.
 * Readers newer than the producer keep to the producer's behaviour.
 */
const GRAPH_VERSION = 1087;
/** What TensorFlow's loaders look for to initialise a model. */
const INITIALIZER = '__saved_model_init_op';

/**
 * Emits a saved model with the signatures `train`, `evaluate` and `predict` as far as the program has these graphs,
 * and `read` and `write` for all state. State lives in variables of the session; loading fills them with zeros.
 */
export function emitSavedModel(
  program: Program,
  { fuse = true, initialize = true, recompute = false }: EmissionOptions = {},
): SavedModel {
  const library = new FunctionLibrary();
  const nodes = new NodeList();
  const places = new Map<string, Origin>();
  const variables = new Variables(nodes, program.state);
  const graphs: EmittedGraphs = Object.fromEntries(
    Object.entries(program.graphs).map(([name, graph]) => [
      name,
      { graph, emitted: emitGraph(graph, nodes, variables, places, fuse ? library : undefined, recompute) },
    ]),
  );
  const manifest = describe(program, graphs, emitStateAccess(nodes, variables));
  const initializer = initialize ? initialization(emitInitialization(nodes, variables)) : {};
  const message = savedModelMessage(nodes, library, { ...signatures(manifest), ...initializer });
  const files = new Map([
    ['saved_model.pb', encodeMessage('SavedModel', message)],
    ['manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`)],
  ]);
  return { files, manifest, places };
}

function savedModelMessage(
  nodes: NodeList,
  library: FunctionLibrary,
  signature_def: Record<string, SignatureMessage>,
): SavedModelMessage {
  return {
    saved_model_schema_version: 1,
    meta_graphs: [
      {
        meta_info_def: { tags: [TAG], tensorflow_version: '2.9.1' },
        graph_def: {
          node: nodes.nodes,
          library: { function: library.functions },
          versions: { producer: GRAPH_VERSION, min_consumer: 0 },
        },
        signature_def,
      },
    ],
  };
}

function signatures(manifest: Manifest): Record<string, SignatureMessage> {
  const graphs = Object.entries(manifest.signatures).map(([name, { inputs, outputs }]) => {
    return [name, signature(tensorInfos(inputs), tensorInfos(outputs))] as const;
  });
  if (manifest.state.length === 0) return Object.fromEntries(graphs);
  const read = manifest.state.map(({ name, read, dtype, shape }) => [name, tensorInfo(read, dtype, shape)] as const);
  const value = manifest.state.map(({ name, value, dtype, shape }) => [name, tensorInfo(value, dtype, shape)] as const);
  const written = manifest.state.map(({ name, written }) => [name, tensorInfo(written, 'i32', [])] as const);
  return {
    ...Object.fromEntries(graphs),
    read: signature({}, Object.fromEntries(read)),
    write: signature(Object.fromEntries(value), Object.fromEntries(written)),
  };
}

function initialization(node: string): Record<string, SignatureMessage> {
  const info: TensorInfoMessage = { name: node, dtype: DataType.invalid, tensor_shape: shapeMessage([]) };
  return { [INITIALIZER]: { inputs: {}, outputs: { [INITIALIZER]: info }, method_name: INITIALIZER } };
}

function signature(
  inputs: Readonly<Record<string, TensorInfoMessage>>,
  outputs: Readonly<Record<string, TensorInfoMessage>>,
): SignatureMessage {
  return { inputs, outputs, method_name: 'tensorflow/serving/predict' };
}

function tensorInfos(entries: Readonly<Record<string, TensorEntry>>): Record<string, TensorInfoMessage> {
  return Object.fromEntries(
    Object.entries(entries).map(([name, { tensor, dtype, shape }]) => [name, tensorInfo(tensor, dtype, shape)]),
  );
}

function tensorInfo(name: string, dtype: keyof typeof DataType, shape: Shape): TensorInfoMessage {
  return { name, dtype: DataType[dtype], tensor_shape: shapeMessage(shape) };
}

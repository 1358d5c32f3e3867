import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../compiler/graph/builder.js';
import type { Graph, Program, StateVariable } from '../../../../compiler/graph/graph.js';
import { emitGraph } from '../../../../compiler/targets/saved-model/emit-graph.js';
import { emitSavedModel } from '../../../../compiler/targets/saved-model/index.js';
import type { NodeMessage } from '../../../../compiler/targets/saved-model/messages.js';
import { NodeList, nodeName } from '../../../../compiler/targets/saved-model/node-list.js';
import { Variables } from '../../../../compiler/targets/saved-model/variables.js';
import { lineProgram } from '../../../support/line-program.js';

const F32 = { dtype: 'f32', shape: [3] } as const;

function variable(name: string, type: StateVariable['type'] = F32): StateVariable {
  return { name, type, role: 'statistic', initializer: { kind: 'constant', value: 0 } };
}

function emit(graph: Graph, state: readonly StateVariable[]): NodeMessage[] {
  const nodes = new NodeList();
  emitGraph(graph, nodes, new Variables(nodes, state), new Map(), undefined, false);
  return nodes.nodes;
}

function ofOp(nodes: readonly NodeMessage[], op: string): NodeMessage[] {
  return nodes.filter((node) => node.op === op);
}

function graphOf(outputs: Graph['outputs'], updates: Graph['updates']): Graph {
  return { name: 'train', inputs: [], outputs, updates };
}

describe('a graph in TensorFlow', () => {
  it('reads a variable once, however often it is taken', () => {
    const b = new GraphBuilder();
    const twice = b.mul(b.state('a', F32), b.state('a', F32));
    const nodes = emit(graphOf({ twice }, []), [variable('a')]);
    expect(ofOp(nodes, 'ReadVariableOp')).toHaveLength(1);
  });

  it('assigns after all that takes the old value', () => {
    const b = new GraphBuilder();
    const a = b.state('a', F32);
    const output = b.exp(a);
    const nodes = emit(graphOf({ output }, [{ state: 'a', value: b.neg(b.add(a, 1)) }]), [variable('a')]);
    const [assign] = ofOp(nodes, 'AssignVariableOp');
    const controls = assign!.input.filter((name) => name.startsWith('^'));
    expect(controls.sort()).toEqual(['^train/read/a', '^train/step/add', '^train/step/exp']);
  });

  it('reads a state that is only shown before it is overwritten', () => {
    const b = new GraphBuilder();
    const a = b.state('a', F32);
    const nodes = emit(graphOf({ a }, [{ state: 'a', value: b.constant(1, [3]) }]), [variable('a')]);
    expect(ofOp(nodes, 'AssignVariableOp')[0]!.input).toContain('^train/read/a');
  });

  it('makes every output wait for all updates', () => {
    const b = new GraphBuilder();
    const [a, c] = [b.state('a', F32), b.state('c', F32)];
    const updates = [
      { state: 'a', value: b.neg(a) },
      { state: 'c', value: b.neg(c) },
    ];
    const nodes = emit(graphOf({ one: b.exp(a), two: b.exp(c) }, updates), [variable('a'), variable('c')]);
    const assigns = ofOp(nodes, 'AssignVariableOp').map((node) => `^${node.name}`);
    for (const output of ofOp(nodes, 'Identity')) expect(output.input.slice(1)).toEqual(assigns);
    expect(assigns).toHaveLength(2);
  });

  it('updates by Adam in place, without reading what only Adam takes', () => {
    const { graph, state } = adamGraph(false);
    const nodes = emit(graph, state);
    expect(ofOp(nodes, 'ResourceApplyAdam')).toHaveLength(1);
    expect(ofOp(nodes, 'ReadVariableOp').map((node) => node.name)).toEqual(['train/read/w']);
    expect(ofOp(nodes, 'AssignVariableOp')).toEqual([]);
  });

  it('does not update in place when something else takes the result', () => {
    const { graph, state } = adamGraph(true);
    const nodes = emit(graph, state);
    expect(ofOp(nodes, 'ResourceApplyAdam')).toEqual([]);
    expect(ofOp(nodes, 'AssignVariableOp')).toHaveLength(3);
  });

  it('lets each addition to a sum wait for a node of its own', () => {
    const b = new GraphBuilder();
    const [x, y] = [b.state('a', F32), b.state('c', F32)];
    const nodes = emit(graphOf({ sum: b.add(b.add(b.add(x, y), x), y) }, []), [variable('a'), variable('c')]);
    const waits = ofOp(nodes, 'AddV2').map((node) => node.input.slice(2));
    expect(waits).toEqual([[], ['^train/order'], ['^train/order_1']]);
  });

  it('takes one op for the gradient of relu, from its result', () => {
    const b = new GraphBuilder();
    const x = b.exp(b.state('a', F32));
    const dx = b.select(b.greater(x, 0), b.neg(x), 0);
    const nodes = emit(graphOf({ y: b.relu(x), dx }, []), [variable('a')]);
    expect(ofOp(nodes, 'ReluGrad')[0]!.input).toEqual(['train/step/neg:0', 'train/step/relu:0']);
    expect(ofOp(nodes, 'SelectV2')).toEqual([]);
  });

  it('keeps integer variables in host memory', () => {
    const { files: _, manifest } = emitSavedModel(lineProgram());
    expect(manifest.state.map(({ name, dtype }) => [name, dtype])).toEqual([
      ['line[0]/filter', 'f32'],
      ['step', 'i32'],
    ]);
    const nodes = new NodeList();
    const variables = new Variables(nodes, lineProgram().state);
    variables.read('train', variables.named('step'));
    variables.read('train', variables.named('line[0]/filter'));
    expect(nodes.nodes.map((node) => node.device)).toEqual([undefined, '/device:CPU:0', '/device:CPU:0', undefined]);
  });

  it('has no constant above 1 KB, whatever the size of tensors', () => {
    const program = wideProgram(5_000_000);
    expect(emitSavedModel(program).files.get('saved_model.pb')!.length).toBeLessThan(5000);
    expect(() => new NodeList().constant({ ints: new Array<number>(257).fill(0) })).toThrow('too large');
  });
});

describe('names of nodes', () => {
  it('keep the structural path', () => {
    expect(nodeName('stage1[3].main.0/filter')).toBe('stage1.3.main.0/filter');
    expect(nodeName('_é')).toBe('n__');
  });

  it('stay apart when paths look alike', () => {
    const nodes = new NodeList();
    const names = ['a[1]', 'a.1', 'a.1', 'a.1_1'].map((name) => nodes.add(name, 'NoOp', [], {}));
    expect(new Set(names).size).toBe(4);
  });
});

function adamGraph(shown: boolean): { graph: Graph; state: StateVariable[] } {
  const b = new GraphBuilder();
  const [weight, m, v] = [b.state('w', F32), b.state('m', F32), b.state('v', F32)];
  const scalar = b.constant(1);
  const moved = b.adamUpdate(
    { weight, gradient: b.exp(weight), m, v, learningRate: scalar, step: scalar },
    { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  );
  const updates = [
    { state: 'w', value: moved.weight },
    { state: 'm', value: moved.m },
    { state: 'v', value: moved.v },
  ];
  const outputs = { loss: b.sum(shown ? moved.weight : weight, [0]) };
  return { graph: graphOf(outputs, updates), state: ['w', 'm', 'v'].map((name) => variable(name)) };
}

function wideProgram(size: number): Program {
  const b = new GraphBuilder();
  const wide = { dtype: 'f32', shape: [size] } as const;
  const output = b.add(b.state('a', wide), b.constant(1, [size]));
  const graph = graphOf({ output }, [{ state: 'a', value: output }]);
  return {
    batch: 1,
    state: [variable('a', wide)],
    graphs: { train: graph, predict: { ...graph, name: 'predict', updates: [] } },
  };
}

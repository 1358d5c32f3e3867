import { describe, expect, it } from 'vitest';
import { canonicalText, hashText } from '../../../compiler/canonical/index.js';
import { operationsOf, rootsOf, type Graph } from '../../../compiler/graph/graph.js';
import { compile, configure } from '../../../compiler/index.js';
import { GraphDraft } from '../../../compiler/phases/4-lower/graph-draft.js';
import { lowerNetwork } from '../../../compiler/phases/4-lower/lower-network.js';
import { StateTable } from '../../../compiler/phases/4-lower/state-table.js';
import { widenBf16 } from '../../../compiler/targets/tfjs-plan/widen.js';
import { evaluateGraph } from '../../../runtime/engines/reference/evaluate.js';
import { initialState } from '../../../runtime/random/index.js';
import { batchFor } from '../../support/small-network.js';
import { checkText, codesOf, experimentOf, experimentText, modelText, networkOf } from '../../support/spec.js';

const LINES = `stem: conv(3, 3x3, bias: true)
  bn
  relu
  add { { conv(3, 3x3) bn prelu dropout(0.25) } { } }
  concat { { maxpool(2x2) } { avgpool(2x2) } }
  multiply { { conv(4, 1x1) relu } { angconv(4, 3x3) @angle(cos) } }
  flatten
  hidden: fc(5, bias: true)
  classifier: angfc(10) @angle(linear)`;

const model = (precision: string, lines = LINES) =>
  modelText([6, 6, 2], lines).replace('model M', `model M ${precision}`);
const spec = (precision: string, lines?: string) => model(precision, lines) + experimentText();

/** What each layer gives, by kind and type. */
function typesOf(text: string, mode: 'train' | 'evaluate' = 'train'): string[] {
  const network = networkOf(text);
  const { outputs } = lowerNetwork(network, new GraphDraft(4, new StateTable()), mode);
  return network.nodes.map((node) => `${node.layer.name} ${outputs.get(node)!.type.dtype}`);
}

function graphsOf(text: string): Graph[] {
  return Object.values(compile(experimentOf(text), { steps: 10 }).graphs);
}

const operations = (graph: Graph) => operationsOf(rootsOf(graph));

describe('@precision(bf16)', () => {
  it('gives bf16 behind convolutions until something needs f32', () => {
    const expected = [
      'input f32',
      ...['conv bf16', 'bn bf16', 'relu bf16', 'conv bf16', 'bn bf16', 'prelu bf16', 'dropout bf16', 'add bf16'],
      ...['maxpool bf16', 'avgpool bf16', 'concat bf16', 'conv bf16', 'relu bf16', 'angconv f32', 'multiply f32'],
      ...['flatten f32', 'fc f32', 'angfc f32'],
    ];
    expect(typesOf(model('@precision(bf16)'))).toEqual(expected);
    expect(typesOf(model('@precision(bf16)'), 'evaluate')).toEqual(expected);
  });

  it('is turned off for a layer by @precision(f32), which sees f32', () => {
    const lines = 'conv(2, 1x1) bn @precision(f32) relu conv(2, 1x1) @precision(f32)';
    expect(typesOf(model('@precision(bf16)', lines))).toEqual([
      ...['input f32', 'conv bf16', 'bn f32', 'relu f32', 'conv f32'],
    ]);
  });

  it('makes every product bf16, forward and backward, but norms and those of angfc', () => {
    for (const graph of graphsOf(spec('@precision(bf16)'))) {
      for (const { primitive, inputs, results, origin } of operations(graph)) {
        if (/^(conv|matmul)/.test(primitive.name)) {
          // The patches' norms come from a box filter of ones. The confusion matrix, a product of no layer, counts.
          const isNorm = inputs[1]!.producer.primitive.name === 'constant';
          const isKept = isNorm || !origin || origin.path === 'classifier';
          expect(results[0]!.type.dtype, `${primitive.name} of ${origin?.path}`).toBe(isKept ? 'f32' : 'bf16');
        }
        if (/^(acos|exp|ln|sqrt|sum|softmax|adam)/.test(primitive.name)) {
          for (const { type } of results) expect(type.dtype, primitive.name).not.toBe('bf16');
        }
      }
    }
  });

  it('leaves state, feeds and outputs f32', () => {
    const { state, graphs } = compile(experimentOf(spec('@precision(bf16)')), { steps: 10 });
    const outside = Object.values(graphs).flatMap((graph) => [
      ...Object.values(graph.outputs),
      ...graph.inputs.map(({ value }) => value),
      ...graph.updates.map(({ value }) => value),
    ]);
    for (const { type } of [...state, ...outside]) expect(type.dtype).not.toBe('bf16');
  });

  it('changes the hash; @precision(f32), the default, does not', () => {
    const hash = (text: string) => hashText(canonicalText(experimentOf(text)));
    expect(hash(spec('@precision(f32)'))).toBe(hash(spec('')));
    expect(hash(spec('@precision(bf16)'))).not.toBe(hash(spec('')));
    expect(canonicalText(experimentOf(spec('')))).not.toContain('precision');
  });

  it('can be set from outside for a model or a layer', () => {
    const set = (override: string) => {
      const { experiment, diagnostics } = configure(checkText(spec('')), 'E', { overrides: [override] });
      expect(diagnostics).toEqual([]);
      return canonicalText(experiment!);
    };
    expect(set('model@precision=bf16')).toBe(canonicalText(experimentOf(spec('@precision(bf16)'))));
    const stem = LINES.replace('bias: true)', 'bias: true) @precision(bf16)');
    expect(set('stem@precision=bf16')).toBe(canonicalText(experimentOf(spec('', stem))));
  });

  it('is checked like any annotation', () => {
    expect(codesOf(model('@precision(fp16)'))).toEqual(['argument-type']);
    expect(codesOf(model('@precision'))).toContain('missing-argument');
    expect(codesOf('model M @precision(bf16) { input([4]) }')).toContain('annotation-without-target');
  });

  it('computes nearly what f32 computes, and the same where bf16 is widened', () => {
    const lines = LINES.replace(' dropout(0.25)', '');
    const [narrow, wide] = ['@precision(bf16)', ''].map((precision) => {
      const program = compile(experimentOf(spec(precision, lines)), { steps: 10 });
      const state = initialState(program, 1);
      const feeds = batchFor(program, 'train', 0);
      const run = (graph: Graph) => evaluateGraph(graph, feeds, state);
      return { exact: run(program.graphs.train!), widened: run(widenBf16(program.graphs.train!)) };
    });
    expect(narrow!.widened.outputs['loss']![0]).toBeCloseTo(wide!.exact.outputs['loss']![0]!, 10);
    const norm = ({ exact }: NonNullable<typeof narrow>) => exact.outputs['gradient_norm']![0]!;
    expect(norm(narrow!)).not.toBe(norm(wide!));
    expect(Math.abs(norm(narrow!) / norm(wide!) - 1)).toBeLessThan(0.05);
    for (const [name, values] of Object.entries(wide!.exact.updates)) {
      const widened = narrow!.widened.updates[name]!;
      values.forEach((value, index) => expect(widened[index], name).toBeCloseTo(value, 8));
    }
  });
});

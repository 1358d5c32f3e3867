import { describe, expect, it } from 'vitest';
import { describeOrigin, operationsOf, rootsOf, type Operation } from '../../../compiler/graph/graph.js';
import { compile } from '../../../compiler/index.js';
import { emitSavedModel } from '../../../compiler/targets/saved-model/index.js';
import { tfjsPlanner } from '../../../compiler/targets/tfjs-plan/index.js';
import { experimentOf, experimentText, modelText } from '../../support/spec.js';

const text =
  modelText([6, 6, 1], 'stem: angconv(2, 3x3)\n  relu\n  flatten\n  classifier: fc(3)') +
  experimentText({ classes: 3, more: 'regularize: [l2(0.1), orthogonal(0.1, on: stem)]' });
const experiment = experimentOf(text);
const lineOf = (field: string): number => text.split('\n').findIndex((line) => line.trim().startsWith(field)) + 1;

/** `stem forward conv` */
function labelsOf(operations: readonly Operation[]): Set<string> {
  const known = operations.filter(({ origin }) => origin);
  return new Set(
    known.map(({ origin, primitive }) => `${origin!.path} ${origin!.part ?? 'forward'} ${primitive.name}`),
  );
}

describe('the operations of a training step', () => {
  const program = compile(experiment, { steps: 10 });
  const operations = operationsOf(rootsOf(program.graphs.train!));
  const labels = labelsOf(operations);

  it('say which layer they belong to, and in which direction', () => {
    for (const label of [
      'stem forward conv',
      'stem forward acos',
      'stem backward conv_filter_gradient',
      'stem update adam_update',
      'relu forward relu',
      'classifier forward matmul',
      'classifier backward matmul',
      'classifier update adam_update',
      '(loss) forward softmax_cross_entropy',
      '(regularizers) forward matmul',
      '(regularizers) backward matmul',
    ])
      expect(labels).toContain(label);
    expect(labels).not.toContain('stem forward conv_filter_gradient');
    expect(labels).not.toContain('stem backward acos');
  });

  it('say where losses and regularizers are written', () => {
    const lines = (path: string) =>
      new Set(operations.flatMap(({ origin }) => (origin?.path === path ? [`${origin.file}:${origin.line}`] : [])));
    expect(lines('(loss)')).toEqual(new Set([`spec.ang:${lineOf('loss:')}`]));
    expect(lines('(regularizers)')).toEqual(new Set([`spec.ang:${lineOf('regularize:')}`]));
    expect(describeOrigin({ path: '(loss)' })).toBe('the loss');
    expect(describeOrigin({ path: 'stem' })).toBe('layer stem');
  });

  it('say so after the rewritings of every target', () => {
    const { places } = emitSavedModel(program);
    const parts = new Set([...places.values()].map(({ path, part = 'forward' }) => `${path} ${part}`));
    const steps = tfjsPlanner(program.graphs.train!)().steps;
    const planned = new Set(
      steps.flatMap(({ origin }) => (origin ? [`${origin.path} ${origin.part ?? 'forward'}`] : [])),
    );
    for (const path of ['stem', 'classifier']) {
      for (const part of ['forward', 'backward', 'update']) {
        expect(parts).toContain(`${path} ${part}`);
        expect(planned).toContain(`${path} ${part}`);
      }
    }
    expect([...places].find(([node]) => node.startsWith('train/update/stem/filter'))![1].part).toBe('update');
  });

  it('stay with those of one layer where evaluation has no other', () => {
    const evaluated = operationsOf(rootsOf(program.graphs.evaluate!));
    expect(new Set(evaluated.map(({ origin }) => origin?.part))).toEqual(new Set([undefined]));
  });
});

describe('an operation that forward and backward compute alike', () => {
  it('is one, and counts as forward', () => {
    const squares = compile(experiment, { steps: 10 }).graphs.train!;
    const twice = operationsOf(rootsOf(squares)).filter(
      ({ primitive, origin }) => primitive.name === 'rsqrt' && origin?.path === 'stem',
    );
    const inputs = twice.map(({ inputs: [x] }) => x!.id);
    expect(new Set(inputs).size).toBe(inputs.length);
    const unoptimized = compile(experiment, { steps: 10, passes: [] }).graphs.train!;
    const count = (graph: typeof squares, part: string | undefined) =>
      operationsOf(rootsOf(graph)).filter(({ origin }) => origin?.path === 'stem' && origin.part === part).length;
    expect(count(squares, 'backward')).toBeLessThan(count(unoptimized, 'backward'));
    expect(count(squares, undefined)).toBeLessThanOrEqual(count(unoptimized, undefined));
  });
});

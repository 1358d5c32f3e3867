import { describe, expect, it } from 'vitest';
import { lowerTraining } from '../../compiler/phases/4-lower/lower-training.js';
import { StateTable } from '../../compiler/phases/4-lower/state-table.js';
import { differentiate } from '../../compiler/phases/5-differentiate/differentiate.js';
import { evaluateGraph } from '../../runtime/engines/reference/evaluate.js';
import { gradientName } from '../support/gradient-graph.js';
import { experimentOf, experimentText } from '../support/spec.js';
import { expectAgreement, readGolden, under } from './golden.js';

interface Case {
  readonly line: string;
  readonly margin: string;
  readonly smoothing: number;
  readonly declarations: string;
  /** The training step that the batch belongs to, 1 at the first. */
  readonly step: number;
  readonly state: Readonly<Record<string, number>>;
}

const golden = readGolden('margins');
const cases = (JSON.parse(golden.metadata['cases']!) as Case[]).map((one, index) => ({ ...one, index }));

/** The loss of a training step, and its gradients with respect to every weight and the features. */
function gradientsOf({ line, margin, smoothing, declarations }: Case) {
  const model = `model M {\n  image: input([4])\n  classifier: angfc(5) ${line}\n}\n`;
  const loss = `softmax(of: classifier, smoothing: ${smoothing}, margin: ${margin})`;
  const text = `${declarations}${model}${experimentText({ classes: 5, batch: 12, loss })}`;
  const { draft, loss: value, weights } = lowerTraining(experimentOf(text), new StateTable());
  const features = draft.finish('inputs', {}).inputs.find(({ name }) => name === 'features')!;
  const wanted = [...weights, features];
  const found = differentiate(
    draft.b,
    value,
    wanted.map((one) => one.value),
  );
  const gradients = wanted.map(({ name }, index) => [gradientName(name), found[index]!] as const);
  return draft.finish('gradients', { loss: value, ...Object.fromEntries(gradients) });
}

describe('margins as PyTorch computes them', () => {
  it.each(cases)('$index: $margin over $line at step $step', (one) => {
    const { x, dx, filter, dfilter, loss, labels, ...learned } = under(golden, `${one.index}:`);
    const weights = Object.keys(learned).filter((name) => `d${name}` in learned);
    const graph = gradientsOf(one);
    const state = {
      step: [one.step - 1],
      'classifier/filter': filter!,
      ...Object.fromEntries(Object.entries(one.state).map(([name, value]) => [name, [value]])),
      ...Object.fromEntries(weights.map((name) => [name, learned[name]!])),
    };
    const { outputs } = evaluateGraph(graph, { features: x!, labels: labels! }, state);
    expectAgreement(outputs['loss']!, loss!, 'loss');
    expectAgreement(outputs[gradientName('features')]!, dx!, 'gradient of the features', 1e-8);
    expectAgreement(outputs[gradientName('classifier/filter')]!, dfilter!, 'gradient of the filter', 1e-8);
    for (const name of weights) {
      expectAgreement(outputs[gradientName(name)]!, learned[`d${name}`]!, `gradient of ${name}`);
    }
    const read = Object.keys(outputs)
      .filter((name) => name !== 'loss')
      .sort();
    expect(read).toEqual(['features', 'classifier/filter', ...weights].map(gradientName).sort());
  });

  it('are of every kind of the library', () => {
    const names = new Set(cases.map(({ margin }) => margin.split('(')[0]!));
    const library = ['a_softmax', 'additive', 'arcface', 'arcface_easy', 'combined', 'cosface', 'l_softmax'];
    expect([...names].sort()).toEqual([...library, 'learned', 'moving'].sort());
  });
});

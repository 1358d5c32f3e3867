import { describe, expect, it } from 'vitest';
import type { Graph } from '../../compiler/graph/graph.js';
import { lowerEvaluation } from '../../compiler/phases/4-lower/lower-evaluation.js';
import { lowerTraining } from '../../compiler/phases/4-lower/lower-training.js';
import { StateTable } from '../../compiler/phases/4-lower/state-table.js';
import { differentiate } from '../../compiler/phases/5-differentiate/differentiate.js';
import { losses } from '../../compiler/losses/index.js';
import type { Experiment } from '../../compiler/index.js';
import type { Engine, HostTensor } from '../../runtime/engines/engine.js';
import { nativeEngine } from '../../runtime/engines/native/index.js';
import { evaluateGraph } from '../../runtime/engines/reference/evaluate.js';
import { wasmEngine } from '../../runtime/engines/wasm/index.js';
import type { ParityCase } from '../engines/parity/case.js';
import { compare } from '../engines/parity/compare.js';
import { gradientName } from '../support/gradient-graph.js';
import { describeNative } from '../support/needs.js';
import { experimentOf, experimentText, modelText } from '../support/spec.js';
import { expectAgreement, readGolden, under } from './golden.js';

interface Case {
  readonly loss: string;
  readonly classifier: string;
}

const [BATCH, COUNTED] = [12, 7];

const golden = readGolden('losses');
const cases = (JSON.parse(golden.metadata['cases']!) as Case[]).map((one, index) => made(one, index));

/** A case's graphs, and what PyTorch says of their outputs and updates. */
function made({ loss, classifier }: Case, index: number) {
  const { x, filter, labels, loss: value, evaluated, ...others } = under(golden, `${index}:`);
  const text = modelText([4], `classifier: ${classifier}`) + experimentText({ classes: 5, batch: BATCH, loss });
  const experiment = experimentOf(text);
  const weights = Float64Array.from({ length: BATCH }, (_, example) => Number(example < COUNTED));
  const state = { step: [0], 'classifier/filter': filter!, ...named(others, 'state:') };
  const one: ParityCase = {
    name: loss,
    label: `${loss} of ${classifier}`,
    graphs: [training(experiment), lowerEvaluation(experiment, new StateTable())],
    feeds: float32({ features: x!, labels: Int32Array.from(labels!), weights }),
    state: float32(state),
  };
  const gradients = {
    [gradientName('features')]: others['dx'],
    [gradientName('classifier/filter')]: others['dfilter'],
  };
  const expected = { loss: value!, loss_sum: evaluated!, ...gradients, ...named(others, 'moved:') };
  const given = Object.entries(expected).filter((entry): entry is [string, Float64Array] => entry[1] !== undefined);
  return { one, exact: { features: x!, labels: labels!, weights }, state, expected: Object.fromEntries(given) };
}

function named(arrays: Readonly<Record<string, Float64Array>>, prefix: string): Record<string, Float64Array> {
  const found = Object.entries(arrays).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(found.map(([name, data]) => [name.slice(prefix.length), data]));
}

function float32(tensors: Readonly<Record<string, ArrayLike<number>>>): Record<string, HostTensor> {
  const narrow = (data: ArrayLike<number>) => (data instanceof Int32Array ? data : Float32Array.from(data));
  return Object.fromEntries(Object.entries(tensors).map(([name, data]) => [name, narrow(data)]));
}

/** The loss of a training step with what moves along, and its gradients by the features and the filter. */
function training(experiment: Experiment): Graph {
  const { draft, loss, weights } = lowerTraining(experiment, new StateTable());
  const features = draft.finish('inputs', {}).inputs.find(({ name }) => name === 'features')!;
  const wanted = [...weights, features];
  const values = wanted.map((each) => each.value);
  const found = differentiate(draft.b, loss, values);
  const gradients = wanted.map(({ name }, index) => [gradientName(name), found[index]!] as const);
  return draft.finish('gradients', { loss, ...Object.fromEntries(gradients) });
}

describe('losses as PyTorch computes them', () => {
  it.each(cases)('$one.label', ({ one, exact, state, expected }) => {
    const results = one.graphs.map((graph) => evaluateGraph(graph, exact, state));
    const actual = Object.assign(
      {},
      ...results.flatMap(({ outputs, updates }) => [outputs, updates]),
    ) as typeof expected;
    for (const [name, value] of Object.entries(expected)) expectAgreement(actual[name]!, value, name);
    const updates = results.flatMap((result) => Object.keys(result.updates));
    expect(updates.filter((name) => !(name in expected))).toEqual([]);
  });

  it.each(['all', 'hard'])('stay finite where %s triplets are of equal or blank features', (mining) => {
    const loss = `triplet(of: image, squared: false, mining: ${mining}) + 0 * softmax(of: classifier)`;
    const { one, exact, state } = made({ loss, classifier: 'fc(5)' }, 0);
    // The last class has a single example; the others lie in one place, or nowhere.
    const features = exact.features.map((_, index) => (index < 4 ? 0 : 1));
    const { outputs } = evaluateGraph(one.graphs[0]!, { ...exact, features }, state);
    expect(outputs['loss']![0]).toBeGreaterThan(0.29);
    expect([...outputs[gradientName('features')]!].every(Number.isFinite)).toBe(true);
  });

  it('are of every kind', () => {
    const text = cases.map(({ one }) => one.name).join();
    expect([...losses.keys()].filter((name) => !text.includes(`${name}(`))).toEqual([]);
  });
});

/** In float32 unit vectors lie 1e-7 apart that are one, and roots of distances grow that. */
const [FORWARD, GRADIENT] = [5e-6, 5e-5];

function holds(engine: Engine): void {
  describe(`losses on the ${engine.name} engine as PyTorch computes them`, () => {
    it('in value, gradient and what moves along', { timeout: 120_000 }, async () => {
      const expected = new Map(cases.map((each) => [each.one, each.expected]));
      const found = await compare(engine, [...expected.keys()], expected);
      const wrong = found.filter(({ forward, gradient }) => !(forward <= FORWARD && gradient <= GRADIENT));
      expect(wrong.map(({ worst }) => worst)).toEqual([]);
    });
  });
}

holds(wasmEngine);
describeNative('natively', () => holds(nativeEngine));

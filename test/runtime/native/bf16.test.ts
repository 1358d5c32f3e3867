import { afterEach, expect, it } from 'vitest';
import { roundToBf16 } from '../../../compiler/graph/bf16.js';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import { compile } from '../../../compiler/index.js';
import type { Graph, Program, Value } from '../../../compiler/graph/graph.js';
import { sizeOf, tensor } from '../../../compiler/graph/types.js';
import { withoutExplicitPadding } from '../../../compiler/targets/saved-model/explicit-padding.js';
import type { Engine, HostTensor, Session } from '../../../runtime/engines/engine.js';
import { nativeEngine } from '../../../runtime/engines/native/index.js';
import { evaluateGraph } from '../../../runtime/engines/reference/evaluate.js';
import { referenceEngine } from '../../../runtime/engines/reference/index.js';
import { initialState } from '../../../runtime/random/index.js';
import { describeNative } from '../../support/needs.js';
import { batchFor, smallNetwork } from '../../support/small-network.js';
import { experimentOf, experimentText, modelText } from '../../support/spec.js';

const sessions: Session[] = [];

async function load(engine: Engine, program: Program): Promise<Session> {
  const session = await engine.load(program);
  sessions.push(session);
  return session;
}

afterEach(async () => {
  for (const session of sessions.splice(0)) await session.dispose();
});

/** [examples, height, width, channels], filters of 3x3. */
const [IMAGES, FILTER] = [
  [8, 12, 10, 16],
  [3, 3, 16, 24],
] as const;

interface Padded {
  readonly stride: 1 | 2;
  readonly padding: readonly [number, number, number, number];
}

/** A convolution in bf16 and its two gradients, as f32 outputs. */
function convolution({ stride, padding }: Padded): {
  readonly graph: Graph;
  readonly feeds: Record<string, Float32Array>;
} {
  const b = new GraphBuilder();
  const feeds: Record<string, Float32Array> = {};
  const fed = (name: string, shape: readonly number[]): Value => {
    feeds[name] = Float32Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(1.3 * i + i * i * 0.013));
    return b.cast(b.input(name, tensor('f32', shape)), 'bf16');
  };
  const attributes = { strides: [stride, stride], dilations: [1, 1], padding } as const;
  const [x, w] = [fed('x', IMAGES), fed('w', FILTER)];
  const y = b.conv(x, w, attributes);
  const dy = fed('dy', y.type.shape);
  const wide = (value: Value) => b.cast(value, 'f32');
  const outputs = {
    y: wide(y),
    dx: wide(b.convInputGradient(dy, w, { ...attributes, shape: IMAGES })),
    dw: wide(b.convFilterGradient(x, dy, { ...attributes, shape: FILTER })),
  };
  const inputs = Object.keys(feeds).map((name) => ({
    name,
    value: { x, w, dy }[name]!.producer.inputs[0]!,
    source: { kind: 'features' } as const,
  }));
  return { graph: { name: 'predict', inputs, outputs, updates: [] }, feeds };
}

const PADDED: readonly Padded[] = [
  { stride: 1, padding: [1, 1, 1, 1] },
  { stride: 2, padding: [1, 1, 1, 1] },
  { stride: 2, padding: [0, 1, 0, 1] },
  { stride: 1, padding: [0, 0, 0, 0] },
];

/** Expects bf16 numbers to be those expected, or for a few of them, in the middle of two, their neighbours. */
function expectRounded(actual: HostTensor, expected: HostTensor, name: string): void {
  let different = 0;
  expected.forEach((value, index) => {
    const found = actual[index]!;
    expect(found, `${name} is a bf16`).toBe(roundToBf16(found));
    if (found === value) return;
    different++;
    // What cancels nearly to 0 keeps the f32 error of its terms, which are below 1.
    const allowed = Math.max(2 ** -7 * Math.abs(value), 1e-4);
    expect(Math.abs(found - value), `${name}[${index}]: ${found}, not ${value}`).toBeLessThanOrEqual(allowed);
  });
  expect(different / expected.length, `${name}: share of neighbours`).toBeLessThan(0.01);
}

/** A net of every layer that keeps bf16 or ends it. */
const EVERY = `conv(4, 3x3, bias: true)
  bn
  add { { conv(4, 3x3) bn prelu dropout(0.25) } { relu } }
  concat { { maxpool(2x2) } { avgpool(2x2) } }
  multiply { { conv(6, 1x1) bn relu } { conv(6, 3x3) } }
  angconv(4, 3x3) @angle(linear)
  bn
  flatten
  fc(8, bias: true)
  classifier: fc(5)`;

function everyLayer(): Program {
  const model = modelText([8, 6, 3], EVERY).replace('model M', 'model M @precision(bf16)');
  return compile(experimentOf(model + experimentText({ classes: 5, batch: 6, optimizer: 'sgd(lr: 0.05)' })), {
    steps: 10,
  });
}

describeNative('bf16 on the native engine', () => {
  it.each(PADDED)('convolves and differentiates like the reference: %j', async (padded) => {
    const { graph, feeds } = convolution(padded);
    const program = { batch: IMAGES[0], state: [], graphs: { predict: graph } };
    const [native, reference] = [await load(nativeEngine, program), await load(referenceEngine, program)];
    const [found, expected] = [await native.run('predict', feeds), await reference.run('predict', feeds)];
    for (const name of ['y', 'dx', 'dw']) expectRounded(found[name]!, expected[name]!, name);
  });

  it.each([
    ['residual blocks', () => smallNetwork('sgd(lr: 0.05)', '@precision(bf16)')],
    ['every kind of layer', everyLayer],
  ])('trains a net of %s like the reference', async (_, make) => {
    const program = make();
    const [native, reference] = [await load(nativeEngine, program), await load(referenceEngine, program)];
    const before = initialState(program, 3);
    for (const session of [native, reference]) await session.writeState(before);
    const batch = batchFor(program, 'train', 0);
    const [found, expected] = [await native.run('train', batch), await reference.run('train', batch)];
    // Sums in f32 and in float64 may be rounded to neighbouring bf16, 2^-8 apart, and that goes through twelve layers.
    for (const name of Object.keys(expected)) {
      expect(Math.abs(found[name]![0]! - expected[name]![0]!), name).toBeLessThanOrEqual(0.02 * expected[name]![0]!);
    }
    const [trained, like] = [await native.readState(), await reference.readState()];
    for (const [name, start] of Object.entries(before)) {
      const change = (state: HostTensor) => Array.from(state, (value, index) => value - start[index]!);
      const [ours, theirs] = [change(trained[name]!), change(like[name]!)];
      const distance = Math.hypot(...ours.map((value, index) => value - theirs[index]!));
      expect(distance, name).toBeLessThanOrEqual(0.05 * Math.hypot(...theirs) + 1e-6);
    }
  });
});

it.each(PADDED)('gradients with a border of their own are the same: %j', (padded) => {
  const { graph, feeds } = convolution(padded);
  expect(evaluateGraph(withoutExplicitPadding(graph), feeds)).toEqual(evaluateGraph(graph, feeds));
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile, type Experiment } from '../../compiler/index.js';
import { cpuEngine } from '../../runtime/engines/cpu/index.js';
import type { Engine, HostTensors } from '../../runtime/engines/engine.js';
import { nativeEngine } from '../../runtime/engines/native/index.js';
import { referenceEngine } from '../../runtime/engines/reference/index.js';
import { wasmEngine } from '../../runtime/engines/wasm/index.js';
import { initialState } from '../../runtime/random/index.js';
import { Random } from '../compiler/primitives/random.js';
import { describeNative } from '../support/needs.js';
import { experimentOf } from '../support/spec.js';

const STEPS = 50;

/** Of the loss. Float32 has seven digits; a forward pass sums some hundreds of products. */
const FIRST_LOSS = 5e-6;

/**
 * Of the loss, at each of the first fifty steps. Rounding grows as training goes on, because a step's error moves the
 * next step's gradients; on these networks to 2e-5 in fifty steps.
 */
const CURVE = 1e-4;

/** Batches that are seen again and again, so that the loss falls. */
const POOL = 5;

const NETWORKS = [
  { network: 'LeNet', spec: 'lenet.ang', name: 'Adam' },
  { network: 'LeNet with momentum', spec: 'lenet.ang', name: 'Momentum' },
  { network: 'a net of learned functions and a margin', spec: 'heads.ang', name: 'Adam' },
  { network: 'angular ResNet', spec: 'resnet.ang', name: 'Adam_same' },
  { network: 'angular ResNet, padded as PyTorch does', spec: 'resnet.ang', name: 'Momentum_same_torch' },
];

interface Trained {
  readonly losses: readonly number[];
  /** Mean loss of the pool in evaluation, after training. */
  readonly evaluation: number;
}

async function train(engine: Engine, experiment: Experiment): Promise<Trained> {
  const program = compile(experiment, { steps: STEPS });
  const session = await engine.load(program);
  await session.writeState(initialState(program, 11));
  const batches = Array.from({ length: POOL }, (_, number) => batch(experiment, number));
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const { loss } = await session.run('train', batches[step % POOL]!, ['loss']);
    losses.push(loss![0]!);
  }
  let evaluation = 0;
  for (const one of batches) {
    const weights = new Float32Array(experiment.batch).fill(1);
    const { loss_sum: sum } = await session.run('evaluate', { ...one, weights });
    evaluation += sum![0]! / (POOL * experiment.batch);
  }
  await session.dispose();
  return { losses, evaluation };
}

function batch({ network, batch: size }: Experiment, number: number): HostTensors {
  const random = new Random(`batch ${number}`);
  const { shape } = network.nodes[0]!;
  return {
    features: Float32Array.from(random.tensor([size, ...shape], -1, 1).data),
    labels: Int32Array.from({ length: size }, () => random.integer(0, 9)),
  };
}

const read = (spec: string) => readFileSync(fileURLToPath(new URL(`../oracles/${spec}`, import.meta.url)), 'utf8');

function agrees(engine: Engine): void {
  describe.each(NETWORKS)(
    `the ${engine.name} engine trains $network as the reference engine does`,
    ({ spec, name }) => {
      const experiment = experimentOf(read(spec), name);
      let both: Promise<readonly [Trained, Trained]> | undefined;
      // Not in beforeAll, which would run where the engine is missing and the tests are not run.
      const trained = () =>
        (both ??= Promise.all([train(engine, experiment), train(referenceEngine, experiment)] as const));

      it('at the first step, to the accuracy of float32', async () => {
        const [actual, expected] = await trained();
        expect(relative(actual.losses[0]!, expected.losses[0]!)).toBeLessThan(FIRST_LOSS);
      }, 60_000);

      it('for fifty steps', async () => {
        const [actual, expected] = await trained();
        const worst = Math.max(...expected.losses.map((loss, step) => relative(actual.losses[step]!, loss)));
        expect(worst).toBeLessThan(CURVE);
        expect(relative(actual.evaluation, expected.evaluation)).toBeLessThan(CURVE);
        // Nothing would be shown by a network that learns nothing.
        expect(mean(expected.losses.slice(-POOL))).toBeLessThan(mean(expected.losses.slice(0, POOL)));
      }, 60_000);
    },
  );
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function relative(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.abs(expected);
}

agrees(wasmEngine);
agrees(cpuEngine);
describeNative('natively', () => agrees(nativeEngine));

import { loadBinding } from '../binding.js';
import type { Installation } from '../installation.js';
import { loadProgram } from '../load-model.js';
import { lineProgram, lineStep } from './line-program.js';

/** What the child process prints as its last line. */
export interface SelfTestReport {
  readonly version: string;
  readonly gpu: boolean;
}

const STEPS = 3;
const TOLERANCE = 1e-4;

/** Trains a line for some steps and compares with plain arithmetic. */
async function main(installation: Installation): Promise<SelfTestReport> {
  const binding = loadBinding(installation);
  const session = loadProgram(binding, lineProgram());
  const features = Float32Array.from({ length: 8 }, (_, index) => (index + 1) / 10);
  const targets = Float32Array.of(1, 2, 3, 4);
  let weights: readonly number[] = [0.5, -0.5];
  await session.writeState({ 'line[0]/filter': Float32Array.from(weights), step: Int32Array.of(0) });
  for (let step = 0; step < STEPS; step++) {
    const { loss } = await session.run('train', { x: features, target: targets });
    const expected = lineStep(weights, [...features], [...targets]);
    compare(`loss of step ${step}`, loss![0]!, expected.loss);
    weights = expected.weights;
  }
  const state = await session.readState();
  weights.forEach((weight, index) => compare(`weight ${index}`, state['line[0]/filter']![index]!, weight));
  compare('step', state['step']![0]!, STEPS);
  await session.dispose();
  return { version: binding.TF_Version, gpu: binding.isUsingGpuDevice() };
}

function compare(what: string, found: number, expected: number): void {
  if (!(Math.abs(found - expected) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
    throw new Error(`${what} is ${found}, not ${expected}`);
  }
}

try {
  const report = await main(JSON.parse(process.argv[2]!) as Installation);
  process.stdout.write(`${JSON.stringify(report)}\n`);
} catch (cause) {
  process.stderr.write(`error: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
}

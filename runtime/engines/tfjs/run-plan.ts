import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { Operand, Plan, Step } from '../../../compiler/targets/tfjs-plan/index.js';
import { tensorInfo, type Backend } from './backend.js';

/** Tensors by slot. */
export type Buffers = (Tensor | undefined)[];

/** Told after each step, while everything that the step read is still alive. */
export type StepObserver = (step: Step, milliseconds: number) => void;

/** Runs the steps that don't depend on feeds and states. The caller owns the tensors. */
export function makeConstants(plan: Plan, backend: Backend): Buffers {
  const buffers: Buffers = new Array<undefined>(plan.slots).fill(undefined);
  runSteps(plan.constants, buffers, backend);
  return buffers;
}

/**
 * Runs steps over buffers, freeing each buffer after its last use.
 * @throws {StepError} when a kernel fails; what was made so far stays in the buffers
 */
export function runSteps(steps: readonly Step[], buffers: Buffers, backend: Backend, observe?: StepObserver): void {
  for (const step of steps) {
    const start = observe ? performance.now() : 0;
    const made = runStep(step, buffers, backend);
    const milliseconds = observe ? performance.now() - start : 0;
    made.forEach((tensor, index) => keep(buffers, step.results[index], tensor));
    observe?.(step, milliseconds);
    for (const slot of step.dispose) free(buffers, slot);
  }
}

/** A kernel failed at a step. */
export class StepError extends Error {
  constructor(
    readonly step: Step,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Puts what a kernel made into its slot, or frees it where the primitive has no such result. */
function keep(buffers: Buffers, result: Operand | undefined, tensor: Tensor): void {
  if (result) buffers[result.slot] = tensor;
  else tensor.dispose();
}

export function free(buffers: Buffers, slot: number): void {
  buffers[slot]?.dispose();
  buffers[slot] = undefined;
}

function runStep(step: Step, buffers: Buffers, backend: Backend): Tensor[] {
  const { operands } = step;
  const info = ({ slot, shape, dtype }: Operand): TensorInfo => tensorInfo(buffers[slot]!, shape, dtype);
  try {
    if (Array.isArray(operands))
      return backend.run(step.kernel, (operands as readonly Operand[]).map(info), step.attributes);
    const inputs: Record<string, TensorInfo> = {};
    for (const [name, operand] of Object.entries(operands as Record<string, Operand>)) inputs[name] = info(operand);
    return backend.run(step.kernel, inputs, step.attributes);
  } catch (error) {
    throw new StepError(step, error);
  }
}

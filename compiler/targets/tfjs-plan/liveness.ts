import { bytesOf, operandsOf, type Operand, type Plan, type Step } from './plan.js';
import type { Draft } from './steps.js';

/**
 * The steps with the disposal of each buffer at the step after which nothing reads it.
 * @param lasting slots that are needed after the last step: states, constants, outputs
 */
export function withDisposals(drafts: readonly Draft[], lasting: ReadonlySet<number>): Step[] {
  const last = new Map<number, number>();
  drafts.forEach((draft, index) => {
    for (const { slot } of [...operandsOf(draft), ...present(draft.results)]) last.set(slot, index);
  });
  const disposed: number[][] = drafts.map(() => []);
  for (const [slot, index] of last) {
    if (!lasting.has(slot)) disposed[index]!.push(slot);
  }
  return drafts.map((draft, index) => ({ ...draft, dispose: disposed[index]! }));
}

/** Bytes of all buffers alive at the worst moment of a call, and the step that makes the last of them. */
export function peakOf(
  plan: Pick<Plan, 'feeds' | 'states' | 'constants' | 'steps'>,
): Pick<Plan, 'peakBytes' | 'peakStep'> {
  const sizes = new Map<number, number>();
  const alive = (operands: readonly Operand[]): number => {
    for (const operand of operands) sizes.set(operand.slot, bytesOf(operand));
    return operands.reduce((sum, operand) => sum + bytesOf(operand), 0);
  };
  let now = alive(plan.states);
  let peakBytes = now;
  let peakStep: Step | undefined;
  const run = (step: Step): void => {
    now += alive(present(step.results));
    if (now > peakBytes) [peakBytes, peakStep] = [now, step];
    for (const slot of step.dispose) now -= sizes.get(slot)!;
  };
  plan.constants.forEach(run);
  now += alive(plan.feeds);
  if (now > peakBytes) [peakBytes, peakStep] = [now, undefined];
  plan.steps.forEach(run);
  return { peakBytes, peakStep };
}

function present(results: Step['results']): Operand[] {
  return results.filter((result) => result !== undefined);
}

import { expect } from 'vitest';
import {
  bytesOf,
  operandsOf,
  type Operand,
  type Plan,
  type Step,
} from '../../../../compiler/targets/tfjs-plan/plan.js';

/**
 * Follows a plan buffer by buffer: nothing is read before it is made or after it is freed, nothing is made or freed
 * twice, states and constants are never freed, and nothing is left over.
 * @returns the bytes alive at the worst moment
 */
export function checkPlan(plan: Plan): number {
  const alive = new Map<number, number>();
  let peak = 0;
  const make = (operand: Operand): void => {
    expect(alive.has(operand.slot), `slot ${operand.slot} made twice`).toBe(false);
    alive.set(operand.slot, bytesOf(operand));
    peak = Math.max(
      peak,
      [...alive.values()].reduce((a, b) => a + b, 0),
    );
  };
  const read = (operand: Operand): void => {
    expect(alive.get(operand.slot), `slot ${operand.slot} read while it holds nothing`).toBe(bytesOf(operand));
  };
  const free = (slot: number): void => expect(alive.delete(slot), `slot ${slot} freed twice`).toBe(true);
  const run = (step: Step): void => {
    operandsOf(step).forEach(read);
    step.results.forEach((result) => result && make(result));
    step.dispose.forEach(free);
  };
  plan.states.forEach(make);
  plan.constants.forEach(run);
  const permanent = new Set(alive.keys());
  plan.feeds.forEach(make);
  plan.steps.forEach(run);
  [...plan.outputs, ...plan.updates].forEach(read);
  for (const { slot } of plan.updates)
    expect(permanent.has(slot), 'an update takes over a permanent buffer').toBe(false);
  const lasting = new Set([...plan.outputs, ...plan.updates].map(({ slot }) => slot));
  for (const slot of lasting) if (!permanent.has(slot)) free(slot);
  expect(new Set(alive.keys())).toEqual(permanent);
  return peak;
}

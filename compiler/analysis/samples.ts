import { isComplete } from './complete.js';
import { definitionOf } from './function-facts.js';
import { valueAt, type Definition } from './definition.js';
import type { MagnitudeFunction } from '../evaluation/function-value.js';
import { angleFloor, type Norm } from './floor.js';

/** A value that a function should not have, and what it was asked for. */
export interface BadValue {
  readonly at: number;
  readonly value: number;
  /** The last of its neighbours that are bad, too. */
  readonly until: number;
}

/** Norms of inputs and filters from tiny to huge; eps inside of the root keeps them above its root. */
function norms({ epsilon }: Norm): readonly number[] {
  const least = Math.sqrt(epsilon);
  return [least, 0.03, 0.1, 0.3, 1, 2, 3, 5, 10, 30, 100, 1000, 1e4].filter((norm) => norm >= least);
}

/** The first norm of the input at which a magnitude is not finite, or negative. */
export function badMagnitude(fixed: MagnitudeFunction, norm: Norm): BadValue | undefined {
  for (const w of [1, 0.1, 10]) {
    const definition = definitionOf(fixed, { w, mean_x: 1 });
    if (!isComplete(definition)) return undefined;
    const values = norms(norm).map((at) => ({ at, value: valueAt(definition, at) }));
    const bad = firstBad(values, (value) => !Number.isFinite(value)) ?? firstBad(values, (value) => value < 0);
    if (bad) return bad;
  }
  return undefined;
}

/** The first stretch of angles at which an angle function is more than float32 can hold, in which engines compute. */
export function overflow(definition: Definition, norm: Norm): BadValue | undefined {
  const values = anglesOf(norm).map((at) => ({ at, value: valueAt(definition, at) }));
  const bad = firstBad(values, (value) => !Number.isNaN(value) && isLost(value));
  return bad && bad.until > bad.at ? bad : undefined;
}

function isLost(value: number): boolean {
  return !Number.isFinite(Math.fround(value));
}

const ANGLES = 180;

/** Evenly, from the smallest to the largest that a layer can see. */
function anglesOf(norm: Norm): readonly number[] {
  const floor = angleFloor(norm);
  return Array.from({ length: ANGLES + 1 }, (_, i) => floor + ((Math.PI - 2 * floor) * i) / ANGLES);
}

function firstBad(
  values: readonly { readonly at: number; readonly value: number }[],
  isBad: (value: number) => boolean,
): BadValue | undefined {
  const first = values.findIndex(({ value }) => isBad(value));
  if (first < 0) return undefined;
  const after = values.slice(first).findIndex(({ value }) => !isBad(value));
  return { ...values[first]!, until: (after < 0 ? values.at(-1)! : values[first + after - 1]!).at };
}

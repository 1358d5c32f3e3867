import type { Binary, Identifier, NumberLiteral } from '../../grammar/index.js';
import type { Arguments } from '../evaluation/arguments.js';
import { validationCount } from './validation.js';
import type { CompileTimeValue, Signature } from '../schema.js';

/** A kind of data set: what a spec may say about it, and what the compiler knows before any file is opened. */
export interface DatasetDescription extends Signature {
  /** A line of a spec that uses it. */
  readonly example: string;
  /** Sizes of one example; absent where only the files know, and the model's input decides. */
  readonly exampleShape?: readonly number[];
  /** Number of classes. */
  classes(args: Arguments): number;
  /** Absent where only the files know. */
  readonly trainCount?: number;
  readonly testCount?: number;
}

/** How many examples are trained on, without those held out; undefined where only the files know. */
export function trainingCount({ trainCount }: DatasetDescription, args: Arguments): number | undefined {
  return trainCount === undefined ? undefined : trainCount - validationCount(args);
}

const nowhere = { start: 0, end: 0 };
const x: Identifier = { kind: 'identifier', name: 'x', span: nowhere };

/** The default of a `normalize` parameter that leaves values as they are: `x`. */
export const unchanged: CompileTimeValue = { kind: 'function', expression: x };

/** The default of a `normalize` parameter that divides by a whole number: `x / 255`. */
export function dividedBy(divisor: number): CompileTimeValue {
  const right: NumberLiteral = { kind: 'number', value: divisor, raw: String(divisor), span: nowhere };
  const expression: Binary = { kind: 'binary', operator: '/', left: x, right, span: nowhere };
  return { kind: 'function', expression };
}

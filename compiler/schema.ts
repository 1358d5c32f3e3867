/**
 * What constructs take: the one description that binding, checking, help, completion and the generated reference
 * are derived from. Layers, losses, optimizers, schedules, regularizers, data sets and annotations all use it.
 */

import type { Expression } from '../grammar/index.js';
import type { Arguments } from './evaluation/arguments.js';
import type { Selector } from './evaluation/selector.js';
import type { AngleFunction, MagnitudeFunction, MarginFunction } from './evaluation/function-value.js';

/** Type of a parameter, of a compile-time value and of an expression. */
export type Type =
  /** A whole number; or one of a few words (`none`). */
  | {
      readonly kind: 'int';
      readonly min?: number;
      readonly max?: number;
      readonly words?: readonly string[];
      /** What is counted, for messages. */
      readonly of?: CountOf;
    }
  /** Or one of a few words (`auto`). */
  | {
      readonly kind: 'real';
      readonly words?: readonly string[];
      readonly min?: number;
      readonly max?: number;
      readonly aboveMin?: boolean;
      readonly belowMax?: boolean;
      /** Within which every value lies that can be meant. */
      readonly sound?: SoundRange;
    }
  | { readonly kind: 'bool' }
  | { readonly kind: 'string' }
  /** An angle; `deg` converts. */
  | { readonly kind: 'rad' }
  /** `3x3`, `[k, k]`, or one integer for a square; or one of a few words (`global`). */
  | { readonly kind: 'kernel'; readonly words?: readonly string[] }
  /** Sizes without the batch: `[28, 28, 1]`. */
  | { readonly kind: 'shape' }
  /** One of a few words. */
  | { readonly kind: 'word'; readonly words: readonly string[] }
  /** The label of a layer of the experiment's model. */
  | { readonly kind: 'label' }
  /** Layers: a label, a kind, a path such as `stage1[*].main`, or a list of them. */
  | { readonly kind: 'selector' }
  /** Step numbers or percentages of all steps: `[20000, 30000]`, `[47%, 70%]`. */
  | { readonly kind: 'milestones' }
  /** A call of a construct: `normal(std: 0.01)`. `what` is one of them, for messages. */
  | { readonly kind: 'call'; readonly what: string; readonly registry: ReadonlyMap<string, Signature> }
  /** Calls of constructs, one after another: `[pad(4), crop(32), flip]`. `what` is one of them, for messages. */
  | { readonly kind: 'calls'; readonly what: string; readonly registry: ReadonlyMap<string, Signature> }
  /** An expression in one number `x`, kept unevaluated: `(x - 127.5) / 128`. */
  | { readonly kind: 'function' }
  /** A call of an angle function: `log(m: 0.3rad)` or `cos`. */
  | { readonly kind: 'angle-function' }
  /** A call of a magnitude function: `ball(rho: 2)`. */
  | { readonly kind: 'magnitude-function' }
  /** A call of a margin: `arcface(0.5rad)`. */
  | { readonly kind: 'margin-function' };

/** Things of which a number is meant, and how many there are where that is known. */
export interface CountOf {
  readonly what: string;
  readonly all?: number | undefined;
}

/** A range within which training can work, though values outside of it can be computed with. */
export interface SoundRange {
  readonly min?: number;
  readonly max?: number;
  /** `max` itself is outside. */
  readonly belowMax?: boolean;
  /** What a value outside of it does, as the end of a sentence. */
  readonly otherwise: string;
  /** What may be meant by such a value. */
  readonly hint?: (value: number) => string;
}

/** Why something that a spec says does nothing. */
export interface Idle {
  /** As the end of a sentence. */
  readonly reason: string;
  readonly hint?: string;
}

export interface Parameter {
  readonly name: string;
  readonly type: Type;
  readonly doc: string;
  /** Absent: the argument must be given. `null`: it may be absent and has no value then. */
  readonly default?: CompileTimeValue | null;
  /** Must be written with its name. */
  readonly named?: boolean;
  /** Says nothing where another parameter is this word, for a reason that is the end of a sentence. */
  readonly unless?: { readonly parameter: string; readonly word: string; readonly reason: string };
}

/** A construct that is called by name with arguments. */
export interface Signature {
  readonly name: string;
  /** One sentence. */
  readonly doc: string;
  /** In the order in which unnamed arguments bind. */
  readonly parameters: readonly Parameter[];
}

/** What expressions of a spec evaluate to before any graph exists. Angles are in radians, `47%` is 0.47. */
export type CompileTimeValue =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'real'; readonly value: number }
  | { readonly kind: 'rad'; readonly value: number }
  | { readonly kind: 'percent'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'kernel'; readonly height: number; readonly width: number }
  | { readonly kind: 'list'; readonly items: readonly CompileTimeValue[] }
  /** The layers that any of these select. */
  | { readonly kind: 'selectors'; readonly selectors: readonly Selector[] }
  | { readonly kind: 'call'; readonly construct: Signature; readonly args: Arguments }
  | { readonly kind: 'angle-function'; readonly value: AngleFunction }
  | { readonly kind: 'magnitude-function'; readonly value: MagnitudeFunction }
  | { readonly kind: 'margin-function'; readonly value: MarginFunction }
  /** An expression in `x`, kept with the text that it stands for. */
  | { readonly kind: 'function'; readonly expression: Expression };

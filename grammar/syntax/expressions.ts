import type { Identifier, NodeBase } from './node.js';

/** `@angle(log(m: 0.3rad))`, `@freeze` */
export interface Annotation extends NodeBase {
  readonly kind: 'annotation';
  readonly name: Identifier;
  readonly arguments: readonly Argument[];
}

/** An argument of a call or an annotation; `name` for `stride: 2`. */
export interface Argument extends NodeBase {
  readonly kind: 'argument';
  readonly name?: Identifier;
  readonly value: Expression;
}

export type Expression =
  | NumberLiteral
  | KernelLiteral
  | BooleanLiteral
  | StringLiteral
  | Identifier
  | Member
  | Index
  | Call
  | List
  | Unary
  | Binary
  | Conditional;

/** `128`, `5e-4`, `0.3rad`, `28.6deg`, `47%`: a number with its unit is one token. */
export interface NumberLiteral extends NodeBase {
  readonly kind: 'number';
  /** The number as written, before its unit is applied: 47 for `47%`. */
  readonly value: number;
  readonly unit?: 'rad' | 'deg' | '%';
  /** As written, so that `5e-4` prints as `5e-4`. */
  readonly raw: string;
}

/** `3x3` */
export interface KernelLiteral extends NodeBase {
  readonly kind: 'kernel';
  readonly height: number;
  readonly width: number;
}

export interface BooleanLiteral extends NodeBase {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface StringLiteral extends NodeBase {
  readonly kind: 'string';
  readonly value: string;
}

/** `in.channels`; in a selector also `stage1.shortcut` and, with digits as a name, the position `main.0`. */
export interface Member extends NodeBase {
  readonly kind: 'member';
  readonly object: Expression;
  readonly property: Identifier;
}

/** `stage1[3]`, or `stage1[*]` without an index; the bracket stands right behind the object. */
export interface Index extends NodeBase {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index?: Expression;
}

/** `adam(lr: 0.001)`; `callee` stands right before its parenthesis. */
export interface Call extends NodeBase {
  readonly kind: 'call';
  readonly callee: Identifier;
  readonly arguments: readonly Argument[];
}

/** `[k, k]` */
export interface List extends NodeBase {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface Unary extends NodeBase {
  readonly kind: 'unary';
  readonly operator: '-' | 'not';
  readonly operand: Expression;
}

export type BinaryOperator = 'or' | 'and' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '^';

export interface Binary extends NodeBase {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `if stride != 1 then 2 else 1` */
export interface Conditional extends NodeBase {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly consequent: Expression;
  readonly alternative: Expression;
}

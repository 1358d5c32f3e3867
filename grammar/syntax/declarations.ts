import type { AblationDeclaration, ExperimentDeclaration } from './experiments.js';
import type { Annotation, Expression, NumberLiteral, StringLiteral } from './expressions.js';
import type { DeclarationBase, Identifier, NodeBase } from './node.js';
import type { Body, LetStatement } from './statements.js';

/** One comment, `// …`. Doc comments (`/// …`) are joined line by line into the `doc` of what they precede. */
export interface Comment extends NodeBase {
  readonly kind: 'comment';
  readonly text: string;
}

export interface SourceFile extends NodeBase {
  readonly kind: 'file';
  readonly edition?: EditionDeclaration;
  readonly imports: readonly ImportDeclaration[];
  readonly declarations: readonly Declaration[];
  /** Every comment of the file in text order, doc comments too. */
  readonly comments: readonly Comment[];
}

/** `edition 2026`, before everything else: which version of the language the file is written in. */
export interface EditionDeclaration extends NodeBase {
  readonly kind: 'edition';
  readonly year: NumberLiteral;
}

/** `import { residual } from "./residual.ang"` */
export interface ImportDeclaration extends NodeBase {
  readonly kind: 'import';
  readonly names: readonly Identifier[];
  readonly from: StringLiteral;
}

export type Declaration =
  ModelDeclaration | BlockDeclaration | FunctionDeclaration | ExperimentDeclaration | AblationDeclaration;

/** `model LeNet(classes: int = 10) @angle(log) { … }` */
export interface ModelDeclaration extends DeclarationBase {
  readonly kind: 'model';
  readonly parameters: readonly ParameterDeclaration[];
  readonly annotations: readonly Annotation[];
  readonly body: Body;
}

/** `block residual(channels: int) { … }` */
export interface BlockDeclaration extends DeclarationBase {
  readonly kind: 'block';
  readonly parameters: readonly ParameterDeclaration[];
  readonly annotations: readonly Annotation[];
  readonly body: Body;
}

/** A function of numbers and angles that is an expression. */
export type FunctionDeclaration = AngleDeclaration | MagnitudeDeclaration | MarginDeclaration;

interface FunctionBase extends DeclarationBase {
  /** What stands before the semicolon: what the compiler hands in. At least one, whatever the text says. */
  readonly variables: readonly [ParameterDeclaration, ...ParameterDeclaration[]];
  /** What stands after the semicolon: numbers that a use may set, learn or carry along. */
  readonly parameters: readonly ParameterDeclaration[];
  /** `let k = floor(m * theta / pi)` between the head and the equals sign, each without a label. */
  readonly lets: readonly LetStatement[];
  readonly expression: Expression;
}

/** `angle log(theta: rad; m: rad = 0rad) = -ln((theta + m) / 1rad)` */
export interface AngleDeclaration extends FunctionBase {
  readonly kind: 'angle';
}

/** `magnitude ball(x: real; rho: real = 1) = min(x, rho) / rho` */
export interface MagnitudeDeclaration extends FunctionBase {
  readonly kind: 'magnitude';
}

/** `margin cosface(theta: rad; m: real = 0.35) = cos(theta) - m` */
export interface MarginDeclaration extends FunctionBase {
  readonly kind: 'margin';
}

/**
 * `name: type = default`; in functions also `learn k: rad = 0.75rad per filter min 0.05rad`, a number that training
 * changes, and `state t: real = 0 then 0.01 * mean(c) + 0.99 * t`, one that moves along.
 */
export interface ParameterDeclaration extends NodeBase {
  readonly kind: 'parameter';
  readonly role?: 'learn' | 'state';
  readonly name: Identifier;
  /** `int`, `real`, `bool`, `rad`, …; checked by the compiler. */
  readonly type: Identifier;
  readonly default?: Expression;
  /** `filter` of `per filter`: one number for each. Only with `learn`. */
  readonly per?: Identifier;
  /** What stands behind `min`. Only with `learn`. */
  readonly minimum?: Expression;
  /** What stands behind `then`. Only with `state`. */
  readonly update?: Expression;
}

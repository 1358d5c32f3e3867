/**
 * The syntax tree of an `.ang` file.
 *
 * Every node knows its place in the text. The tree keeps what people wrote (units, kernels, order), not what it
 * means: names are resolved and checked later, by the compiler.
 */

/** A half-open range of UTF-16 offsets into the source text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface NodeBase {
  readonly span: Span;
}

export interface Identifier extends NodeBase {
  readonly kind: 'identifier';
  readonly name: string;
}

/** One comment, `// …`. Doc comments (`/// …`) are joined line by line into the `doc` of what they precede. */
export interface Comment extends NodeBase {
  readonly kind: 'comment';
  readonly text: string;
}

export interface SourceFile extends NodeBase {
  readonly kind: 'file';
  readonly imports: readonly ImportDeclaration[];
  readonly declarations: readonly Declaration[];
  /** Every comment of the file in text order, doc comments too. */
  readonly comments: readonly Comment[];
}

/** `import { residual } from "./residual.ang"` */
export interface ImportDeclaration extends NodeBase {
  readonly kind: 'import';
  readonly names: readonly Identifier[];
  readonly from: StringLiteral;
}

export type Declaration = ModelDeclaration | BlockDeclaration | AngleDeclaration | ExperimentDeclaration;

interface DeclarationBase extends NodeBase {
  readonly name: Identifier;
  /** Text of the doc comment without its slashes, lines joined by newlines. */
  readonly doc?: string;
}

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

/** `angle log(theta: rad; m: rad = 0rad) = -ln((theta + m) / 1rad)` */
export interface AngleDeclaration extends DeclarationBase {
  readonly kind: 'angle';
  /** The variable before the semicolon: the angle between input and filter. */
  readonly variable: ParameterDeclaration;
  /** What stands after the semicolon. */
  readonly parameters: readonly ParameterDeclaration[];
  readonly expression: Expression;
}

/** `name: type = default` */
export interface ParameterDeclaration extends NodeBase {
  readonly kind: 'parameter';
  readonly name: Identifier;
  /** `int`, `real`, `bool`, `rad`, …; checked by the compiler. */
  readonly type: Identifier;
  readonly default?: Expression;
}

/** `experiment PureAngular { model: LeNet … }` */
export interface ExperimentDeclaration extends DeclarationBase {
  readonly kind: 'experiment';
  readonly fields: readonly Field[];
}

/** `batch: 128` */
export interface Field extends NodeBase {
  readonly kind: 'field';
  readonly name: Identifier;
  readonly value: Expression;
}

/** Statements between braces, in text order. */
export interface Body extends NodeBase {
  readonly kind: 'body';
  readonly statements: readonly Statement[];
}

export type Statement = LayerStatement | JoinStatement | RepeatStatement | IfStatement | LetStatement;

interface StatementBase extends NodeBase {
  readonly label?: Identifier;
}

/** `stem: angconv(96, 3x3) @angle(log) from image`; a call without parentheses has no arguments. */
export interface LayerStatement extends StatementBase {
  readonly kind: 'layer';
  readonly call: Call;
  readonly annotations: readonly Annotation[];
  readonly from?: Identifier;
}

/** `add { main: { … } shortcut: { … } }` */
export interface JoinStatement extends StatementBase {
  readonly kind: 'join';
  readonly operation: 'add' | 'concat' | 'multiply';
  /** The span of the word `add`, `concat` or `multiply`. */
  readonly keyword: Span;
  readonly branches: readonly Branch[];
  readonly annotations: readonly Annotation[];
}

export interface Branch extends NodeBase {
  readonly kind: 'branch';
  readonly label?: Identifier;
  readonly body: Body;
}

/** `stage1: repeat 5 as i { … }` */
export interface RepeatStatement extends StatementBase {
  readonly kind: 'repeat';
  readonly count: Expression;
  readonly variable?: Identifier;
  readonly annotations: readonly Annotation[];
  readonly body: Body;
}

/** `if condition { … } else { … }`; `else if` nests an IfStatement in a Body of its own. */
export interface IfStatement extends StatementBase {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly consequent: Body;
  readonly alternative?: Body;
}

/** `let inner = width / 4` */
export interface LetStatement extends StatementBase {
  readonly kind: 'let';
  readonly name: Identifier;
  readonly value: Expression;
}

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

/** `in.channels` */
export interface Member extends NodeBase {
  readonly kind: 'member';
  readonly object: Expression;
  readonly property: Identifier;
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

export type Node =
  | SourceFile
  | ImportDeclaration
  | Declaration
  | ParameterDeclaration
  | Field
  | Body
  | Statement
  | Branch
  | Annotation
  | Argument
  | Expression
  | Comment;

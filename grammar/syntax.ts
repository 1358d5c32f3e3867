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

/** `experiment PureAngular { model: LeNet … }` */
export interface ExperimentDeclaration extends DeclarationBase {
  readonly kind: 'experiment';
  readonly fields: readonly Field[];
  readonly profiles: readonly Profile[];
}

/** `profile quick { model.width: 16  steps: 900 }`: the experiment with some of its fields replaced. */
export interface Profile extends NodeBase {
  readonly kind: 'profile';
  readonly name: Identifier;
  readonly edits: readonly Edit[];
}

/** A change of an experiment. */
export type Edit = FieldEdit | SetEdit | ReplaceEdit;

/** `steps: 900`, `model.width: 16`, `classifier@scale: 30` */
export interface FieldEdit extends NodeBase {
  readonly kind: 'field-edit';
  readonly target: EditTarget;
  readonly value: Expression;
}

/** What an edit or a `vary` changes: a field, an argument of the call in it, or an annotation of layers. */
export interface EditTarget extends NodeBase {
  readonly kind: 'target';
  /** `steps`, `model.width`, or before an annotation a selector: `stage1[3].main`. Identifiers, members, indices. */
  readonly path: Expression;
  /** `scale` of `classifier@scale`. */
  readonly annotation?: Identifier;
  /** `eps` of `model@norm.eps`: one argument of the annotation. */
  readonly argument?: Identifier;
}

/** `set angconv @angle(cos)`: annotations of the layers selected. */
export interface SetEdit extends NodeBase {
  readonly kind: 'set';
  /** A selector, a list of them, `optional(…)` around either. */
  readonly selector: Expression;
  readonly annotations: readonly Annotation[];
}

/** `replace angconv with conv(bias: true)`: the layers selected become another kind. */
export interface ReplaceEdit extends NodeBase {
  readonly kind: 'replace';
  readonly selector: Expression;
  readonly call: Call;
}

/** `ablation Scale of Cifar100 { … }` */
export interface AblationDeclaration extends DeclarationBase {
  readonly kind: 'ablation';
  readonly of: Identifier;
  readonly items: readonly AblationItem[];
}

/** An edit right inside of an ablation, such as `steps: 900` or `seeds: 3`, holds in every cell. */
export type AblationItem = Edit | Vary | Zip | EditGroups | Expectation;

/** `vary classifier@scale: [1, 5, 10]` */
export interface Vary extends NodeBase {
  readonly kind: 'vary';
  readonly target: EditTarget;
  readonly values: List;
}

/** `zip { vary model.width: [16, 32]  vary batch: [128, 64] }`: lists that go along together. */
export interface Zip extends NodeBase {
  readonly kind: 'zip';
  readonly varies: readonly Vary[];
}

/** `rows { plain: { replace angconv with conv }  angular: {} }` */
export interface EditGroups extends NodeBase {
  readonly kind: 'groups';
  readonly axis: 'rows' | 'columns';
  readonly groups: readonly EditGroup[];
}

export interface EditGroup extends NodeBase {
  readonly kind: 'group';
  readonly name: Identifier | StringLiteral;
  readonly edits: readonly Edit[];
}

/** `expect accuracy [51.72%, 75.84%] from "Table 1"` */
export interface Expectation extends NodeBase {
  readonly kind: 'expect';
  readonly metric: Identifier;
  /** One number, a list for one axis, a list of lists for two. */
  readonly values: Expression;
  readonly source?: StringLiteral;
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

export type Node =
  | SourceFile
  | EditionDeclaration
  | ImportDeclaration
  | Declaration
  | ParameterDeclaration
  | Field
  | Profile
  | Edit
  | EditTarget
  | Vary
  | Zip
  | EditGroups
  | EditGroup
  | Expectation
  | Body
  | Statement
  | Branch
  | Annotation
  | Argument
  | Expression
  | Comment;

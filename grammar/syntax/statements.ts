import type { Annotation, Call, Expression } from './expressions.js';
import type { Identifier, NodeBase, Span } from './node.js';

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

import type { Annotation, Call, Expression, List, StringLiteral } from './expressions.js';
import type { DeclarationBase, Identifier, NodeBase } from './node.js';

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

import {
  visit,
  type Annotation,
  type Argument,
  type Call,
  type ExperimentDeclaration,
  type Expression,
  type FieldEdit,
  type Identifier,
} from '../../grammar/index.js';
import type { Declared, Module } from '../phases/1-resolve/modules.js';
import { callOf } from '../evaluation/call-of.js';
import type { Origins } from '../evaluation/context.js';
import type { Parameter } from '../schema.js';
import { bindArguments } from '../signatures/bind.js';
import { declaredSignature } from '../signatures/declared-signature.js';
import { targetOf, type SourcedEdit } from './edits.js';
import { experimentFields, lengthFields } from './fields.js';

/** An experiment with edits applied: what stands in its fields, and what is done to the layers of its model. */
export interface Effective {
  readonly name: string;
  /** The file of the experiment. */
  readonly module: Module;
  readonly fields: ReadonlyMap<string, EffectiveField>;
  /** In the order in which they are applied. */
  readonly rules: readonly LayerRule[];
  readonly origins: Origins;
}

export interface EffectiveField {
  readonly value: Expression;
  /** The file that the value stands in. Arguments that edits have put into it are in `origins`. */
  readonly module: Module;
}

/** A change of layers. */
export type LayerRule = { readonly source: SourcedEdit; readonly selector: Expression } & (
  | { readonly kind: 'set'; readonly annotations: readonly Annotation[] }
  | { readonly kind: 'set-argument'; readonly annotation: Identifier; readonly argument: Argument }
  | { readonly kind: 'replace'; readonly call: Call }
);

/**
 * Applies edits to an experiment, one after another: a field is replaced as a whole, an argument in the call that
 * stands in the field by then. What an edit can't do (an argument of a number) it leaves undone; the checker reports
 * it.
 */
export function applyEdits(
  { declaration, module }: Declared<ExperimentDeclaration>,
  edits: readonly SourcedEdit[],
): Effective {
  const fields = new Map(declaration.fields.map((field) => [field.name.name, { value: field.value, module }]));
  const draft: Draft = { fields, rules: [], origins: new Map() };
  for (const edit of edits) applyEdit(draft, edit);
  return { name: declaration.name.name, module, ...draft };
}

interface Draft {
  readonly fields: Map<string, EffectiveField>;
  readonly rules: LayerRule[];
  readonly origins: Map<object, Module>;
}

function applyEdit(draft: Draft, source: SourcedEdit): void {
  const { edit } = source;
  if (edit.kind === 'field-edit') return applyFieldEdit(draft, edit, source);
  if (edit.kind === 'set') {
    draft.rules.push({ kind: 'set', source, selector: edit.selector, annotations: edit.annotations });
  } else {
    draft.rules.push({ kind: 'replace', source, selector: edit.selector, call: edit.call });
  }
}

function applyFieldEdit(draft: Draft, edit: FieldEdit, source: SourcedEdit): void {
  const { fields, rules, origins } = draft;
  const target = targetOf(edit.target);
  const { value } = edit;
  switch (target?.kind) {
    case undefined:
      return;
    case 'field':
      if (isLength(target.field.name)) for (const name of lengthFields) fields.delete(name);
      fields.set(target.field.name, { value, module: source.module });
      return;
    case 'argument': {
      const edited = withArgument(target, value, fields);
      if (edited) fields.set(target.field.name, edited);
      mark(value, source.module, origins);
      return;
    }
    case 'annotation': {
      const { selector, annotation, argument } = target;
      const { span } = value;
      if (argument) {
        const given: Argument = { kind: 'argument', name: argument, value, span };
        rules.push({ kind: 'set-argument', source, selector, annotation, argument: given });
      } else {
        rules.push({ kind: 'set', source, selector, annotations: [annotationOf(annotation, value)] });
      }
    }
  }
}

/** `classifier@scale: 30` sets `@scale(30)`. */
export function annotationOf(name: Identifier, value: Expression): Annotation {
  const { span } = value;
  return { kind: 'annotation', name, arguments: [{ kind: 'argument', value, span }], span };
}

function isLength(field: string): boolean {
  return lengthFields.some((name) => name === field);
}

function mark(node: Expression, module: Module, origins: Map<object, Module>): void {
  visit(node, (inner) => origins.set(inner, module));
}

/** A field whose call has one argument replaced or added. */
function withArgument(
  { field, argument }: { readonly field: Identifier; readonly argument: Identifier },
  value: Expression,
  fields: ReadonlyMap<string, EffectiveField>,
): EffectiveField | undefined {
  const current = fields.get(field.name);
  const call = current && callOf(current.value);
  const signature = current && call && signatureOf(field.name, call.callee.name, current.module);
  if (!signature) return undefined;
  const { bound } = bindArguments(call.arguments, signature);
  const written = bound.get(argument.name);
  const given: Argument = { kind: 'argument', name: argument, value, span: value.span };
  const others = call.arguments.map((each) => (each === written ? { ...each, value } : each));
  return { ...current, value: { ...call, arguments: written ? others : [...others, given] } };
}

/** What the construct in a field takes; undefined where it is unknown, or the field holds no call. */
export function signatureOf(
  field: string,
  callee: string,
  { scope }: Module,
): { readonly name: string; readonly parameters: readonly Parameter[] } | undefined {
  const form = experimentFields.get(field)?.form;
  if (!form || form.kind === 'value') return undefined;
  if (form.kind !== 'model') return form.registry.get(callee);
  const declared = scope.models.get(callee);
  return declared && declaredSignature(callee, declared.declaration.parameters);
}

import {
  visit,
  type Edit,
  type ExperimentDeclaration,
  type FieldEdit,
  type Identifier,
  type ModelDeclaration,
  type ReplaceEdit,
  type Statement,
} from '../../../grammar/index.js';
import { annotations as annotationSignatures } from '../../annotations/index.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { foreignAdvice, foreignArgument, type Advice } from '../../diagnostics/foreign.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { alternatives, surest } from '../../diagnostics/suggest.js';
import { callOf } from '../../evaluation/call-of.js';
import { targetOf, type SourcedEdit, type Target } from '../../experiments/edits.js';
import { annotationOf, applyEdits, signatureOf, type Effective } from '../../experiments/effective.js';
import { experimentFields } from '../../experiments/fields.js';
import { layers } from '../../layers/index.js';
import { optimizers } from '../../optimizers/index.js';
import type { Parameter } from '../../schema.js';
import { declaredSignature } from '../../signatures/declared-signature.js';
import { describeType } from '../../signatures/type-names.js';
import type { Declared } from '../1-resolve/modules.js';
import { checkAnnotations } from './annotations.js';
import { reportUnknownLayer } from './bodies.js';
import { checkCall } from './calls.js';
import { Context } from './context.js';
import { checkField } from './experiment-fields.js';
import { markUsed, type ExpressionScope } from './expressions.js';
import { Names } from './names.js';
import { checkSelectors, checkValue } from './values.js';

/** Checks edits of an experiment, which are applied one after another. What was checked before is passed over. */
export class EditChecker {
  private readonly checked = new Set<Edit>();
  /** Edits of arguments, with the constructs that they were checked for: others may stand in the field elsewhere. */
  private readonly checkedFor = new Set<string>();
  private readonly numbers = new Map<Edit, number>();

  constructor(
    private readonly of: Declared<ExperimentDeclaration>,
    private readonly reporter: Reporter,
  ) {}

  check(edits: readonly SourcedEdit[]): void {
    edits.forEach((source, index) => {
      const { edit, module } = source;
      const context = new Context(module, this.reporter);
      const scope = { context, names: new Names(context), incoming: false };
      const target = edit.kind === 'field-edit' ? targetOf(edit.target) : undefined;
      if (edit.kind === 'field-edit' && target?.kind === 'argument') {
        this.checkArgument(edit, target, { source, before: edits.slice(0, index) }, scope);
      } else if (!this.checked.has(edit)) {
        this.checked.add(edit);
        checkEdit(source, target, scope);
      }
    });
  }

  /** `model.width: 16` for the call that stands in the field after the edits before. */
  private checkArgument(
    edit: FieldEdit,
    { field, argument }: Target & { readonly kind: 'argument' },
    { source, before }: { readonly source: SourcedEdit; readonly before: readonly SourcedEdit[] },
    scope: ExpressionScope,
  ): void {
    const { context } = scope;
    const { fields } = applyEdits(this.of, before);
    if (!experimentFields.has(field.name)) {
      const meant = () => misnamedOwner(field, argument, fields) ?? labelledOwner(field, argument, source, fields);
      return this.once(edit, '', () => reportUnknownField(field, scope, argument, meant()));
    }
    const current = fields.get(field.name);
    const call = current && callOf(current.value);
    const signature = call && signatureOf(field.name, call.callee.name, current.module);
    this.once(edit, `${current?.module.path} ${call?.callee.name}`, () => {
      if (signature) {
        const place = { file: current.module.path, span: call.callee.span };
        return checkArgumentOf(signature, argument, edit, scope, [{ place, message: 'this is what is called' }]);
      }
      markUsed(edit.value, scope);
      const form = experimentFields.get(field.name)!.form.kind;
      // A name that means nothing was reported where it stands.
      if (call && form !== 'value') return;
      const written = `${field.name}.${argument.name}`;
      const related = current
        ? [{ place: { file: current.module.path, span: current.value.span }, message: 'this is what it holds' }]
        : [];
      context.report('no-call-to-edit', { written, field: field.name, isAbsent: !current }, edit.target, { related });
    });
  }

  private once(edit: Edit, construct: string, check: () => void): void {
    const number = this.numbers.get(edit) ?? this.numbers.size;
    this.numbers.set(edit, number);
    const key = `${number} ${construct}`;
    if (this.checkedFor.has(key)) return;
    this.checkedFor.add(key);
    check();
  }
}

function checkEdit({ edit, mustChange }: SourcedEdit, target: Target | undefined, scope: ExpressionScope): void {
  switch (edit.kind) {
    case 'set':
      checkSelectors(edit.selector, scope);
      return checkAnnotations(edit.annotations, scope);
    case 'replace':
      return checkReplace(edit, scope);
    case 'field-edit':
      return checkFieldEdit(edit, mustChange, target, scope);
  }
}

function checkFieldEdit(
  edit: FieldEdit,
  standsAlone: boolean,
  target: Target | undefined,
  scope: ExpressionScope,
): void {
  const { context } = scope;
  if (!target) {
    markUsed(edit.value, scope);
    context.report('edit-target', { written: context.textOf(edit.target) }, edit.target);
  } else if (target.kind === 'field') {
    const known = experimentFields.get(target.field.name);
    if (known) checkField(edit.value, known, scope);
    else reportUnknownField(target.field, scope);
  } else if (target.kind === 'annotation') {
    checkSelectors(target.selector, scope);
    const { annotation, argument } = target;
    const signature = annotationSignatures.get(annotation.name);
    if (!argument && signature && isBare(signature) && edit.value.kind === 'boolean') {
      return reportBare(edit, annotation, standsAlone, scope);
    }
    if (!argument || !signature) return checkAnnotations([annotationOf(annotation, edit.value)], scope);
    checkArgumentOf({ ...signature, name: `@${annotation.name}` }, argument, edit, scope);
  }
}

/** Whether an annotation says all by being there: `@freeze`. */
function isBare({ parameters }: Callable): boolean {
  return parameters.every((parameter) => parameter.named && parameter.default !== undefined);
}

/** `stage1@freeze: true`, where the annotation takes no such value. */
function reportBare(
  { target, value, span }: FieldEdit,
  { name }: Identifier,
  standsAlone: boolean,
  { context }: ExpressionScope,
): void {
  const spelling = `set ${context.textOf(target.path)} @${name}`;
  const isTrue = value.kind === 'boolean' && value.value;
  const hint = `It is there or not: \`${spelling}\` in a profile or a row adds it.`;
  const all = annotationSignatures.get(name)!.parameters.length;
  const help = standsAlone && isTrue ? context.advise({ span }, { hint, spelling }) : { hint };
  context.report('too-many-arguments', { construct: `@${name}`, most: 0, all }, value, help);
}

/** For `Net.width` and `adam.lr`, where what a field calls stands for the field. */
function misnamedOwner(
  { name }: Identifier,
  { name: argument }: Identifier,
  fields: Effective['fields'],
): Advice | undefined {
  const owner = [...fields].find(([, { value }]) => callOf(value)?.callee.name === name)?.[0];
  if (owner === undefined) return undefined;
  return { hint: `\`${name}\` stands in the field \`${owner}\`: write \`${owner}.${argument}\`.`, spelling: owner };
}

/** For `stem.filters: 8`, where the argument of a layer is meant, which no edit reaches. */
function labelledOwner(
  { name }: Identifier,
  argument: Identifier,
  { edit, module, mustChange }: SourcedEdit,
  fields: Effective['fields'],
): string | undefined {
  const model = fields.get('model');
  const callee = model && callOf(model.value)?.callee.name;
  const declared = callee === undefined ? undefined : model?.module.scope.models.get(callee);
  const labelled = declared && labelledIn(declared.declaration, name);
  if (!labelled || edit.kind !== 'field-edit') return undefined;
  const why = `\`${name}\` is a label of the model, and arguments of layers are no fields: make it a parameter of the model`;
  const layer = labelled.kind === 'layer' ? labelled.call.callee.name : '';
  const takes = layers.get(layer)?.parameters.some((parameter) => parameter.name === argument.name);
  if (!takes || !mustChange) return `${why}.`;
  const value = module.text.slice(edit.value.span.start, edit.value.span.end);
  return `${why}, or write \`replace ${name} with ${layer}(${argument.name}: ${value})\`.`;
}

function labelledIn({ body }: ModelDeclaration, label: string): Statement | undefined {
  let found: Statement | undefined;
  visit(body, (node) => {
    if (node.kind !== 'branch' && 'label' in node && node.label?.name === label) found ??= node;
  });
  return found;
}

/** @param meant what is known of the field from the experiment */
function reportUnknownField(
  field: Identifier,
  { context }: ExpressionScope,
  argument?: Identifier,
  meant?: Advice | string,
): void {
  const { name } = field;
  if (argument && annotationSignatures.has(argument.name)) {
    const spelling = `${name}@${argument.name}`;
    const whole = { span: { start: field.span.start, end: argument.span.end } };
    const help = context.advise(whole, { hint: `An annotation stands behind \`@\`: write \`${spelling}\`.`, spelling });
    context.report('unknown-field', { name }, field, help);
    return;
  }
  const known = { hint: `The fields are ${alternatives([...experimentFields.keys()], 'and')}.` };
  const advice = meant ?? dottedAdvice(name, context) ?? foreignAdvice('field', name);
  const help = context.help(field, experimentFields.keys(), advice);
  context.report('unknown-field', { name }, field, { ...known, ...help });
}

const optimizerArguments: ReadonlySet<string> = new Set(
  [...optimizers.values()].flatMap(({ parameters }) => parameters.map(({ name }) => name)),
);

/** For the name of an argument without that of the field whose value it belongs to: `width` for `model.width`. */
function dottedAdvice(name: string, { module: { scope } }: Context): Advice | undefined {
  const parameters = [...scope.models.values()].flatMap(({ declaration }) => declaration.parameters);
  const parameter = surest(
    name,
    parameters.map((each) => each.name.name),
  );
  const isParameter = parameters.some((each) => each.name.name === name);
  const owner = isParameter ? 'model' : optimizerArguments.has(name) ? 'optimizer' : undefined;
  const spelling = owner ? `${owner}.${name}` : parameter && `model.${parameter}`;
  return spelling === undefined ? undefined : { hint: `Write \`${spelling}\`.`, spelling };
}

interface Callable {
  readonly name: string;
  readonly parameters: readonly Parameter[];
}

/** One argument by its name, as if it stood in a call. */
function checkArgumentOf(
  { name: construct, parameters }: Callable,
  argument: Identifier,
  { value }: FieldEdit,
  scope: ExpressionScope,
  related: Diagnostic['related'] = [],
): void {
  const { context } = scope;
  const { name } = argument;
  const parameter = parameters.find((each) => each.name === name);
  if (parameter) return checkValue(value, { construct, parameter: name, type: parameter.type }, scope);
  markUsed(value, scope);
  const names = parameters.map((each) => each.name);
  const hint = hintForArguments(parameters);
  const help = context.help(argument, names, foreignArgument(construct, name, names));
  context.report('unknown-argument', { construct, name }, argument, { hint, ...help, related });
}

function hintForArguments(parameters: readonly Parameter[]): string {
  const [first] = parameters;
  if (!first) return 'It takes no arguments.';
  // What is written may well be an argument of the function that `@angle` takes.
  if (first.type.kind === 'angle-function' || first.type.kind === 'magnitude-function') {
    return `Write the function with its arguments in its place: ${describeType(first.type)}.`;
  }
  const names = parameters.map(({ name }) => name);
  return `It takes ${alternatives(names, 'and')}.`;
}

/** `replace angconv with conv(bias: true)`: arguments that are absent may be carried over. */
function checkReplace({ selector, call }: ReplaceEdit, scope: ExpressionScope): void {
  checkSelectors(selector, scope);
  const { blocks, broken } = scope.context.module.scope;
  const { name } = call.callee;
  const block = blocks.get(name);
  const callable = block ? declaredSignature(name, block.declaration.parameters) : layers.get(name);
  if (callable) return checkCall(call.callee, call.arguments, optional(callable), scope);
  for (const argument of call.arguments) markUsed(argument.value, scope);
  if (!broken.has(name)) reportUnknownLayer(call, scope);
}

function optional({ name, parameters }: Callable): Callable {
  return { name, parameters: parameters.map((parameter) => ({ ...parameter, default: parameter.default ?? null })) };
}

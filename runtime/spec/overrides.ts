import { alternatives, didYouMean } from '../../compiler/diagnostics/suggest.js';
import { experimentFields, lengthFields } from '../../compiler/experiments/fields.js';
import type { Declared, Module } from '../../compiler/phases/1-resolve/modules.js';
import { bindArguments } from '../../compiler/signatures/bind.js';
import { declaredSignature } from '../../compiler/signatures/declared-signature.js';
import type { Parameter } from '../../compiler/schema.js';
import { parse, type ExperimentDeclaration, type Expression, type Field } from '../../grammar/index.js';
import { UsageError } from '../usage-error.js';

/** `optimizer.lr=0.01`: a field of an experiment, or an argument of the call that stands in it. */
export interface Override {
  readonly field: string;
  readonly argument: string | undefined;
  /** Text of an expression. */
  readonly value: string;
}

/** A text edit: what lies between two offsets gives way to `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Reads what stands behind `--set`.
 * @throws {UsageError} when it isn't `field=value` or `field.argument=value`, or the value is no expression
 */
export function parseOverride(written: string): Override {
  const [, path, value] = /^\s*([^=\s]+?)\s*=(.*)$/s.exec(written) ?? [];
  if (path === undefined || value === undefined) {
    throw new UsageError(`\`--set ${written}\` has no value: write \`--set field=value\`, as in \`--set batch=64\`.`);
  }
  const [field, argument, ...rest] = path.split('.');
  if (!experimentFields.has(field!)) {
    const known = `Fields are ${alternatives([...experimentFields.keys()], 'and')}.`;
    throw new UsageError(
      `An experiment has no field \`${field}\`. ${didYouMean(field!, experimentFields.keys()) ?? known}`,
    );
  }
  if (rest.length > 0 || argument === '') {
    throw new UsageError(`\`--set ${path}\` goes too deep: it can name a field, or an argument of the call in it.`);
  }
  if (!isExpression(value)) {
    throw new UsageError(`\`--set ${path}\` is followed by \`${value.trim()}\`, which is not a value.`);
  }
  return { field: field!, argument, value: value.trim() };
}

/** Whether a text is one expression, so that it can stand in a field and nothing else comes in with it. */
function isExpression(text: string): boolean {
  const { file, problems } = parse(`experiment X { batch: ${text} }`);
  const [declaration, ...others] = file.declarations;
  const single = declaration?.kind === 'experiment' && declaration.fields.length === 1 && others.length === 0;
  return problems.length === 0 && single && text.trim() !== '' && !/[\r\n]/.test(text);
}

/**
 * The edit of an experiment's text that carries out an override.
 * @throws {UsageError} when the field's construct has no such argument
 */
export function editFor(override: Override, { declaration, module }: Declared<ExperimentDeclaration>): Edit {
  const { field: name, argument, value } = override;
  const field = declaration.fields.find((each) => each.name.name === name);
  if (argument !== undefined) {
    if (!field)
      throw new UsageError(`\`${declaration.name.name}\` has no ${name}, so \`${name}.${argument}\` can't be set.`);
    return editArgument(field, argument, value, module);
  }
  if (field) return { ...field.value.span, text: value };
  const exclusive = lengthFields.some((each) => each === name);
  const other =
    exclusive && declaration.fields.find((each) => lengthFields.some((length) => length === each.name.name));
  if (other) return { ...other.span, text: `${name}: ${value}` };
  return insertField(declaration, `${name}: ${value}`);
}

function insertField({ fields, span }: ExperimentDeclaration, text: string): Edit {
  const end = fields.at(-1)?.span.end ?? span.end - 1;
  return { start: end, end, text: `\n  ${text}${fields.length === 0 ? '\n' : ''}` };
}

function editArgument(field: Field, argument: string, value: string, module: Module): Edit {
  const call = field.value;
  const name = calleeOf(call);
  const parameters = name === undefined ? undefined : parametersOf(field.name.name, name, module);
  if (!parameters) {
    throw new UsageError(
      `\`${field.name.name}.${argument}\` can't be set: \`${field.name.name}\` is not a call with arguments.`,
    );
  }
  if (!parameters.some((parameter) => parameter.name === argument)) {
    const names = parameters.map((parameter) => parameter.name);
    const known = names.length === 0 ? 'It takes none.' : `It takes ${alternatives(names, 'and')}.`;
    throw new UsageError(`\`${name}\` has no parameter \`${argument}\`. ${didYouMean(argument, names) ?? known}`);
  }
  if (call.kind !== 'call') return { start: call.span.end, end: call.span.end, text: `(${argument}: ${value})` };
  const written = bindArguments(call.arguments, { parameters }).bound.get(argument);
  if (written) return { ...written.value.span, text: value };
  const last = call.arguments.at(-1);
  // An empty argument list ends right before its closing parenthesis, at the end of the call.
  const at = last?.span.end ?? call.span.end - 1;
  return { start: at, end: at, text: `${last ? ', ' : ''}${argument}: ${value}` };
}

function calleeOf(expression: Expression): string | undefined {
  if (expression.kind === 'identifier') return expression.name;
  return expression.kind === 'call' ? expression.callee.name : undefined;
}

/** What the construct in a field takes; undefined where it is unknown, or several constructs stand in the field. */
function parametersOf(field: string, name: string, { scope }: Module): readonly Parameter[] | undefined {
  const form = experimentFields.get(field)!.form;
  if (form.kind === 'value') return undefined;
  if (form.kind !== 'model') return form.registry.get(name)?.parameters;
  const declared = scope.models.get(name);
  return declared && declaredSignature(name, declared.declaration.parameters).parameters;
}

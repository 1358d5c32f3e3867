import type { Argument, Identifier } from '../../../grammar/index.js';
import { foreignArgument } from '../../diagnostics/foreign.js';
import type { Extras } from '../../diagnostics/reporter.js';
import { alternatives } from '../../diagnostics/suggest.js';
import type { Parameter, Signature } from '../../schema.js';
import { bindArguments } from '../../signatures/bind.js';
import type { DeclaredSignature } from '../../signatures/declared-signature.js';
import { describeType } from '../../signatures/type-names.js';
import { markUsed, type ExpressionScope } from './expressions.js';
import { superfluousArgumentFix } from './foreign-calls.js';
import { checkValue } from './values.js';

type Callable = Pick<Signature, 'name' | 'parameters'> & Pick<DeclaredSignature, 'place' | 'parameterPlaces'>;

/**
 * Checks the arguments of a call against what is called.
 * @param callee where the name stands, for arguments that are missing
 */
export function checkCall(
  callee: Identifier,
  args: readonly Argument[],
  signature: Callable,
  scope: ExpressionScope,
): void {
  if (isSpread(args, signature)) return reportSpread(args, signature, scope);
  const { bound, unknown, repeated, missing } = bindArguments(args, signature);
  const superfluous = unknown.filter(({ name }) => !name);
  for (const argument of unknown.filter(({ name }) => name)) reportUnknown(argument, args, signature, scope);
  if (superfluous.length > 0) reportTooMany(superfluous, signature, scope);
  for (const argument of repeated) reportRepeated(argument, bound, signature, scope);
  // An argument under a wrong name is most likely the one that is missing.
  if (missing.length > 0 && unknown.length === 0) reportMissing(callee, args, missing, signature, scope);
  for (const { name, type } of signature.parameters) {
    const argument = bound.get(name);
    if (!argument) continue;
    const place = signature.parameterPlaces?.get(name);
    checkValue(argument.value, { construct: signature.name, parameter: name, type, place }, scope);
  }
}

/** Whether the sizes of a shape stand there without its brackets: `input(28, 28, 1)`. */
function isSpread(args: readonly Argument[], { parameters }: Callable): boolean {
  return (
    parameters.length === 1 &&
    parameters[0]!.type.kind === 'shape' &&
    args.length > 0 &&
    args.every(({ name, value }) => !name && value.kind === 'number' && value.unit === undefined)
  );
}

function reportSpread(
  args: readonly Argument[],
  { name: construct, parameters }: Callable,
  { context }: ExpressionScope,
): void {
  const [{ name: parameter, type }] = parameters as [Parameter];
  const span = { start: args[0]!.span.start, end: args.at(-1)!.span.end };
  const found = args.length === 1 ? 'a number' : `${args.length} numbers`;
  const hint = `Write \`${construct}([${args.map((argument) => context.textOf(argument)).join(', ')}])\`.`;
  context.report('argument-type', { construct, parameter, expected: describeType(type), found }, { span }, { hint });
}

function reportUnknown(
  argument: Argument,
  args: readonly Argument[],
  callable: Callable,
  scope: ExpressionScope,
): void {
  const { name: construct, parameters } = callable;
  const { context } = scope;
  const related = declaredAt(callable);
  markUsed(argument.value, scope);
  if (!argument.name) return;
  const { name } = argument.name;
  const names = parameters.map((parameter) => parameter.name);
  const help = context.help(argument.name, names, foreignArgument(construct, name, names));
  const fix = superfluousArgumentFix(argument, args, context);
  context.report('unknown-argument', { construct, name }, argument.name, {
    ...takes(construct, parameters),
    ...help,
    ...(fix ? { fixes: [fix] } : {}),
    related,
  });
}

/** Arguments without a name for which there are no parameters, in one message. */
function reportTooMany(superfluous: readonly Argument[], callable: Callable, scope: ExpressionScope): void {
  const { name: construct, parameters } = callable;
  const { context } = scope;
  for (const { value } of superfluous) markUsed(value, scope);
  const most = parameters.filter((parameter) => !parameter.named).length;
  const counts = { construct, most, all: parameters.length };
  const hint = parameters.length > 0 ? takes(construct, parameters) : {};
  const related = declaredAt(callable);
  context.report('too-many-arguments', counts, superfluous[0]!, { ...hint, related });
}

/** Where what is called is declared, when the author of a spec wrote it. */
function declaredAt({ name, place }: Callable): NonNullable<Extras['related']> {
  return place ? [{ place, message: `\`${name}\` is declared here` }] : [];
}

function takes(construct: string, parameters: readonly Parameter[]): { hint: string } {
  if (parameters.length === 0) return { hint: `\`${construct}\` takes no arguments.` };
  return {
    hint: `It takes ${alternatives(
      parameters.map(({ name }) => name),
      'and',
    )}.`,
  };
}

function reportRepeated(
  argument: Argument,
  bound: ReadonlyMap<string, Argument>,
  { name: construct, parameters }: Callable,
  scope: ExpressionScope,
): void {
  markUsed(argument.value, scope);
  const unnamed = parameters.filter((parameter) => !parameter.named);
  const name = argument.name?.name ?? unnamed.find((parameter) => bound.get(parameter.name)?.name)?.name ?? '';
  const first = bound.get(name);
  const related = first ? [{ place: scope.context.place(first), message: `this is \`${name}\` already` }] : [];
  scope.context.report('repeated-argument', { construct, name }, argument, { related });
}

function reportMissing(
  callee: Identifier,
  args: readonly Argument[],
  missing: readonly Parameter[],
  callable: Callable,
  { context }: ExpressionScope,
): void {
  const end = args.at(-1)?.span.end ?? callee.span.end;
  if (context.isDamaged({ start: callee.span.start, end })) return;
  const parameters = alternatives(
    missing.map(({ name }) => name),
    'and',
  );
  const docs = missing.filter(({ doc }) => doc !== '').map(({ name, doc }) => `\`${name}\`: ${doc.replace(/\.$/, '')}`);
  const hint = docs.length > 0 ? { hint: `${docs.join('; ')}.` } : {};
  const related = declaredAt(callable);
  context.report('missing-argument', { construct: callable.name, parameters }, callee, { ...hint, related });
}

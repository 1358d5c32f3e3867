import type { Argument, Identifier } from '../../../grammar/index.js';
import { foreignArgument, type Advice } from '../../diagnostics/foreign.js';
import type { Extras } from '../../diagnostics/reporter.js';
import { alternatives, surest } from '../../diagnostics/suggest.js';
import { layers } from '../../layers/index.js';
import { losses } from '../../losses/index.js';
import type { Parameter, Signature } from '../../schema.js';
import { bindArguments, type Binding } from '../../signatures/bind.js';
import type { DeclaredSignature } from '../../signatures/declared-signature.js';
import { describeType } from '../../signatures/type-names.js';
import type { Context } from './context.js';
import { markUsed, type ExpressionScope } from './expressions.js';
import {
  activationFix,
  argumentBeforeFix,
  argumentRemoval,
  betasFix,
  isNormalWithMean,
  momentumAdvice,
  superfluousArgumentFix,
} from './foreign-calls.js';
import { activationHint, inOrder, mayBe, namedFor } from './superfluous.js';
import { unbracketedList, type UnbracketedList } from './unbracketed-lists.js';
import { checkValue, type Slot } from './values.js';

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
  if (isNormalWithMean(signature.name, args)) return reportMean(args, signature, scope);
  const { bound, unknown, repeated, missing } = bindArguments(args, signature);
  const superfluous = unknown.filter(({ name }) => !name);
  const list = unbracketedList(args, superfluous, signature);
  if (list) {
    reportUnbracketed(list, signature, scope.context);
    return checkCall(callee, list.args, signature, scope);
  }
  for (const argument of unknown.filter(({ name }) => name))
    reportUnknown(argument, { callee, args }, signature, scope);
  if (superfluous.length > 0) reportTooMany(superfluous, bound, signature, scope);
  for (const argument of repeated) reportRepeated(argument, bound, signature, scope);
  // An argument under a wrong name is most likely one that is missing.
  const meant = new Set(unknown.flatMap(({ name }) => (name ? (meantBy(name, signature) ?? []) : [])));
  const absent = missing.filter(({ name }) => !meant.has(name));
  if (superfluous.length === 0 && absent.length > unknown.length - meant.size) {
    reportMissing({ callee, args }, { bound, missing: absent }, signature, scope);
  }
  for (const parameter of signature.parameters) {
    const argument = bound.get(parameter.name);
    if (!argument) continue;
    checkValue(argument.value, slotOf(parameter, signature), scope);
    if (parameter.unless) checkUse(argument, parameter, bound, signature, scope);
  }
}

/** An argument that says nothing beside another one. */
function checkUse(
  argument: Argument,
  { name, unless }: Parameter,
  bound: ReadonlyMap<string, Argument>,
  { name: construct }: Callable,
  { context }: ExpressionScope,
): void {
  const other = bound.get(unless!.parameter)?.value;
  if (other?.kind !== 'identifier' || other.name !== unless!.word) return;
  const args = { what: `\`${name}\` of \`${construct}\``, reason: unless!.reason };
  context.report('no-effect', args, argument, { hint: 'Leave it out.' });
}

/** The parameter that a wrong name surely means. */
function meantBy({ name }: Identifier, { name: construct, parameters }: Callable): string | undefined {
  const names = parameters.map((parameter) => parameter.name);
  return foreignArgument(construct, name, names)?.spelling ?? surest(name, names);
}

function slotOf({ name, type, doc, default: value }: Parameter, { name: construct, parameterPlaces }: Callable): Slot {
  const place = parameterPlaces?.get(name);
  return { construct, parameter: name, type, place, ...(doc === '' ? {} : { doc }), default: value };
}

function reportUnbracketed(
  { items: [first, second, ...others] }: UnbracketedList,
  { name: construct, parameters }: Callable,
  context: Context,
): void {
  const span = { start: first.value.span.start, end: (others.at(-1) ?? second!).span.end };
  const written = `[${context.textOf({ span })}]`;
  const title = `Write \`${first.name!.name}: ${written}\``;
  const most = parameters.filter((parameter) => !parameter.named).length;
  context.report('too-many-arguments', { construct, most, all: parameters.length }, second!, {
    hint: 'Several are a list.',
    fixes: [{ title, edits: [{ place: context.place({ span }), text: written }] }],
  });
}

/** What is written where something is called. */
interface Written {
  readonly callee: Identifier;
  readonly args: readonly Argument[];
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
  { callee, args }: Written,
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
  const help = context.help(
    argument.name,
    names,
    momentumAdvice(construct, argument) ?? foreignArgument(construct, name, names),
  );
  const fix =
    superfluousArgumentFix(construct, argument, args, context) ??
    activationFix(argument, args, context) ??
    betasFix(argument, callable, context) ??
    argumentBeforeFix(callee, argument, args, context);
  const extras = { ...help, ...(fix ? { fixes: [fix] } : withColon(argument, help, context)) };
  context.report('unknown-argument', { construct, name }, argument.name, {
    ...takes(construct, parameters),
    ...extras,
    related,
  });
}

/** What stands behind the mean is checked as if it stood alone. */
function reportMean(
  args: readonly Argument[],
  { name: construct, parameters }: Callable,
  scope: ExpressionScope,
): void {
  const { context } = scope;
  const [{ name: parameter, type }] = parameters as readonly [Parameter];
  const deviation = args[1]!;
  const hint = `The mean is 0: write \`${construct}(${context.textOf(deviation)})\`.`;
  const fixes = [argumentRemoval(args[0]!, args, context)];
  context.report('too-many-arguments', { construct, most: 1, all: 1 }, args[0]!, { hint, fixes });
  checkValue(deviation.value, { construct, parameter, type }, scope);
}

/** The fix that writes another name and a colon for `p=`, which is said with the name and not by itself. */
function withColon({ name, value, span }: Argument, { fixes }: Extras, context: Context): Pick<Extras, 'fixes'> {
  const [edit, ...others] = fixes?.[0]?.edits ?? [];
  if (!name || !edit || others.length > 0) return {};
  const head = { start: name.span.start, end: value.span.start };
  if (!context.textOf({ span: head }).includes('=') || !context.absorbSyntax(span)) return {};
  const title = `Write \`${edit.text}: ${context.textOf(value)}\``;
  return { fixes: [{ title, edits: [{ place: context.place({ span: head }), text: `${edit.text}: ` }] }] };
}

/** Arguments without a name for which there are no parameters, in one message. */
function reportTooMany(
  superfluous: readonly Argument[],
  bound: ReadonlyMap<string, Argument>,
  callable: Callable,
  scope: ExpressionScope,
): void {
  const { name: construct, parameters } = callable;
  const { context } = scope;
  for (const { value } of superfluous) markUsed(value, scope);
  const most = parameters.filter((parameter) => !parameter.named).length;
  const [first, ...others] = superfluous;
  const counts = { construct, most, all: parameters.length };
  const hint = parameters.length > 0 ? takes(construct, parameters) : {};
  const related = declaredAt(callable);
  const byOrder = most === 0 ? namedInOrder(superfluous, parameters, context) : undefined;
  if (byOrder) {
    context.report('too-many-arguments', counts, first!, { ...byOrder.help, related });
    superfluous.forEach(({ value }, index) => checkValue(value, slotOf(byOrder.parameters[index]!, callable), scope));
    return;
  }
  const known = twoSizes(first!, bound, callable, context) ?? readHint(first!, callable, scope);
  if (known) return context.report('too-many-arguments', counts, first!, { ...hint, ...known, related });
  const meant = others.length === 0 ? namedFor(first!.value, bound, parameters) : undefined;
  const help = meant
    ? context.advise(first!, named(meant.name, first!, context))
    : { ...orderHint(superfluous, bound, parameters, context), ...activationHint(first!.value) };
  context.report('too-many-arguments', counts, first!, { ...hint, ...help, related });
}

/** What arguments without names would be called in the order of the parameters, of which the author may have thought. */
function orderHint(
  args: readonly Argument[],
  bound: ReadonlyMap<string, Argument>,
  parameters: readonly Parameter[],
  context: Context,
): Pick<Extras, 'hint'> {
  const names = inOrder(args, bound, parameters);
  if (names === undefined) return {};
  const written = withNames(args, names, context);
  return { hint: `Give ${args.length === 1 ? 'it its name' : 'them their names'}: \`${written.join(', ')}\`.` };
}

/** More pixels than a kernel has that somebody writes as two numbers. */
const mostOfKernel = 15;

/** `conv(32, 3, 3)`, where the two sizes of a kernel stand apart, or `conv(3, 64, 3)`, where channels come in. */
function twoSizes(
  argument: Argument,
  bound: ReadonlyMap<string, Argument>,
  { name }: Callable,
  context: Context,
): Extras | undefined {
  const kernel = bound.get('kernel')?.value;
  if (kernel?.kind !== 'number' || argument.value.kind !== 'number' || argument.name) return undefined;
  const [height, width] = [context.textOf(kernel), context.textOf(argument)];
  if (kernel.value > mostOfKernel && argument.value.value <= mostOfKernel) {
    return { hint: `How many channels come in is known and isn't written: \`${name}(${height}, ${width}x${width})\`.` };
  }
  return { hint: `A kernel is one word, \`${height}x${width}\`; a stride has its name: \`stride: ${width}\`.` };
}

/** `relu(x)`, as if a layer were a function of a value. */
function readHint(
  { value }: Argument,
  { name, parameters }: Callable,
  { names, context }: ExpressionScope,
): Extras | undefined {
  const isLayer = layers.has(name) || context.module.scope.blocks.has(name);
  if (!isLayer || value.kind !== 'identifier' || parameters.some((each) => !each.named) || names.lookup(value.name))
    return undefined;
  return { hint: `A layer takes what stands above it; to give it another value write \`${name} from ${value.name}\`.` };
}

/**
 * The help that names arguments in the order of the parameters that must be given, or of all parameters where there
 * is an argument for each, if they have that form.
 */
function namedInOrder(
  args: readonly Argument[],
  all: readonly Parameter[],
  context: Context,
): { readonly help: Pick<Extras, 'hint' | 'fixes'>; readonly parameters: readonly Parameter[] } | undefined {
  const required = all.filter((parameter) => parameter.default === undefined);
  const isFor = (some: readonly Parameter[]) =>
    args.every(({ value }, index) => some[index] && mayBe(value, some[index].type));
  const parameters = isFor(required) ? required : args.length === all.length && isFor(all) ? all : undefined;
  if (!parameters) return undefined;
  const written = withNames(args, parameters, context);
  const edits = args.map((argument, index) => ({ place: context.place(argument), text: written[index]! }));
  const title = `Write \`${written.join(', ')}\``;
  return { help: { hint: `${title}.`, fixes: [{ title, edits }] }, parameters };
}

/** Arguments as they are written with the names of as many parameters. */
function withNames(args: readonly Argument[], parameters: readonly Parameter[], context: Context): readonly string[] {
  return args.map((argument, index) => `${parameters[index]!.name}: ${context.textOf(argument)}`);
}

function named(name: string, argument: Argument, context: Context): Advice {
  const spelling = `${name}: ${context.textOf(argument)}`;
  return { hint: `Write \`${spelling}\`.`, spelling };
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
  const decimals = first && decimalComma(first, argument, scope.context);
  // A kernel was certainly meant as one.
  const isKernel = argument.value.kind === 'kernel';
  const order = argument.name || isKernel ? {} : orderHint([argument], bound, parameters, scope.context);
  scope.context.report('repeated-argument', { construct, name }, argument, { related, ...order, ...decimals });
}

/** `lr: 0,001`, whose decimals are one argument more. */
function decimalComma(first: Argument, { value, span }: Argument, { module }: Context): Extras {
  const { start } = first.value.span;
  const written = module.text.slice(start, span.end);
  if (value.kind !== 'number' || !/^\d+,\d+$/.test(written)) return {};
  const number = written.replace(',', '.');
  const title = `Write \`${number}\``;
  return {
    hint: `The decimals of a number stand behind a point: \`${number}\`.`,
    fixes: [{ title, edits: [{ place: { file: module.path, span: { start, end: span.end } }, text: number }] }],
  };
}

function reportMissing(
  { callee, args }: Written,
  { bound, missing }: Pick<Binding, 'bound' | 'missing'>,
  callable: Callable,
  { context, head }: ExpressionScope,
): void {
  const end = args.at(-1)?.span.end ?? callee.span.end;
  if (context.isDamaged({ start: callee.span.start, end })) return;
  const parameters = alternatives(
    missing.map(({ name }) => name),
    'and',
  );
  const docs = missing.filter(({ doc }) => doc !== '').map(({ name, doc }) => `\`${name}\`: ${doc.replace(/\.$/, '')}`);
  const call = `Write \`${callWith(missing, callable, bound, { context, head })}\`.`;
  const hint = { hint: docs.length > 0 ? `${call} ${docs.join('; ')}.` : call };
  const related = declaredAt(callable);
  context.report('missing-argument', { construct: callable.name, parameters }, callee, { ...hint, related });
}

/** Longer arguments don't help to see what is missing. */
const longestArgument = 24;

/** A call with what is missing: `angconv(16, kernel: …)`. */
function callWith(
  missing: readonly Parameter[],
  { name, parameters }: Callable,
  bound: ReadonlyMap<string, Argument>,
  { context, head }: Pick<ExpressionScope, 'context' | 'head'>,
): string {
  const isHead = losses.get(name)?.reads === 'classes';
  const shown = parameters.flatMap((parameter) => {
    const given = bound.get(parameter.name);
    const absent = (isHead && parameter.type.kind === 'label' && head) || '…';
    if (!given) return missing.includes(parameter) ? [`${parameter.name}: ${absent}`] : [];
    const text = context.textOf(given);
    const isShort = text.length <= longestArgument && !text.includes('\n');
    return isShort ? [text] : given.name ? [`${parameter.name}: …`] : ['…'];
  });
  return `${name}(${shown.join(', ')})`;
}

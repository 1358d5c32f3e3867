import type { Argument, Call, Identifier } from '../../../grammar/index.js';
import type { Fix } from '../../diagnostics/diagnostic.js';
import type { Advice } from '../../diagnostics/foreign.js';
import { itemRemoval } from '../../fixes/removal.js';
import type { Signature } from '../../schema.js';
import type { Context } from './context.js';

/** Arguments without names whose number says which library a call was written for. */
type Rewrite = (call: Call, context: Context) => string | undefined;

/** Layers of other libraries whose arguments differ too; those that only have another name are not here. */
const rewrites: ReadonlyMap<string, Rewrite> = new Map<string, Rewrite>([
  ['linear', (call, context) => withoutInputs('fc', call, context, 2)],
  [
    'conv2d',
    (call, context) =>
      call.callee.name === 'Conv2d' || namesKernel(call)
        ? withoutInputs('conv', call, context, 3)
        : renamed('conv', call, context),
  ],
  ['batchnorm1d', () => 'bn'],
  ['batchnorm2d', () => 'bn'],
  ['adaptiveavgpool2d', ({ arguments: [size] }, context) => (isOne(size, context) ? 'avgpool(global)' : undefined)],
  ['globalaveragepooling2d', () => 'avgpool(global)'],
  ['globalavgpool', () => 'avgpool(global)'],
  [
    'activation',
    ({ arguments: [kind] }, context) => /^"?(p?relu)"?$/i.exec(written(kind, context))?.[1]?.toLowerCase(),
  ],
]);

/** The fix that writes the call of a layer of another library anew; undefined where what is meant is in doubt. */
export function foreignCallFix(call: Call, context: Context): Fix | undefined {
  const text = rewrites.get(call.callee.name.replaceAll('_', '').toLowerCase())?.(call, context);
  if (text === undefined) return undefined;
  return { title: `Write \`${text}\``, edits: [{ place: context.place(call), text }] };
}

/** PyTorch says how many values come in, which is known here from the layer before. */
function withoutInputs(name: string, call: Call, context: Context, count: number): string | undefined {
  const unnamed = call.arguments.filter((argument) => !argument.name).length;
  const named = new Set(call.arguments.map((argument) => argument.name?.name));
  const hasKernel = named.has('kernel_size') || named.has('kernel');
  if (unnamed >= count || (unnamed === count - 1 && hasKernel)) return renamed(name, call, context, 1);
  // The number of outputs alone, as it is written here, or names that say what each is.
  return unnamed <= 1 ? renamed(name, call, context) : undefined;
}

/** Whether two numbers stand before a kernel with its name, as only PyTorch has it. */
function namesKernel({ arguments: args }: Call): boolean {
  return args.filter(({ name }) => !name).length === 2 && args.some(({ name }) => name?.name === 'kernel_size');
}

function renamed(name: string, { arguments: args }: Call, context: Context, dropped = 0): string {
  return `${name}(${args
    .slice(dropped)
    .map((argument) => context.textOf(argument))
    .join(', ')})`;
}

function isOne(size: Argument | undefined, context: Context): boolean {
  return /^(?:1|1x1|\[1, *1\])$/.test(written(size, context));
}

function written(argument: Argument | undefined, context: Context): string {
  return argument ? context.textOf(argument.value) : '';
}

/** The fix that makes a statement of `activation: relu`, where no annotation stands behind the call. */
export function activationFix(argument: Argument, args: readonly Argument[], context: Context): Fix | undefined {
  if (argument.name?.name !== 'activation') return undefined;
  const kind = /^"?(p?relu)"?$/i.exec(context.textOf(argument.value))?.[1]?.toLowerCase();
  const after = context.textOf({ span: { start: args.at(-1)!.span.end, end: context.module.text.length } });
  const closing = /^[\s,]*\)(?!\s*(?:@|from\b))/.exec(after)?.[0].length;
  if (kind === undefined || closing === undefined) return undefined;
  const spans = args.map((each) => each.span);
  const end = spans.at(-1)!.end + closing;
  return {
    title: `Write \`${kind}\` behind the call`,
    edits: [
      { place: context.place({ span: itemRemoval(spans[args.indexOf(argument)]!, spans) }), text: '' },
      { place: context.place({ span: { start: end, end } }), text: ` ${kind}` },
    ],
  };
}

/** Arguments of other libraries that say what is known here without them, or what doesn't exist here. */
const superfluous: ReadonlySet<string> = new Set([
  'in_channels',
  'in_features',
  'input_shape',
  'input_dim',
  'num_features',
  'inplace',
  'data_format',
  'shuffle',
  'download',
  'angconv.bias',
  'angfc.bias',
]);

/** The fix that takes out an argument that another library needs and that says nothing here. */
export function superfluousArgumentFix(
  construct: string,
  argument: Argument,
  args: readonly Argument[],
  context: Context,
): Fix | undefined {
  if (!argument.name) return undefined;
  const { name } = argument.name;
  if (!superfluous.has(name) && !superfluous.has(`${construct}.${name}`)) return undefined;
  return argumentRemoval(argument, args, context);
}

/** The fix that makes two arguments of `betas: [0.9, 0.999]`, with parentheses or brackets. */
export function betasFix(
  { name, value, span }: Argument,
  { parameters }: Pick<Signature, 'parameters'>,
  context: Context,
): Fix | undefined {
  const isPair = name?.name === 'betas' && value.kind === 'list' && value.items.length === 2;
  if (!isPair || !parameters.some((parameter) => parameter.name === 'beta2')) return undefined;
  // That the list was a tuple is said with it.
  context.absorbSyntax(span);
  const text = value.items.map((item, index) => `beta${index + 1}: ${context.textOf(item)}`).join(', ');
  return { title: `Write \`${text}\``, edits: [{ place: context.place({ span }), text }] };
}

/** The decay that `bn(momentum: …)` means: PyTorch's momentum is the share of the new batch, that of Keras of the old ones. */
export function momentumAdvice(construct: string, { name, value }: Argument): Advice | undefined {
  if (construct !== 'bn' || name?.name !== 'momentum' || value.kind !== 'number' || value.unit) return undefined;
  if (!(value.value > 0 && value.value < 1)) return undefined;
  if (value.value > 0.5) return { hint: `Write \`decay: ${value.raw}\`.`, spelling: 'decay' };
  return { hint: `Write \`decay: ${Number((1 - value.value).toPrecision(6))}\`; it is 1 minus PyTorch's momentum.` };
}

/** `normal(0, 0.01)`, which says the mean too: that of weights is 0. */
export function isNormalWithMean(construct: string, [mean, deviation, ...others]: readonly Argument[]): boolean {
  if (construct !== 'normal' || !deviation || others.length > 0 || mean!.name || deviation.name) return false;
  return mean!.value.kind === 'number' && mean!.value.value === 0 && mean!.value.unit === undefined;
}

/** The fix that takes out one of several arguments. */
export function argumentRemoval(argument: Argument, args: readonly Argument[], context: Context): Fix {
  const spans = args.map((each) => each.span);
  const span = itemRemoval(spans[args.indexOf(argument)]!, spans);
  return { title: `Remove \`${context.textOf(argument)}\``, edits: [{ place: context.place({ span }), text: '' }] };
}

/** What stands before a call that another library says by an argument in it, given what the argument is. */
const before: ReadonlyMap<string, (value: string) => string> = new Map([
  ...['softmax', 'center', 'triplet'].map(
    (loss) => [`${loss}.weight`, (value: string) => `${value} * `] as [string, (value: string) => string],
  ),
  ['crop.padding', (value) => `pad(${value}), `],
]);

/** The fix that makes a factor of `weight: 0.01`, or an augmentation before the crop of `padding: 4`. */
export function argumentBeforeFix(
  callee: Identifier,
  argument: Argument,
  args: readonly Argument[],
  context: Context,
): Fix | undefined {
  const written = before.get(`${callee.name}.${argument.name?.name}`);
  const { value } = argument;
  if (!written || value.kind !== 'number' || value.unit !== undefined) return undefined;
  const text = written(context.textOf(value));
  const above = context.textOf({ span: { start: 0, end: callee.span.start } }).trimEnd();
  // A second factor would be in doubt; several augmentations need their brackets.
  if (text.endsWith(', ') ? !/[[,]$/.test(above) : above.endsWith('*')) return undefined;
  const spans = args.map((each) => each.span);
  const start = callee.span.start;
  return {
    title: `Write \`${text}${callee.name}(…)\``,
    edits: [
      { place: context.place({ span: { start, end: start } }), text },
      { place: context.place({ span: itemRemoval(spans[args.indexOf(argument)]!, spans) }), text: '' },
    ],
  };
}

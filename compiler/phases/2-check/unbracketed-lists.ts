/** Lists among arguments that lack their brackets: `on: stem, feature`, `at: 2000, 3000`. */
import type { Argument, Expression } from '../../../grammar/index.js';
import type { Signature, Type } from '../../schema.js';
import { callOf } from '../../evaluation/call-of.js';

/** A list without brackets, and the arguments as they are with them. */
export interface UnbracketedList {
  readonly items: readonly [Argument, ...Argument[]];
  readonly args: readonly Argument[];
}

/**
 * The first such list of a call.
 * @param superfluous arguments without a name that no parameter takes
 */
export function unbracketedList(
  args: readonly Argument[],
  superfluous: readonly Argument[],
  { parameters }: Pick<Signature, 'parameters'>,
): UnbracketedList | undefined {
  const second = args.indexOf(superfluous[0]!);
  const first = args[second - 1];
  const type = parameters.find(({ name }) => name === first?.name?.name)?.type;
  if (!first || !type || !isItem(first.value, type)) return undefined;
  const end = args.findIndex((each, index) => index > second && !superfluous.includes(each));
  const further = args.slice(second, end < 0 ? undefined : end);
  if (!further.every(({ value }) => isItem(value, type))) return undefined;
  const span = { start: first.value.span.start, end: further.at(-1)!.span.end };
  const value = { kind: 'list', items: [first.value, ...further.map((each) => each.value)], span } as const;
  const list = { ...first, value, span: { start: first.span.start, end: span.end } };
  return {
    items: [first, ...further],
    args: args.flatMap((each) => (each === first ? [list] : further.includes(each) ? [] : [each])),
  };
}

/** Whether a value can be an item of the list that a type is. */
function isItem(value: Expression, type: Type): boolean {
  switch (type.kind) {
    case 'selector':
      return ['identifier', 'member', 'index'].includes(value.kind);
    case 'milestones':
      return value.kind === 'number';
    case 'calls':
      return type.registry.has(callOf(value)?.callee.name ?? '');
    default:
      return false;
  }
}

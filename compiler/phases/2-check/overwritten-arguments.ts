import type { AblationDeclaration, Argument, Vary } from '../../../grammar/index.js';
import { callOf } from '../../evaluation/call-of.js';
import { targetOf } from '../../experiments/edits.js';
import { signatureOf } from '../../experiments/effective.js';
import { bindArguments } from '../../signatures/bind.js';
import type { Context } from './context.js';

/**
 * `vary optimizer: […]` with `vary optimizer.lr: […]` below it: what the values say of the argument never occurs. Where
 * they say nothing else, they don't differ.
 */
export function checkOverwrittenArguments({ items }: AblationDeclaration, context: Context): void {
  items.forEach((item, index) => {
    if (item.kind !== 'vary') return;
    const target = targetOf(item.target);
    if (target?.kind !== 'field') return;
    const { name } = target.field;
    const later = items.slice(index + 1).flatMap(variesIn);
    const overwriting = new Map(later.flatMap((vary) => argumentOf(vary, name)));
    if (overwriting.size > 0) checkValues(item, name, overwriting, context);
  });
}

function variesIn(item: AblationDeclaration['items'][number]): readonly Vary[] {
  return item.kind === 'zip' ? item.varies : item.kind === 'vary' ? [item] : [];
}

/** The argument of the call in a field that is varied, if it is one. */
function argumentOf(vary: Vary, field: string): readonly (readonly [string, Vary])[] {
  const target = targetOf(vary.target);
  return target?.kind === 'argument' && target.field.name === field ? [[target.argument.name, vary]] : [];
}

function checkValues(vary: Vary, field: string, overwriting: ReadonlyMap<string, Vary>, context: Context): void {
  const calls = vary.values.items.map((value) => {
    const call = callOf(value);
    const signature = call && signatureOf(field, call.callee.name, context.module);
    if (!signature) return undefined;
    const { bound } = bindArguments(call.arguments, signature);
    const lost = new Map([...bound].filter(([name]) => overwriting.has(name)));
    const kept = [...bound].filter(([name]) => !overwriting.has(name));
    const text = kept.map(([name, { value }]) => `${name}: ${context.textOf(value)}`).join(', ');
    return { meaning: `${call.callee.name}(${text})`, lost };
  });
  const known = calls.filter((call) => call !== undefined);
  if (known.length < calls.length || known.length < 2) return;
  const lost = [...overwriting].find(([name]) =>
    differ(
      known.map((call) => call.lost.get(name)),
      context,
    ),
  );
  if (!lost) return;
  const [argument, later] = lost;
  const related = [{ place: context.place(later.target), message: 'this is applied later' }];
  const by = `\`vary ${field}.${argument}\``;
  if (new Set(known.map(({ meaning }) => meaning)).size === 1) {
    context.report('overwritten-edit', { what: `\`vary ${field}\``, by }, vary.target, { related });
  } else {
    context.report('overwritten-argument', { field, argument, by }, vary.target, { related });
  }
}

/** Whether an argument has several values, which look as if each were meant. */
function differ(args: readonly (Argument | undefined)[], context: Context): boolean {
  const given = args.filter((argument) => argument !== undefined);
  return new Set(given.map(({ value }) => context.textOf(value))).size > 1;
}

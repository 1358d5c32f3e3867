import { formatValue } from '../canonical/format-value.js';
import type { CompileTimeValue } from '../schema.js';

/**
 * Milestones of a schedule: step numbers or percentages that ascend.
 * @param outOfRange reports what is wrong with the list, or with the item of an index, and what to write instead
 * @returns undefined where they mean nothing; those that don't ascend in their order, since what else is wrong with a
 * schedule is seen in any
 */
export function milestones(
  value: CompileTimeValue,
  outOfRange: (reason: string, index?: number, hint?: string) => undefined,
): CompileTimeValue | undefined {
  if (value.kind !== 'list') return undefined;
  const positions = value.items.map((item) => (item.kind === 'int' || item.kind === 'percent' ? item.value : NaN));
  if (positions.some((position) => !(position >= 0))) return outOfRange('milestones are step numbers or percentages');
  if (new Set(value.items.map((item) => item.kind)).size > 1)
    return outOfRange('step numbers and percentages are mixed');
  const past = value.items.findIndex((item) => item.kind === 'percent' && item.value >= 1);
  if (past >= 0) return outOfRange('a milestone is reached at less than 100% of all steps', past);
  const early = positions.findIndex((position, index) => index > 0 && position <= positions[index - 1]!);
  if (early < 0) return value;
  const sorted = sortedMilestones(value.items);
  const order = sorted.length < value.items.length ? 'Each once and in order' : 'In order';
  const hint = `${order} they are \`${formatValue({ kind: 'list', items: sorted })}\`.`;
  outOfRange('milestones must ascend', early, hint);
  return { kind: 'list', items: sorted };
}

/** Each once, the first ones first. */
function sortedMilestones(items: readonly CompileTimeValue[]): readonly CompileTimeValue[] {
  const byPosition = new Map(items.flatMap((item) => ('value' in item ? [[Number(item.value), item] as const] : [])));
  return [...byPosition].sort(([a], [b]) => a - b).map(([, item]) => item);
}

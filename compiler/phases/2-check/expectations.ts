import type { AblationDeclaration, Expectation, Expression } from '../../../grammar/index.js';
import { enumeration, listing } from '../../diagnostics/suggest.js';
import { metrics, type Metric } from '../../experiments/metrics.js';
import type { AblationPlan, PlannedAxis } from '../../experiments/plan.js';
import type { Context } from './context.js';
import { Names } from './names.js';
import { checkValue } from './values.js';

/** `expect accuracy [51.72%, 75.84%] from "Table 1"`: numbers of a known metric, one a cell, in lists within lists. */
export function checkExpectation(
  { metric: name, values }: Expectation,
  { name: ablation }: AblationDeclaration,
  { axes }: AblationPlan,
  context: Context,
): void {
  const metric = metrics.get(name.name);
  if (!metric) {
    const known = { hint: listing([...metrics.keys()]) };
    context.report('unknown-metric', { name: name.name }, name, { ...known, ...context.help(name, metrics.keys()) });
  }
  // Without cells there is no shape that would fit.
  if (axes.some(({ choices }) => choices.length === 0)) return;
  const misfit = misfitOf(values, axes);
  if (misfit) {
    const expected = describeShape(axes);
    const args = { ablation: ablation.name, axes: describeAxes(axes), expected, found: misfit.found };
    context.report('expectation-shape', args, misfit.at);
  } else if (metric) {
    for (const value of leaves(values)) checkNumber(value, metric, context);
  }
}

/** One source finds one number a cell; several sources may find several. */
export function checkRepeatedExpectations(expectations: readonly Expectation[], context: Context): void {
  const first = new Map<string, Expectation>();
  for (const expectation of expectations) {
    const { metric, source } = expectation;
    const key = `${metric.name} ${source?.value ?? ''}`;
    const earlier = first.get(key);
    first.set(key, earlier ?? expectation);
    if (!earlier) continue;
    const related = [{ place: context.place(earlier.metric), message: 'the first one is here' }];
    const args = { metric: metric.name, source: source?.value };
    context.report('repeated-expectation', args, metric, { related });
  }
}

function checkNumber(value: Expression, { name, type }: Metric, context: Context): void {
  const slot = { construct: 'expect', parameter: name, type };
  checkValue(value, slot, { context, names: new Names(context), incoming: false });
}

/** The first list that isn't as long as its axis, or isn't a list. */
function misfitOf(
  values: Expression,
  [axis, ...inner]: readonly PlannedAxis[],
): { readonly at: Expression; readonly found: string } | undefined {
  if (!axis) return values.kind === 'list' ? { at: values, found: 'this is a list' } : undefined;
  if (values.kind !== 'list') return { at: values, found: 'this is one value' };
  const { length } = values.items;
  if (length !== axis.choices.length) {
    return { at: values, found: `this list has ${length}` };
  }
  for (const item of values.items) {
    const misfit = misfitOf(item, inner);
    if (misfit) return misfit;
  }
  return undefined;
}

/** "3 rows and 2 columns" */
function describeAxes(axes: readonly PlannedAxis[]): string {
  if (axes.length === 0) return 'one cell';
  const parts = axes.map(({ kind, title, choices: { length } }) => {
    if (kind === 'rows' || kind === 'columns') return `${length} ${length === 1 ? kind.slice(0, -1) : kind}`;
    return `${length} value${length === 1 ? '' : 's'} of \`${title}\``;
  });
  return enumeration(parts);
}

/** "a list of 3 lists of 2 numbers" */
function describeShape(axes: readonly PlannedAxis[]): string {
  const [outer, ...inner] = axes.map(({ choices }) => choices.length);
  if (outer === undefined) return 'one number';
  const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
  const lengths = [outer, ...inner];
  return `a list of ${lengths.map((length, at) => plural(length, at === lengths.length - 1 ? 'number' : 'list')).join(' of ')}`;
}

function leaves(values: Expression): readonly Expression[] {
  return values.kind === 'list' ? values.items.flatMap(leaves) : [values];
}

import type { AblationDeclaration, AblationItem, EditGroups, Identifier, Vary, Zip } from '../../../grammar/index.js';
import { alternatives } from '../../diagnostics/suggest.js';
import { formatTarget, type SourcedEdit } from '../../experiments/edits.js';
import { cellsOf, planOf, type AblationPlan } from '../../experiments/plan.js';
import { limits } from '../3-expand/limits.js';
import type { Context } from './context.js';
import { EditChecker } from './edits.js';
import { checkExpectation, checkRepeatedExpectations } from './expectations.js';
import { Names } from './names.js';
import { checkOverwrittenArguments } from './overwritten-arguments.js';
import { checkRepeatedEdits } from './repeated-edits.js';
import { checkValue } from './values.js';

/** Checks an ablation by itself: its axes, its edits against the experiment, and what it expects. */
export function checkAblation(declaration: AblationDeclaration, context: Context): void {
  const { module } = context;
  const plan = planOf(declaration, module);
  const edits = declaration.items.filter((item) => 'target' in item || item.kind === 'set' || item.kind === 'replace');
  checkRepeatedEdits(
    edits.filter((item) => item.kind !== 'vary'),
    context,
  );
  checkSeeds(plan, context);
  checkAxes(declaration.items, context);
  const isSane = checkSize(declaration, plan, context);
  const { experiments, broken } = module.scope;
  const { name } = declaration.of;
  const of = experiments.get(name);
  if (of && isSane) {
    const checker = new EditChecker(of, context.environment().reporter);
    for (const cell of editsOfCells(plan)) checker.check(cell);
    checkOverwrittenArguments(declaration, context);
  } else if (!of && !broken.has(name)) {
    reportUnknownExperiment(declaration.of, [...experiments.keys()], context);
  }
  // Of lists that don't go along nobody knows how many cells they make.
  if (declaration.items.some((item) => item.kind === 'zip' && oddListOf(item))) return;
  for (const expectation of plan.expectations) checkExpectation(expectation, declaration, plan, context);
  checkRepeatedExpectations(plan.expectations, context);
}

/** The edits of each cell; of an ablation without cells those of each place on an axis. */
function* editsOfCells(plan: AblationPlan): Iterable<readonly SourcedEdit[]> {
  if (plan.cells > 0) {
    for (const { choices } of cellsOf(plan.axes)) yield [...plan.edits, ...choices.flatMap((choice) => choice.edits)];
    return;
  }
  yield plan.edits;
  for (const { choices } of plan.axes) for (const choice of choices) yield [...plan.edits, ...choice.edits];
}

function reportUnknownExperiment(of: Identifier, known: readonly string[], context: Context): void {
  // A name that the text lacks was reported with the syntax.
  if (of.name === '') return;
  const { models, ablations } = context.module.scope;
  const other = models.has(of.name) ? 'a model' : ablations.has(of.name) ? 'an ablation' : undefined;
  const listed = known.length > 0 ? `: ${alternatives(known)}` : '';
  const advice = other && `\`${of.name}\` is ${other}; what is edited is an experiment${listed}.`;
  const help = context.help(of, known, advice);
  context.report('unknown-experiment', { name: of.name }, of, help);
}

function checkSeeds({ seeds }: AblationPlan, context: Context): void {
  if (!seeds) return;
  const slot = { construct: 'ablation', parameter: 'seeds', type: { kind: 'int', min: 1, max: limits.seeds } } as const;
  checkValue(seeds.value, slot, { context, names: new Names(context), incoming: false });
}

function checkAxes(items: readonly AblationItem[], context: Context): void {
  const axes = new Map<string, EditGroups>();
  const targets = new Map<string, Vary>();
  for (const item of items) {
    if (item.kind === 'groups') checkGroups(item, axes, context);
    if (item.kind === 'vary') checkVary(item, targets, context);
    if (item.kind === 'zip') checkZip(item, targets, context);
  }
}

function checkGroups(item: EditGroups, axes: Map<string, EditGroups>, context: Context): void {
  const earlier = axes.get(item.axis);
  if (earlier) {
    const related = [{ place: context.place(earlier), message: 'the first ones are here' }];
    context.report('duplicate-name', { what: 'an axis', name: item.axis }, item, { related });
  }
  axes.set(item.axis, earlier ?? item);
  if (item.groups.length === 0) context.report('empty-axis', { what: item.axis }, item);
  const names = new Map<string, EditGroups['groups'][number]>();
  const written = new Map<string, EditGroups['groups'][number]>();
  const noun = item.axis === 'rows' ? 'row' : 'column';
  for (const group of item.groups) {
    const edits = group.edits.map((edit) => context.textOf(edit).replace(/\s+/g, ' ')).join(' ');
    const same = written.get(edits);
    written.set(edits, same ?? group);
    if (same) {
      const related = [{ place: context.place(same.name), message: `the ${noun} that says the same` }];
      context.report('repeated-group', { axis: noun }, group.name, { related });
    }
    const name = group.name.kind === 'string' ? group.name.value : group.name.name;
    const first = names.get(name);
    names.set(name, first ?? group);
    if (first) {
      const related = [{ place: context.place(first.name), message: 'the first one is here' }];
      context.report('duplicate-name', { what: `a ${noun}`, name }, group.name, { related });
    }
    checkRepeatedEdits(group.edits, context);
  }
}

function checkVary(vary: Vary, targets: Map<string, Vary>, context: Context): void {
  checkVaried(vary, targets, context);
  const target = formatTarget(vary.target);
  const seen = new Set<string>();
  for (const item of vary.values.items) {
    const text = context.textOf(item).replace(/\s+/g, ' ');
    if (seen.has(text)) context.report('repeated-value', { target, value: text }, item);
    seen.add(text);
  }
}

/** No two lists change the same thing, and none is empty. */
function checkVaried(vary: Vary, targets: Map<string, Vary>, context: Context): void {
  const target = formatTarget(vary.target);
  const earlier = targets.get(target);
  if (earlier) {
    const related = [{ place: context.place(earlier.target), message: 'the first one is here' }];
    context.report('repeated-edit', { target }, vary.target, { related });
  }
  targets.set(target, earlier ?? vary);
  if (vary.values.items.length === 0) context.report('empty-axis', { what: `vary ${target}` }, vary.values);
}

function checkZip(zip: Zip, targets: Map<string, Vary>, context: Context): void {
  if (zip.varies.length === 0) context.report('empty-axis', { what: 'zip' }, zip);
  for (const vary of zip.varies) checkVaried(vary, targets, context);
  const [first] = zip.varies;
  const odd = oddListOf(zip);
  if (!first || !odd) return;
  const [count, found] = [first, odd].map(({ values }) => values.items.length);
  const related = [{ place: context.place(first.values), message: `${count} values are here` }];
  const targetsOf = { first: formatTarget(first.target), other: formatTarget(odd.target) };
  context.report('zip-lengths', { ...targetsOf, count: count!, found: found! }, odd.values, { related });
}

/** The first list that is longer or shorter than the first one. */
function oddListOf({ varies: [first, ...others] }: Zip): Vary | undefined {
  return others.find(({ values }) => values.items.length !== first!.values.items.length);
}

/** Whether an ablation is no larger than anyone could run. */
function checkSize({ name }: AblationDeclaration, { axes, cells }: AblationPlan, context: Context): boolean {
  const edits = axes.flatMap(({ choices }) => choices).reduce((count, choice) => count + choice.edits.length, 0);
  const counts = [
    { what: `cells in \`${name.name}\``, count: cells, limit: limits.cells },
    { what: `edits in \`${name.name}\``, count: edits, limit: limits.edits },
  ];
  const excess = counts.find(({ count, limit }) => count > limit);
  if (!excess) return true;
  const [count, limit] = [excess.count, excess.limit].map((number) => number.toLocaleString('en'));
  context.report('too-large', { what: excess.what, count: count!, limit: limit! }, name);
  return false;
}

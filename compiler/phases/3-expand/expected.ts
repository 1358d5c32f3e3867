import type { Expression } from '../../../grammar/index.js';
import { Reporter } from '../../diagnostics/reporter.js';
import type { Environment } from '../../evaluation/context.js';
import { evaluateAs } from '../../evaluation/convert.js';
import { metrics } from '../../experiments/metrics.js';
import type { AblationPlan } from '../../experiments/plan.js';
import type { Module } from '../1-resolve/modules.js';
import type { Expected } from './ablation.js';
import type { Experiment } from './experiment.js';
import { limits } from './limits.js';

/** How many seeds each cell is trained with. */
export function seedsOf({ seeds }: AblationPlan, module: Module): number {
  const type = { kind: 'int', min: 1, max: limits.seeds } as const;
  const role = { construct: 'ablation', parameter: 'seeds' };
  const value = seeds && evaluateAs(seeds.value, type, role, environmentOf(module));
  return value?.kind === 'int' ? value.value : 1;
}

/** What the ablation expects, without what was reported as wrong. */
export function expectationsOf({ expectations, cells }: AblationPlan, module: Module): readonly Expected[] {
  return expectations.flatMap(({ metric: { name }, values: written, source, span }): Expected[] => {
    const metric = metrics.get(name);
    const role = { construct: 'expect', parameter: name };
    const numbers = leaves(written).flatMap((value) => {
      const result = metric && evaluateAs(value, metric.type, role, environmentOf(module));
      return result?.kind === 'real' ? [result.value] : [];
    });
    const place = { file: module.path, span };
    return numbers.length === cells ? [{ metric: name, values: numbers, source: source?.value, place }] : [];
  });
}

/** An accuracy that is published lies above that of guessing; a hundredth of it is one that was written as a share. */
export function checkChance(
  { expectations }: AblationPlan,
  { data: { description, args } }: Experiment,
  { module, reporter }: Pick<Environment, 'module' | 'reporter'>,
): void {
  const classes = description.classes(args);
  for (const { metric, values } of expectations) {
    const written = leaves(values);
    const numbers = written.map((value) => (value.kind === 'number' && value.unit === '%' ? value.value : NaN));
    const [first] = written;
    if (metric.name !== 'accuracy' || !first || !numbers.every((number) => number <= 1 && number < 100 / classes))
      continue;
    const value = module.text.slice(first.span.start, first.span.end);
    const reason = `guessing one of ${classes} classes is right in ${Number((100 / classes).toPrecision(3))}%`;
    const hint = `Did you mean \`${Number((numbers[0]! * 100).toPrecision(12))}%\`?`;
    const place = { file: module.path, span: first.span };
    reporter.report('unlikely-value', { construct: 'expect', parameter: metric.name, value, reason }, place, { hint });
  }
}

function environmentOf(module: Module): Environment {
  return { module, reporter: new Reporter(), values: new Map() };
}

function leaves(values: Expression): readonly Expression[] {
  return values.kind === 'list' ? values.items.flatMap(leaves) : [values];
}

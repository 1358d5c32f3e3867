import type { Expression } from '../../../grammar/index.js';
import { Reporter } from '../../diagnostics/reporter.js';
import type { Environment } from '../../evaluation/context.js';
import { evaluateAs } from '../../evaluation/convert.js';
import { metrics } from '../../experiments/metrics.js';
import type { AblationPlan } from '../../experiments/plan.js';
import type { Module } from '../1-resolve/modules.js';
import type { Expected } from './ablation.js';
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

function environmentOf(module: Module): Environment {
  return { module, reporter: new Reporter(), values: new Map() };
}

function leaves(values: Expression): readonly Expression[] {
  return values.kind === 'list' ? values.items.flatMap(leaves) : [values];
}

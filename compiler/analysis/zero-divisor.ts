import { children, type Expression } from '../../grammar/index.js';
import { startOf, type FunctionValue } from '../evaluation/function-value.js';
import { valueAt } from './definition.js';
import { printExpression } from './print-expression.js';

/** What a function divides by although it is 0. */
export interface ZeroDivisor {
  readonly divisor: string;
  /** Whether it is 0 at the start only, by parameters that training changes. */
  readonly atStart: boolean;
}

/**
 * The first thing that a function divides by and that is 0 for its arguments, whatever its variables are: `rho` of
 * `ball(rho: 0)`. Branches of conditions don't count, since they may be there to avoid it.
 */
export function zeroDivisor(fixed: FunctionValue): ZeroDivisor | undefined {
  const { parameters } = fixed.declared.declaration;
  const isFixed = (name: string) => parameters.some((one) => one.name.name === name && !one.role);
  const divisor = zeroAmong(fixed, isFixed);
  if (divisor !== undefined) return { divisor, atStart: false };
  // A state is used when it has become what stands behind its `then`.
  const isState = (name: string) => parameters.some((one) => one.name.name === name && one.role === 'state');
  const starting = zeroAmong(fixed, (name) => !isState(name));
  return starting === undefined ? undefined : { divisor: starting, atStart: true };
}

/** Whether a function divides by a state that starts at 0, so that its values before the first step say nothing of it. */
export function dividesByState(fixed: FunctionValue): boolean {
  return zeroAmong(fixed, () => true) !== undefined;
}

/** @param counts which parameters count with their values */
function zeroAmong(fixed: FunctionValue, counts: (name: string) => boolean): string | undefined {
  const { parameters, lets, expression } = fixed.declared.declaration;
  const values = new Map<string, number>();
  for (const { name } of parameters) if (counts(name.name)) values.set(name.name, startOf(fixed, name.name));
  const fixedValue = (of: Expression): number | undefined =>
    namesIn(of).every((name) => values.has(name))
      ? valueAt({ expression: of, lets: [], variable: '', values }, 0)
      : undefined;
  for (const { name, value } of [...lets, { name: undefined, value: expression }]) {
    const divisor = divisorsIn(value).find((each) => fixedValue(each) === 0);
    if (divisor) return printExpression(divisor);
    const known = name && fixedValue(value);
    if (name && known !== undefined) values.set(name.name, known);
  }
  return undefined;
}

/** What an expression divides by; in branches of conditions that may be prevented. */
export function divisorsIn(expression: Expression): readonly Expression[] {
  if (expression.kind === 'conditional') return [];
  const own = expression.kind === 'binary' && expression.operator === '/' ? [expression.right] : [];
  return [...own, ...operandsOf(expression).flatMap(divisorsIn)];
}

function namesIn(expression: Expression): readonly string[] {
  if (expression.kind === 'identifier') return expression.name === 'pi' ? [] : [expression.name];
  return operandsOf(expression).flatMap(namesIn);
}

function operandsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'call') return expression.arguments.map(({ value }) => value);
  return children(expression) as readonly Expression[];
}

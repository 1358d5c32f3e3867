import type { Expression, ParameterDeclaration } from '../../grammar/index.js';
import { startOf, type FunctionValue } from '../evaluation/function-value.js';
import { isComplete } from './complete.js';
import { enclose, newEvents } from './enclose.js';
import { anyVariables, definitionOf } from './function-facts.js';
import { interval } from './interval.js';
import { divisorsIn } from './zero-divisor.js';

/** A learned parameter that a function can't do with at 0, though nothing keeps training from carrying it there. */
export interface VanishingDivisor {
  readonly parameter: ParameterDeclaration;
  readonly start: number;
}

/** The learned parameters without a minimum that a function divides by, as such or as factors. */
export function vanishingDivisors(fixed: FunctionValue): readonly VanishingDivisor[] {
  const { parameters } = fixed.declared.declaration;
  if (!isComplete(definitionOf(fixed, anyVariables))) return [];
  return parameters.flatMap((parameter) => {
    const start = startOf(fixed, parameter.name.name);
    const isFree = parameter.role === 'learn' && !parameter.minimum && start !== 0;
    return isFree && isDivisor(parameter.name.name, fixed) ? [{ parameter, start }] : [];
  });
}

/** What is 0 with a factor of 0, whatever else there is. */
const anything = interval(-1e99, 1e99);

/** Whether a divisor is 0 where a parameter is, whatever everything else is. */
function isDivisor(parameter: string, fixed: FunctionValue): boolean {
  const { variables, parameters, lets, expression } = fixed.declared.declaration;
  const names = new Map([...variables, ...parameters].map(({ name }) => [name.name, anything]));
  names.set(parameter, interval(0));
  const isZero = (divisor: Expression) => {
    const { lo, hi } = enclose(divisor, names, newEvents());
    return lo === 0 && hi === 0;
  };
  for (const { name, value } of lets) {
    if (divisorsIn(value).some(isZero)) return true;
    names.set(name.name, enclose(value, names, newEvents()));
  }
  return divisorsIn(expression).some(isZero);
}

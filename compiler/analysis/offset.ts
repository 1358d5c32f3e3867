import type { FunctionValue } from '../evaluation/function-value.js';
import { angleFloor, type Norm } from './floor.js';
import { threeDigits } from './format-number.js';
import { angleFacts } from './function-facts.js';
import { steepest } from './slopes.js';

/**
 * How to bound the slope of an angle function that has a parameter for it, such as `log(m: 0.3rad)`: one that is 0 and
 * whose increase takes the singularities away.
 * @param offset to propose, in radians
 * @returns a sentence, or undefined where no parameter helps
 */
export function offsetAdvice(fixed: FunctionValue, offset: number, norm: Norm): string | undefined {
  const { declaration } = fixed.declared;
  const parameter = declaration.parameters.find(({ name: { name }, type, role }) => {
    const value = fixed.parameters.get(name);
    return type.name === 'rad' && role === undefined && value?.kind === 'rad' && value.value === 0;
  });
  if (!parameter) return undefined;
  const name = parameter.name.name;
  const raised = { ...fixed, parameters: new Map(fixed.parameters).set(name, { kind: 'rad' as const, value: offset }) };
  const { singularities, derivative } = angleFacts(raised);
  if (singularities.length > 0 || !derivative) return undefined;
  const floor = angleFloor(norm);
  const { bound } = steepest(derivative, [floor, Math.PI - floor]);
  const slope = threeDigits(Math.abs(bound));
  return `Write \`${declaration.name.name}(${name}: ${offset}rad)\`, whose slope is at most ${slope}.`;
}

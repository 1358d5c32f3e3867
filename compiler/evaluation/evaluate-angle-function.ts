import type { Expression } from '../../grammar/index.js';
import type { CompileTimeValue } from '../schema.js';
import type { Environment } from './context.js';
import { evaluateParameters } from './declared-parameters.js';

/** `log` or `log(m: 0.3rad)`: an angle function with its parameters fixed. */
export function evaluateAngleFunction(expression: Expression, environment: Environment): CompileTimeValue | undefined {
  if (expression.kind !== 'identifier' && expression.kind !== 'call') return undefined;
  const name = expression.kind === 'call' ? expression.callee.name : expression.name;
  const declared = environment.module.scope.angles.get(name);
  if (!declared) return undefined;
  const { declaration, module } = declared;
  const args = expression.kind === 'call' ? expression.arguments : [];
  const { values, complete } = evaluateParameters(name, declaration.parameters, module, args, environment);
  return complete ? { kind: 'angle-function', value: { declared, parameters: values } } : undefined;
}

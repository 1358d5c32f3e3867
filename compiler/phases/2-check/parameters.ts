import type { ParameterDeclaration } from '../../../grammar/index.js';
import { foreignAdvice } from '../../diagnostics/foreign.js';
import { declarableTypeNames, typeCalled } from '../../signatures/declared.js';
import type { ExpressionScope } from './expressions.js';
import { kindOf } from './kinds.js';
import { checkValue } from './values.js';

/**
 * Checks the parameters of a declaration and makes their names visible. A default may use the parameters before it.
 * @param construct name of the model, block or function
 */
export function declareParameters(
  construct: string,
  parameters: readonly ParameterDeclaration[],
  scope: ExpressionScope,
): void {
  const { context, names } = scope;
  for (const parameter of parameters) {
    const type = typeCalled(parameter.type.name);
    if (!type) {
      const { name } = parameter.type;
      const help = context.help(parameter.type, declarableTypeNames, foreignAdvice('type', name));
      context.report('unknown-type', { name }, parameter.type, help);
    } else if (parameter.default) {
      const slot = { construct, parameter: parameter.name.name, type };
      checkValue(parameter.default, slot, { ...scope, incoming: false });
    }
    names.declare(parameter.name, type ? kindOf(type) : 'unknown', 'parameter');
  }
}

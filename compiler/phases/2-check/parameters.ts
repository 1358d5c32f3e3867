import type { ParameterDeclaration } from '../../../grammar/index.js';
import { foreignAdvice } from '../../diagnostics/foreign.js';
import { declarableTypeNames, declaredType, isMisnamedKernel, typeCalled } from '../../signatures/declared.js';
import { describeType } from '../../signatures/type-names.js';
import type { Context } from './context.js';
import type { ExpressionScope } from './expressions.js';
import { describeKind, kindOf } from './kinds.js';
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
    const type = typeCalled(parameter.type.name) && declaredType(parameter);
    if (isMisnamedKernel(parameter)) reportMisnamedKernel(construct, parameter, context);
    else if (!type) {
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

/** The type is at fault where the default shows another, and uses are as the default is. */
function reportMisnamedKernel(
  construct: string,
  { name, type, default: value }: ParameterDeclaration,
  context: Context,
) {
  const expected = describeType({ kind: 'int' });
  const title = `Write \`${name.name}: kernel\``;
  context.report(
    'argument-type',
    { construct, parameter: name.name, expected, found: describeKind('kernel') },
    value!,
    {
      hint: `${title}.`,
      related: [{ place: context.place(type), message: `\`${type.name}\` is ${expected}` }],
      fixes: [{ title, edits: [{ place: context.place(type), text: 'kernel' }] }],
    },
  );
}

import type { FunctionDeclaration } from '../../../grammar/index.js';
import { functionKindNames } from '../../evaluation/function-value.js';
import type { Context } from './context.js';
import { checkDegrees } from './degrees.js';
import { kindOfExpression } from './expressions.js';
import { declareFunctionParameter } from './function-parameters.js';
import { declareVariables } from './function-variables.js';
import { describeKind, isNumber } from './kinds.js';
import { Names } from './names.js';

/** `angle log(theta: rad; m: rad = 0rad) = …`, `magnitude …`, `margin …` */
export function checkFunction(declaration: FunctionDeclaration, context: Context): void {
  const { kind, name, variables, parameters, lets, expression } = declaration;
  const names = new Names(context);
  const scope = { context, names, incoming: false, owner: declaration };
  declareVariables(declaration, scope);
  // Every layer has norms and an angle, whether or not a function needs them.
  if (kind !== 'angle') names.lookup(variables[0].name.name)!.used = true;
  for (const parameter of parameters) declareFunctionParameter(parameter, declaration, scope);
  for (const { name: at, value } of lets) names.declare(at, kindOfExpression(value, scope), 'let');
  checkDegrees(declaration, context);
  const result = kindOfExpression(expression, { ...scope, wanted: 'number' });
  if (result !== 'unknown' && !isNumber(result)) {
    const hint = result in resultHints ? { hint: resultHints[result]! } : {};
    const args = { what: functionKindNames[kind], name: name.name, found: describeKind(result) };
    context.report('function-result', args, expression, hint);
  }
  names.reportMissed();
  if (!context.isDamaged(declaration.span)) names.reportUnused();
}

/** How a value of each kind becomes a number. */
const resultHints: Readonly<Record<string, string>> = {
  rad: 'Divide it by `1rad` or by `pi`.',
  bool: 'Choose between numbers: `if … then 1 else 0`.',
  string: 'Write the expression without quotes.',
};

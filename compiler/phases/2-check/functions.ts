import type { FunctionDeclaration, ParameterDeclaration } from '../../../grammar/index.js';
import { functionKindNames } from '../../evaluation/function-value.js';
import { functionVariables } from '../../evaluation/function-variables.js';
import type { Context } from './context.js';
import { kindOfExpression, type ExpressionScope } from './expressions.js';
import { declareFunctionParameter } from './function-parameters.js';
import { describeKind, isNumber } from './kinds.js';
import { Names } from './names.js';

/** `angle log(theta: rad; m: rad = 0rad) = …`, `magnitude …`, `margin …` */
export function checkFunction(declaration: FunctionDeclaration, context: Context): void {
  const { kind, name, variables, parameters, lets, expression } = declaration;
  const names = new Names(context);
  const scope = { context, names, incoming: false, owner: declaration };
  variables.forEach((variable, index) => declareVariable(variable, index, kind, scope));
  // Every layer has norms and an angle, whether or not a function needs them.
  if (kind !== 'angle') names.lookup(variables[0].name.name)!.used = true;
  for (const parameter of parameters) declareFunctionParameter(parameter, declaration, scope);
  for (const { name: at, value } of lets) names.declare(at, kindOfExpression(value, scope), 'let');
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

function declareVariable(
  variable: ParameterDeclaration,
  index: number,
  kind: FunctionDeclaration['kind'],
  { context, names }: ExpressionScope,
): void {
  const { name, type } = variable;
  const { first, others } = functionVariables[kind];
  const known = index === 0 ? first : others.get(name.name);
  const fits = type.name === known?.type;
  // With another type than its own nothing is known of what follows.
  names.declare(name, fits ? known.type : 'unknown', 'parameter');
  if (!known) {
    const what = functionKindNames[kind];
    context.report('unknown-variable', { what, name: name.name }, name, { hint: variablesOf(kind, name.name) });
    return;
  }
  if (!fits && type.name !== '') {
    const args = { name: name.name, meaning: known.meaning, type: known.type, found: type.name };
    context.report('variable-type', args, type, { hint: `Write \`${name.name}: ${known.type}\`.` });
  }
}

function variablesOf(kind: FunctionDeclaration['kind'], name: string): string {
  const others = [...functionVariables[kind].others].map(([other, { meaning }]) => `\`${other}\`, ${meaning}`);
  const known = others.length === 0 ? 'It has one variable.' : `Others are ${others.join('; ')}.`;
  return `${known} A parameter stands behind a semicolon: \`; ${name}: real = 1\`.`;
}

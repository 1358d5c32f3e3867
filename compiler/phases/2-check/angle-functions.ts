import type { AngleDeclaration, Expression } from '../../../grammar/index.js';
import { foreignAdvice } from '../../diagnostics/foreign.js';
import { alternatives } from '../../diagnostics/suggest.js';
import { declaredSignature } from '../../signatures/declared-signature.js';
import { checkCall } from './calls.js';
import type { Context } from './context.js';
import { kindOfExpression, markUsed, type ExpressionScope } from './expressions.js';
import { describeKind, isNumber } from './kinds.js';
import { Names } from './names.js';
import { declareParameters } from './parameters.js';
import { reportType, type Slot } from './values.js';

/** `angle log(theta: rad; m: rad = 0rad) = …` */
export function checkAngle(
  { name, variables: [variable], parameters, expression }: AngleDeclaration,
  context: Context,
): void {
  if (variable.type.name !== 'rad') {
    const args = { name: variable.name.name, found: variable.type.name };
    context.report('angle-variable', args, variable.type, { hint: `Write \`${variable.name.name}: rad\`.` });
  }
  const names = new Names(context);
  names.declare(variable.name, 'rad', 'parameter');
  const scope = { context, names, incoming: false };
  declareParameters(name.name, parameters, scope);
  const kind = kindOfExpression(expression, scope);
  if (kind !== 'unknown' && !isNumber(kind)) {
    const hint = kind === 'rad' ? { hint: 'Divide it by `1rad` or by `pi`.' } : {};
    context.report('angle-result', { name: name.name, found: describeKind(kind) }, expression, hint);
  }
  names.reportUnused();
}

/** `log` or `log(m: 0.3rad)` where an angle function is meant. */
export function checkAngleFunction(expression: Expression, slot: Slot, scope: ExpressionScope): void {
  const { context } = scope;
  const { angles, broken } = context.module.scope;
  if (expression.kind !== 'identifier' && expression.kind !== 'call') {
    const kind = kindOfExpression(expression, scope);
    if (kind !== 'unknown') reportType(expression, slot, describeKind(kind), scope);
    return;
  }
  const [callee, args] = expression.kind === 'call' ? [expression.callee, expression.arguments] : [expression, []];
  const declared = angles.get(callee.name);
  if (declared) return checkCall(callee, args, declaredSignature(callee.name, declared.declaration.parameters), scope);
  for (const argument of args) markUsed(argument.value, scope);
  if (broken.has(callee.name)) return;
  const help = context.help(callee, angles.keys(), foreignAdvice('angle', callee.name));
  const known = { hint: `The library has ${alternatives([...context.module.scope.standard.angles.keys()], 'and')}.` };
  context.report('unknown-angle', { name: callee.name }, callee, { ...known, ...help });
}

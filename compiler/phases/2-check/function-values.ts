import type { Expression, Identifier } from '../../../grammar/index.js';
import { foreignAdvice } from '../../diagnostics/foreign.js';
import { alternatives } from '../../diagnostics/suggest.js';
import { callOf } from '../../evaluation/call-of.js';
import { functionsOf } from '../../evaluation/evaluate-function.js';
import { functionKindNames, type FunctionKind } from '../../evaluation/function-value.js';
import { bindArguments } from '../../signatures/bind.js';
import { placedSignature } from '../../signatures/declared-signature.js';
import { checkCall } from './calls.js';
import { checkDegreesOf } from './degrees.js';
import { kindOfExpression, markUsed, type ExpressionScope } from './expressions.js';
import { describeKind } from './kinds.js';
import { withoutQuotes } from './value-hints.js';
import { reportType, type Slot } from './values.js';

/** Where a function of each kind stands. */
const PLACES: Readonly<Record<FunctionKind, (name: string) => string>> = {
  angle: (name) => `It stands in \`@angle(${name})\`.`,
  magnitude: (name) => `It stands in \`@magnitude(${name})\`.`,
  margin: (name) => `It stands in the loss: \`softmax(of: …, margin: ${name})\`.`,
};

/** How a function of each kind is declared. */
const FORMS: Readonly<Record<FunctionKind, string>> = {
  angle: 'angle name(theta: rad) = …',
  magnitude: 'magnitude name(x: real) = …',
  margin: 'margin name(theta: rad) = …',
};

/** `log` or `log(m: 0.3rad)` where a function of a kind is meant. */
export function checkFunctionValue(
  expression: Expression,
  kind: FunctionKind,
  slot: Slot,
  scope: ExpressionScope,
): void {
  const { context } = scope;
  const call = callOf(expression);
  if (!call && ['unary', 'binary', 'conditional'].includes(expression.kind)) {
    markUsed(expression, scope);
    const hint = `Declare it outside of the model, \`${FORMS[kind]}\`, and write its name here.`;
    return reportType(expression, slot, 'an expression', scope, hint);
  }
  if (!call) {
    const found = kindOfExpression(expression, scope);
    if (found !== 'unknown')
      reportType(
        expression,
        slot,
        describeKind(found),
        scope,
        withoutQuotes(expression) ?? amountHint(expression, kind),
      );
    return;
  }
  const { callee, arguments: args } = call;
  const declared = functionsOf(context.module.scope, kind).get(callee.name);
  if (declared) {
    const signature = placedSignature(declared);
    checkCall(callee, args, signature, scope);
    for (const [name, { value }] of bindArguments(args, signature).bound) {
      checkDegreesOf(value, name, declared.declaration, context);
    }
    return;
  }
  for (const argument of args) markUsed(argument.value, scope);
  if (!context.module.scope.broken.has(callee.name)) reportUnknown(callee, kind, scope);
}

/** For `margin: 0.5`, which doesn't say what is made of the number. */
function amountHint(expression: Expression, kind: FunctionKind): string | undefined {
  if (kind !== 'margin' || expression.kind !== 'number') return undefined;
  const { raw, unit } = expression;
  const angle = unit === undefined ? `${raw}rad` : raw;
  const added = `\`arcface(${angle})\` adds it to the angle`;
  return unit === undefined ? `${added}, \`cosface(${raw})\` takes it from the cosine.` : `${added}.`;
}

function reportUnknown(callee: Identifier, kind: FunctionKind, { context }: ExpressionScope): void {
  const { name } = callee;
  const { scope } = context.module;
  const other = (['angle', 'magnitude', 'margin'] as const).find((each) => functionsOf(scope, each).has(name));
  if (other) {
    const args = { name, is: functionKindNames[other], wanted: functionKindNames[kind] };
    context.report('other-function', args, callee, { hint: PLACES[other](name) });
    return;
  }
  const help = context.help(callee, functionsOf(scope, kind).keys(), foreignAdvice(kind, name));
  const known = { hint: `The library has ${alternatives([...functionsOf(scope.standard, kind).keys()], 'and')}.` };
  context.report(`unknown-${kind}`, { name }, callee, { ...known, ...help });
}

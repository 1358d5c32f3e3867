import type { Expression, FunctionDeclaration, Identifier, ParameterDeclaration } from '../../../grammar/index.js';
import { children } from '../../../grammar/index.js';
import { evaluate } from '../../evaluation/evaluate.js';
import { meanFunction } from '../../evaluation/scalar-functions.js';
import { typeCalled } from '../../signatures/declared.js';
import type { ExpressionScope } from './expressions.js';
import { declareParameters } from './parameters.js';
import { checkValue } from './values.js';

/** Types of the numbers that training changes. */
const TRAINED = ['real', 'rad'];

/** Checks a parameter of a function, plain or one that training changes, and makes its name visible. */
export function declareFunctionParameter(
  parameter: ParameterDeclaration,
  declaration: FunctionDeclaration,
  scope: ExpressionScope,
): void {
  const { context } = scope;
  declareParameters(declaration.name.name, [parameter], scope);
  const { role, name, type } = parameter;
  if (!role) return;
  if (typeCalled(type.name) && !TRAINED.includes(type.name)) {
    context.report('trained-type', { name: name.name, found: type.name }, type);
    return;
  }
  if (role === 'learn') checkLearned(parameter, declaration, scope);
  else checkUpdate(parameter, declaration, scope);
}

function checkLearned(parameter: ParameterDeclaration, { kind, name }: FunctionDeclaration, scope: ExpressionScope) {
  const { context } = scope;
  const { per, minimum } = parameter;
  if (per && per.name !== 'filter') context.report('unknown-per', { name: per.name }, per);
  else if (per && kind === 'margin') context.report('margin-per-filter', { name: parameter.name.name }, per);
  const type = typeCalled(parameter.type.name);
  if (!minimum || !type) return;
  checkValue(minimum, { construct: name.name, parameter: parameter.name.name, type }, scope);
  const [start, least] = [parameter.default && numberOf(parameter.default, scope), numberOf(minimum, scope)];
  if (start === undefined || least === undefined || start > least) return;
  const written = { start: context.textOf(parameter.default!), minimum: context.textOf(minimum) };
  context.report('minimum-not-below-start', { name: parameter.name.name, ...written }, parameter.default!);
}

/** The value of an expression that needs no parameters; mistakes in others are reported where the function is used. */
function numberOf(expression: Expression, { context }: ExpressionScope): number | undefined {
  const value = evaluate(expression, { ...context.environment(), values: new Map() });
  return value && 'value' in value && typeof value.value === 'number' ? value.value : undefined;
}

/** What a moving parameter becomes at each step: one number, though the variables have one for each output. */
function checkUpdate(parameter: ParameterDeclaration, declaration: FunctionDeclaration, scope: ExpressionScope): void {
  const { context, names } = scope;
  const { name, update } = parameter;
  if (!update) return;
  const type = typeCalled(parameter.type.name);
  const own = names.lookup(name.name);
  if (type) {
    checkValue(update, { construct: declaration.name.name, parameter: name.name, type }, { ...scope, averages: true });
  }
  // What only its own update reads is used by nothing.
  if (own?.at === name) own.used = false;
  const varying = varyingNames(declaration);
  for (const identifier of outsideMeans(update)) {
    const found = identifier.name;
    if (!varying.has(found)) continue;
    context.report('state-varies', { name: name.name, varying: found }, identifier, {
      hint: `Take the mean of it, \`${meanFunction}(${found})\`, or of an expression around it, \`${meanFunction}(…)\`.`,
    });
  }
}

/** Names that stand for more than one number: variables other than the step, and what is learned per filter. */
function varyingNames({ variables, parameters }: FunctionDeclaration): ReadonlySet<string> {
  const shown = variables.map(({ name }) => name.name).filter((name, index) => index === 0 || name !== 'step');
  return new Set([...shown, ...parameters.filter(({ per }) => per).map(({ name }) => name.name)]);
}

function outsideMeans(expression: Expression): Identifier[] {
  const found: Identifier[] = [];
  const waiting: ReturnType<typeof children>[number][] = [expression];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.kind === 'identifier') found.push(next);
    if (next.kind !== 'call') waiting.push(...children(next));
    else if (next.callee.name !== meanFunction) waiting.push(...next.arguments.map(({ value }) => value));
  }
  return found;
}

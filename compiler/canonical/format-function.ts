import type { ParameterDeclaration } from '../../grammar/index.js';
import type { AngleFunction, FunctionKind, FunctionValue } from '../evaluation/function-value.js';
import type { CompileTimeValue } from '../schema.js';
import { formatExpression } from './format-expression.js';

/** What stands for the first variable, whatever its name. */
const FIRST: Readonly<Record<FunctionKind, string>> = { angle: 'theta', magnitude: 'x', margin: 'theta' };

/**
 * What a function computes, not what it is called: `-ln((theta + 0.3rad) / 1rad)`. Learned and moving parameters keep
 * their names, which are those of weights; `$` tells them from variables.
 */
export function formatFunction({ declared: { declaration }, parameters, minima }: FunctionValue): string {
  const { kind, variables, lets, expression } = declaration;
  const names = new Map<string, string>(
    variables.map(({ name }, index) => [name.name, index > 0 ? name.name : FIRST[kind]]),
  );
  const trained: string[] = [];
  for (const parameter of declaration.parameters) {
    const { role, name } = parameter;
    const value = formatNumber(parameters.get(name.name)!);
    names.set(name.name, role ? `$${name.name}` : value);
    if (role === 'learn') trained.push(formatLearned(parameter, value, minima.get(name.name)));
    if (role === 'state')
      trained.push(`state $${name.name} = ${value} then ${formatExpression(parameter.update!, names)}`);
  }
  const steps = lets.map(({ name, value }, index) => {
    const text = `let $${index} = ${formatExpression(value, names)}`;
    names.set(name.name, `$${index}`);
    return text;
  });
  return [...trained, ...steps, formatExpression(expression, names)].join('; ');
}

function formatLearned({ name, per }: ParameterDeclaration, start: string, minimum: number | undefined): string {
  const least = minimum === undefined ? '' : ` min ${minimum}`;
  return `learn $${name.name} = ${start}${per ? ' per filter' : ''}${least}`;
}

/** Parameters of functions are numbers, angles and truth values; a kernel can be one, but plays no part. */
function formatNumber(value: CompileTimeValue): string {
  if (value.kind === 'kernel') return `${value.height}x${value.width}`;
  if (!('value' in value) || typeof value.value === 'object') throw new Error(`a function has no ${value.kind}`);
  return `${value.value}${value.kind === 'rad' ? 'rad' : ''}`;
}

/** Whether an angle function is the cosine, under whatever name. */
export function isCosine(angle: AngleFunction): boolean {
  return formatFunction(angle) === 'cos(theta)';
}

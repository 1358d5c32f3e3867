/** What stands before the semicolon of a function. */
import type { FunctionDeclaration, ParameterDeclaration } from '../../../grammar/index.js';
import type { Fix } from '../../diagnostics/diagnostic.js';
import { functionKindNames, type FunctionKind } from '../../evaluation/function-value.js';
import { functionVariables, type FunctionVariable } from '../../evaluation/function-variables.js';
import type { Context } from './context.js';
import type { ExpressionScope } from './expressions.js';

/** Checks the variables of a function, which the compiler hands in, and makes their names visible. */
export function declareVariables(declaration: FunctionDeclaration, scope: ExpressionScope): void {
  const { kind, variables } = declaration;
  const { first, others } = functionVariables[kind];
  const meant = firstMeant(declaration);
  variables.forEach((variable) => {
    const { name } = variable.name;
    const isFirst = variable === (meant ?? variables[0]);
    declareVariable(variable, isFirst ? first : others.get(name), kind, scope);
  });
  const [front] = variables;
  const other = others.get(front.name.name);
  if (meant !== undefined) reportFirst(declaration, meant, scope.context);
  // Of another type it can't be taken for the other one.
  else if (other && other.type === first.type && front.type.name === first.type) {
    const { name } = front.name;
    const hint = `Write \`${first.usualName}: ${first.type}, ${name}: ${other.type}\` to have both, or call it \`${first.usualName}\`.`;
    scope.context.report('misleading-variable', { name, is: first.meaning, not: other.meaning }, front.name, { hint });
  }
}

/**
 * The variable that is meant to be the first one, where another one stands in front: by its name, or none where what
 * stands in front has the name and the type of another.
 */
function firstMeant({ kind, variables }: FunctionDeclaration): ParameterDeclaration | 'missing' | undefined {
  const { first, others } = functionVariables[kind];
  const [front, ...further] = variables;
  const named = further.find(({ name }) => name.name === first.usualName && !others.has(name.name));
  if (named) return named;
  const type = others.get(front.name.name)?.type;
  return type !== undefined && type !== first.type && front.type.name === type ? 'missing' : undefined;
}

function reportFirst(
  { kind, variables }: FunctionDeclaration,
  meant: ParameterDeclaration | 'missing',
  context: Context,
): void {
  const { first } = functionVariables[kind];
  const [front] = variables;
  const own = meant === 'missing' ? `${first.usualName}: ${first.type}` : context.textOf(meant);
  const rest = variables.filter((variable) => variable !== meant).map((variable) => context.textOf(variable));
  const text = [own, ...rest].join(', ');
  const span = { start: front.span.start, end: variables.at(-1)!.span.end };
  const fix: Fix = { title: `Write \`${text}\``, edits: [{ place: context.place({ span }), text }] };
  const args = { what: functionKindNames[kind], meaning: first.meaning, name: front.name.name };
  context.report('first-variable', args, front.name, { hint: `${fix.title}.`, fixes: [fix] });
}

/** @param known what is handed in there, if anything is */
function declareVariable(
  { name, type }: ParameterDeclaration,
  known: FunctionVariable | undefined,
  kind: FunctionKind,
  { context, names }: ExpressionScope,
): void {
  const fits = type.name === known?.type;
  // With another type than its own nothing is known of what follows.
  names.declare(name, fits ? known.type : 'unknown', 'parameter');
  if (!known) {
    const what = functionKindNames[kind];
    context.report('unknown-variable', { what, name: name.name }, name, { hint: variablesOf(kind, name.name) });
  } else if (!fits && type.name !== '') {
    const args = { name: name.name, meaning: known.meaning, type: known.type, found: type.name };
    context.report('variable-type', args, type, { hint: `Write \`${name.name}: ${known.type}\`.` });
  }
}

/** What functions of a kind are handed, or which kind is handed a variable that angle functions aren't. */
function variablesOf(kind: FunctionKind, name: string): string {
  const owner = kind === 'angle' && ownerOf(name);
  if (owner) return `It is handed the angle alone. ${owner}`;
  const others = [...functionVariables[kind].others].map(([other, { meaning }]) => `\`${other}\`, ${meaning}`);
  const known = others.length === 0 ? 'It has one variable.' : `Others are ${others.join('; ')}.`;
  return `${known} A parameter stands behind a semicolon: \`; ${name}: real = 1\`.`;
}

/** The functions that are handed a variable of a name. */
function ownerOf(name: string): string | undefined {
  const { magnitude, margin } = functionVariables;
  const norm = name === magnitude.first.usualName ? magnitude.first : magnitude.others.get(name);
  if (norm) {
    const variables = norm === magnitude.first ? 'x: real' : `x: real, ${name}: real`;
    return (
      `\`${name}\`, ${norm.meaning}, is for a magnitude function, whose value is a factor on that of the angle ` +
      `function: \`magnitude name(${variables}) = …\`.`
    );
  }
  const known = margin.others.get(name);
  return known && `\`${name}\`, ${known.meaning}, is for a margin: \`margin name(theta: rad, ${name}: real) = …\`.`;
}

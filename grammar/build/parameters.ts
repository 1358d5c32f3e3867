import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { removing, replacing } from '../problems.js';
import { surest } from '../suggest.js';
import type { Expression, FunctionDeclaration, ParameterDeclaration, Span } from '../syntax.js';
import { identifier, missing, nodeOf, nodesOf, nodeSpan, tokenOf, tokensOf, tokenSpan, type Context } from './cst.js';
import { expressionIn } from './expressions.js';
import { ownName } from './names.js';
import { checkCommas } from './separators.js';
import { checkEquals } from './equals.js';

/** The parameters between the parentheses of a model or a block. */
export function parameters(context: Context, node: CstNode | undefined): ParameterDeclaration[] {
  if (node === undefined) {
    return [];
  }
  const items = nodesOf(node, 'parameter');
  checkCommas(
    context,
    node,
    items.map((item) => nodeSpan(item)),
    'Parameters',
  );
  return items.map((item) => {
    rejectRole(context, item);
    return parameter(context, item, 'int');
  });
}

/** Complains about `learn`, `state` and what belongs to them in the parameters of a model or a block. */
function rejectRole(context: Context, node: CstNode): void {
  const role = nodeOf(node, 'role') ?? nodeOf(node, 'clause');
  if (role !== undefined) {
    const { start, end } = nodeSpan(role);
    const [word = ''] = /^\w+/.exec(context.text.slice(start, end)) ?? [];
    context.problems.add(
      { start, end: start + word.length },
      `Only the parameters of functions have ${quote(word)}: those of models and blocks are set when they are used.`,
      'Declare it in an `angle`, `magnitude` or `margin` function.',
    );
  }
}

/** The variables and the parameters of a function, which a semicolon separates. */
export function functionParameters(
  context: Context,
  node: CstNode | undefined,
  kind: FunctionDeclaration['kind'],
  offset: number,
): Pick<FunctionDeclaration, 'variables' | 'parameters'> {
  const items = node === undefined ? [] : nodesOf(node, 'parameter');
  const all = items.map((item, i) => parameter(context, item, i === 0 ? variableType(kind) : 'real'));
  const [first, ...others] = all;
  if (node === undefined || first === undefined) {
    const place = node === undefined ? offset : nodeSpan(node).end;
    if (!node?.recoveredNode) {
      const [article, variable] = forms[kind];
      const span = node === undefined ? { start: place, end: place } : nodeSpan(node);
      context.problems.add(span, `${article} function has a variable.`, `Write \`(${variable})\`.`);
    }
    return { variables: [missingParameter(place)], parameters: [] };
  }
  const [semicolon] = tokensOf(node, 'Semicolon');
  // Where neither a comma nor a semicolon stands, a semicolon may be what is missing.
  const isUnseparated = semicolon === undefined && tokensOf(node, 'Comma').length < others.length;
  checkCommas(
    context,
    node,
    items.map((item) => nodeSpan(item)),
    'Parameters',
    semicolon,
  );
  const border = semicolon?.startOffset ?? Number.POSITIVE_INFINITY;
  const late = isUnseparated ? undefined : others.find((each) => each.span.start < border && isLate(kind, each));
  const isVariable = ({ span }: ParameterDeclaration) => span.start < (late?.span.start ?? border);
  const variables = others.filter(isVariable);
  const parameters = others.filter((each) => !isVariable(each));
  if (!node.recoveredNode && !isUnseparated) {
    checkVariables(context, node, kind, first, late);
    parameters.forEach((parameter) => checkClauses(context, parameter));
  }
  return {
    variables: [first, ...variables],
    parameters,
  };
}

/** What functions of other kinds are handed: the checker says that angle functions are not. */
const handed: ReadonlySet<string> = new Set(['x', 'w', 'mean_x', 'g', 'step']);

/** Whether what stands among the variables is a parameter: an angle function has one variable, and none has a value. */
function isLate(kind: FunctionDeclaration['kind'], parameter: ParameterDeclaration): boolean {
  return isParameter(parameter) || (kind === 'angle' && !handed.has(parameter.name.name));
}

function isParameter({ default: value, role }: ParameterDeclaration): boolean {
  return value !== undefined || role !== undefined;
}

/** Complains about a variable with a value, and about a parameter among the variables. */
function checkVariables(
  context: Context,
  node: CstNode,
  kind: FunctionDeclaration['kind'],
  first: ParameterDeclaration,
  late: ParameterDeclaration | undefined,
): void {
  const [article, form] = forms[kind];
  if (isParameter(first)) {
    const hint = `Write \`(${form}; …)\`, with the parameters behind the semicolon.`;
    context.problems.add(first.span, `${article} function begins with its variable, which has no value.`, hint);
  } else if (late !== undefined) {
    const what = kind === 'angle' ? 'variable' : 'variables';
    const message = `The ${what} and the parameters of ${article.toLowerCase()} function are separated by a semicolon.`;
    const comma = tokensOf(node, 'Comma').findLast(({ startOffset }) => startOffset < late.span.start);
    const [semicolon] = tokensOf(node, 'Semicolon');
    const here = `Write \`;\` before ${quote(late.name.name)}`;
    const hint = semicolon === undefined ? `${here}.` : `${here} and \`,\` in place of the one behind it.`;
    const fix = [
      ...(comma ? [{ span: tokenSpan(comma), text: ';' }] : []),
      ...(semicolon ? [{ span: tokenSpan(semicolon), text: ',' }] : []),
    ];
    context.problems.add(late.span, message, hint, comma ? { fix } : {});
  }
}

/** Complains about what doesn't belong to a parameter's role, and about what its role needs and it lacks. */
function checkClauses(context: Context, parameter: ParameterDeclaration): void {
  const { role, name, type, per, minimum, update } = parameter;
  const add = (span: Span, message: string, hint: string) => context.problems.add(span, message, hint);
  const head = `${name.name}: ${type.name || 'real'} = …`;
  const learned = per ?? minimum;
  if (role !== 'state' && update !== undefined) {
    add(update.span, 'Only a `state` has a `then`.', `Write ${quote(`state ${head} then …`)}.`);
  } else if (role !== 'learn' && learned !== undefined) {
    const word = per === undefined ? 'min' : 'per';
    add(learned.span, `Only what is learned has ${quote(word)}.`, `Write ${quote(`learn ${head}`)}.`);
  } else if (role !== undefined && isMissing(parameter.default)) {
    add(parameter.span, `Nothing says where ${quote(name.name)} starts.`, `Write ${quote(`${role} ${head}`)}.`);
  } else if (role === 'state' && update === undefined) {
    const hint = `Write ${quote(`then 0.01 * mean(…) + 0.99 * ${name.name}`)} behind it.`;
    add(parameter.span, `Nothing says how the state ${quote(name.name)} moves.`, hint);
  }
}

/** Whether a start that should be there isn't in the text. */
function isMissing(value: Expression | undefined): boolean {
  return value === undefined || (value.kind === 'identifier' && value.name === '');
}

function variableType(kind: FunctionDeclaration['kind']): string {
  return kind === 'magnitude' ? 'real' : 'rad';
}

/** How each kind of function is spoken of, and its first variable. */
const forms: Readonly<Record<FunctionDeclaration['kind'], readonly [string, string]>> = {
  angle: ['An angle', 'theta: rad'],
  magnitude: ['A magnitude', 'x: real'],
  margin: ['A margin', 'theta: rad'],
};

function missingParameter(offset: number): ParameterDeclaration {
  const nothing = missing(offset);
  return { kind: 'parameter', name: nothing, type: nothing, span: nothing.span };
}

/** @param example a type that it may have */
function parameter(context: Context, node: CstNode, example: string): ParameterDeclaration {
  const span = nodeSpan(node);
  const words = tokensOf(node, 'AnyWord');
  const isSwapped = tokenOf(node, 'Colon') === undefined && isTypeFirst(words);
  const [first, second] = isSwapped ? words.toReversed() : words;
  const name = first === undefined ? missing(span.start) : ownName(context, first, 'a parameter');
  if (second === undefined && !node.recoveredNode) {
    const hint = `Write ${quote(`${name.name}: ${typeOfDefault(context.text.slice(name.span.end, span.end)) ?? example}`)}; the types are int, real, bool, rad and others.`;
    context.problems.add(name.span, `The parameter ${quote(name.name)} has no type.`, hint);
  }
  if (isSwapped && !node.recoveredNode) {
    const written = { start: second!.startOffset, end: name.span.end };
    const right = `${name.name}: ${second!.image}`;
    const message = 'The type of a parameter stands behind its name.';
    context.problems.add(written, message, `Write ${quote(right)}.`, replacing(written, right));
  } else if (second !== undefined && tokenOf(node, 'Colon') === undefined && !node.recoveredNode) {
    const hint = `Write ${quote(`${name.name}: ${second.image}`)}.`;
    context.problems.add(
      tokenSpan(second),
      `A colon is missing between ${quote(name.name)} and its type.`,
      hint,
      replacing({ start: name.span.end, end: name.span.end }, ':'),
    );
  }
  const type = second === undefined ? missing(name.span.end) : identifier(second);
  const mistaken = nodeOf(node, 'mistakenRole');
  if (mistaken !== undefined) {
    const found = nodeSpan(mistaken);
    const written = context.text.slice(found.start, found.end);
    const meant = learningWords.has(written) ? 'learn' : surest(written, ['learn', 'state']);
    const hint = meant === undefined ? `Write ${quote(`${name.name}: ${type.name}`)}.` : `Write ${quote(meant)}.`;
    const message = `${quote(written)} means nothing before the name of a parameter.`;
    context.problems.add(found, message, hint, replacing(found, meant));
  }
  const late = nodeOf(node, 'lateRole');
  const role = nodeOf(late ?? node, 'role');
  const word = role && tokenOf(role, 'Learn', 'State');
  if (role !== undefined && nodeSpan(role).start > name.span.start) {
    const found = quote(context.text.slice(nodeSpan(role).start, nodeSpan(role).end));
    const hint = `Write ${quote(`${word?.image} ${name.name}: ${type.name || example}`)}.`;
    context.problems.add(nodeSpan(role), `${found} stands before the name of what it is about.`, hint);
  }
  return {
    kind: 'parameter',
    ...(word && { role: word.image as 'learn' | 'state' }),
    name,
    type,
    ...(word && { default: missing(span.end) }),
    ...defaultOf(context, node, `${name.name}: ${type.name || 'type'} = value`),
    ...clausesOf(context, node),
    span,
  };
}

/** The type that the number behind `=` speaks for. */
function typeOfDefault(text: string): string | undefined {
  const [, number, unit] = /^\s*=\s*([0-9.]+(?:e-?[0-9]+)?)(rad|deg|x[0-9]+)?\s*$/.exec(text) ?? [];
  if (number === undefined) return /^\s*=\s*(?:true|false)\s*$/.test(text) ? 'bool' : undefined;
  if (unit !== undefined) return unit.startsWith('x') ? 'kernel' : 'rad';
  return /[.e]/.test(number) ? 'real' : undefined;
}

/** What other languages call a parameter that training changes. */
const learningWords: ReadonlySet<string> = new Set([
  'learnable',
  'learned',
  'trainable',
  'param',
  'parameter',
  'weight',
]);

const typeNames = ['int', 'real', 'bool', 'rad', 'kernel', 'float', 'double', 'boolean'];

/** `int classes`, as C has it. */
function isTypeFirst([first, second, ...more]: readonly { readonly image: string }[]): boolean {
  if (first === undefined || second === undefined || more.length > 0) return false;
  return typeNames.includes(first.image) && !typeNames.includes(second.image);
}

function defaultOf(context: Context, node: CstNode, form: string): { default?: Expression } {
  const equals = tokenOf(node, 'Assign', 'Equal');
  if (equals === undefined) {
    return {};
  }
  checkEquals(context, node, form, 'Equal');
  return { default: expressionIn(context, node, tokenSpan(equals).end) };
}

/** `per filter`, `min 0.05rad`, `then …`, in whatever order they were written. */
function clausesOf(context: Context, node: CstNode): Pick<ParameterDeclaration, 'per' | 'minimum' | 'update'> {
  let clauses: Pick<ParameterDeclaration, 'per' | 'minimum' | 'update'> = {};
  for (const clause of nodesOf(node, 'clause')) {
    const { end } = nodeSpan(clause);
    const name = tokenOf(clause, 'AnyWord');
    checkClause(context, clause, clauses);
    if (tokenOf(clause, 'Per') !== undefined) {
      clauses = { ...clauses, per: name === undefined ? missing(end) : identifier(name) };
    } else if (tokenOf(clause, 'Min') !== undefined) {
      clauses = { ...clauses, minimum: expressionIn(context, clause, end) };
    } else {
      clauses = { ...clauses, update: expressionIn(context, clause, end) };
    }
  }
  return clauses;
}

/** Complains about a clause that stands twice, and about a colon or `=` behind its word. */
function checkClause(
  context: Context,
  node: CstNode,
  earlier: Pick<ParameterDeclaration, 'per' | 'minimum' | 'update'>,
): void {
  const word = tokenOf(node, 'Per', 'Min', 'Then');
  const comma = tokenOf(node, 'Comma');
  const colon = nodeOf(node, 'colon');
  const isSecond = { per: earlier.per, min: earlier.minimum, then: earlier.update }[word?.image ?? ''] !== undefined;
  if (word !== undefined && isSecond) {
    context.problems.add(tokenSpan(word), `${quote(word.image)} stands here twice.`, 'Remove one.');
  } else if (word !== undefined && comma !== undefined) {
    const span = tokenSpan(comma);
    context.problems.add(span, `No \`,\` stands before ${quote(word.image)}.`, 'Remove it.', removing(span));
  } else if (word !== undefined && colon !== undefined) {
    const span = nodeSpan(colon);
    const message = `No ${quote(context.text.slice(span.start, span.end))} stands behind ${quote(word.image)}.`;
    context.problems.add(span, message, 'Remove it.', removing(span));
  }
}

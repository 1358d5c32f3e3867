import type {
  Call,
  Conditional,
  Declaration,
  Expression,
  Identifier,
  Member,
  Statement,
} from '../../../grammar/index.js';
import { visit } from '../../../grammar/index.js';
import { foreignAdvice, type Advice } from '../../diagnostics/foreign.js';
import type { Extras } from '../../diagnostics/reporter.js';
import { alternatives, suggest } from '../../diagnostics/suggest.js';
import { functionsOf } from '../../evaluation/evaluate-function.js';
import { functionKindNames } from '../../evaluation/function-value.js';
import { functionVariables } from '../../evaluation/function-variables.js';
import { meanFunction, scalarFunctions, type ScalarFunction } from '../../evaluation/scalar-functions.js';
import { layers } from '../../layers/index.js';
import type { Context } from './context.js';
import { commonKind, describeKind, isNumber, type Kind } from './kinds.js';
import type { Names } from './names.js';
import { divided, kindOfBinary, kindOfUnary, reportOperand } from './operators.js';

/** Where an expression stands. */
export interface ExpressionScope {
  readonly context: Context;
  readonly names: Names;
  /** Whether a value enters the innermost braces, so that `in` means something. */
  readonly incoming: boolean;
  /** Whether `mean` can be called: in what a moving parameter becomes. */
  readonly averages?: boolean;
  /** The only variable, where there is no other name, and whether names beside it can't be meant to be it. */
  readonly variable?: { readonly name: string; readonly isNamed: boolean };
  /** What the value must be, where that is known: what stands in a sum or a branch must be that too. */
  readonly wanted?: 'number' | 'angle' | undefined;
  /** The statement above in the same braces, or above these braces, whose value enters. */
  readonly above?: Statement | undefined;
  /** In an experiment: the layer of its model that a loss most likely reads. */
  readonly head?: string | undefined;
  /** The declaration around, which may be given parameters. */
  readonly owner?: Declaration;
}

const PROPERTIES = ['channels', 'height', 'width'];

/** Reports what is wrong with an expression by itself. @returns the kind of its value */
export function kindOfExpression(expression: Expression, scope: ExpressionScope): Kind {
  switch (expression.kind) {
    case 'number':
      return kindOfNumber(expression);
    case 'kernel':
    case 'string':
      return expression.kind;
    case 'boolean':
      return 'bool';
    case 'identifier':
      return kindOfName(expression, scope);
    case 'member':
      return kindOfMember(expression, scope);
    case 'index':
      // Only selectors have indices, and they are no values.
      return 'unknown';
    case 'call':
      return kindOfCall(expression, scope);
    case 'list':
      for (const item of expression.items) kindOfExpression(item, scope);
      return 'list';
    case 'unary':
      return kindOfUnary(expression, scope);
    case 'binary':
      return kindOfBinary(expression, scope);
    case 'conditional':
      return kindOfConditional(expression, scope);
  }
}

function kindOfNumber({ unit, raw }: Extract<Expression, { kind: 'number' }>): Kind {
  if (unit === '%') return 'percent';
  if (unit !== undefined) return 'rad';
  return /^\d+$/.test(raw) ? 'int' : 'real';
}

function kindOfName(identifier: Identifier, { context, names, variable, owner }: ExpressionScope): Kind {
  const { name } = identifier;
  // What the text lacks was reported with the syntax.
  if (name === '') return 'unknown';
  const known = names.lookup(name);
  if (known) {
    known.used = true;
    return known.kind;
  }
  if (name === 'pi') return 'rad';
  if (context.module.scope.broken.has(name)) return 'unknown';
  const advice = adviceOnName(name, variable) ?? (owner && variableHint(owner, name));
  const help = context.help(identifier, names.visible(), advice);
  // A name that may have been meant is not unused.
  if (!context.isCrowded) for (const near of suggest(name, names.visible())) names.lookup(near)!.used = true;
  // One declaration mends all uses, and where nothing can be declared they are one mistake; what isn't understood may hold the first of them.
  const missed = variable?.name ?? name;
  const isDamaged = context.isDamaged(context.module.file.span);
  if (names.miss(missed, identifier) || isDamaged) {
    const hint = owner === undefined ? {} : { hint: declaringHint(owner, name) };
    const report = (better?: Extras) =>
      context.report('unknown-name', { name }, identifier, better ?? { ...hint, ...help });
    const isOpen = owner !== undefined && help.hint === undefined && !isDamaged;
    if (isOpen) names.postpone(missed, report);
    else report();
  }
  return 'unknown';
}

/** What is said of a name that means something else here, or in another library. */
function adviceOnName(name: string, variable: ExpressionScope['variable']): Advice | string | undefined {
  if (name === 'in') return 'It is no number: ask for `in.channels`, `in.height` or `in.width`.';
  if (scalarFunctions.has(name)) return `\`${name}\` is a function: write \`${name}(…)\`.`;
  const known = foreignAdvice('name', name);
  if (known || !variable) return known;
  return variable.isNamed
    ? `The only name here is the variable \`${variable.name}\`; other numbers are written out: \`(x - 127.5) / 128\`.`
    : { hint: `The variable is called \`${variable.name}\`.`, spelling: variable.name };
}

/** How a name that means nothing gets a meaning. */
function declaringHint({ kind, name: { name: own } }: Declaration, name: string): string {
  return kind === 'model' || kind === 'block'
    ? `Make it a parameter, \`${kind} ${own}(${name}: int)\`, or name a value above: \`let ${name} = …\`.`
    : `Make it a parameter behind the variables: \`; ${name}: real = 1\`.`;
}

/** How a function asks for what the compiler can hand to it; undefined for other names. */
function variableHint(owner: Declaration, name: string): string | undefined {
  if (!('variables' in owner)) return undefined;
  const { kind, variables, parameters } = owner;
  const known = functionVariables[kind].others.get(name);
  if (!known) return undefined;
  const named = [...variables.map((each) => `${each.name.name}: ${each.type.name}`), `${name}: ${known.type}`].join(
    ', ',
  );
  const call = `${owner.name.name}(${named}${parameters.length > 0 ? '; …' : ''})`;
  return `Name it among the variables, \`${call}\`: it is ${known.meaning}.`;
}

function kindOfMember(member: Member, scope: ExpressionScope): Kind {
  const { context } = scope;
  const { object, property } = member;
  if (object.kind !== 'identifier' || object.name !== 'in') {
    const written = context.textOf(object);
    if (kindOfExpression(object, scope) !== 'unknown') {
      context.report('unknown-property', { object: written, property: property.name }, property);
    }
    return 'unknown';
  }
  if (!PROPERTIES.includes(property.name)) {
    const known = { hint: `It has ${alternatives(PROPERTIES, 'and')}.` };
    const help = { ...known, ...context.help(property, PROPERTIES) };
    context.report('unknown-property', { object: 'in', property: property.name }, property, help);
    return 'unknown';
  }
  if (!scope.incoming) context.report('no-incoming-value', {}, object, incomingHelp(member, scope));
  return 'int';
}

/** What to write for `in.channels` in the braces of a model: the number, where the layer above says it. */
function incomingHelp(member: Member, { context, owner, above }: ExpressionScope): Extras {
  if (owner?.kind !== 'model') return {};
  const call = above?.kind === 'layer' ? above.call : undefined;
  const name = call?.callee.name ?? '';
  const outputs = context.module.scope.blocks.has(name) ? undefined : layers.get(name)?.parameters[0]?.name;
  const value = call?.arguments[0]?.name ? undefined : call?.arguments[0]?.value;
  const isKnown = member.property.name === 'channels' && (outputs === 'filters' || outputs === 'units');
  if (isKnown && (value?.kind === 'number' || value?.kind === 'identifier')) {
    return { hint: `Here it is what the layer above gives, \`${context.textOf(value)}\`.` };
  }
  return {
    hint: 'It is what enters a block, a branch, a `repeat` or an `if`; in the braces of a model write the number.',
  };
}

/** `ln(x)`, `max(a, b)` */
function kindOfCall(call: Call, scope: ExpressionScope): Kind {
  const { context, names } = scope;
  const { name } = call.callee;
  if (name === meanFunction) return kindOfMean(call, scope);
  const scalar = scalarFunctions.get(name);
  const inside = { ...scope, wanted: wantedBy(scalar, scope.wanted) };
  const operands = call.arguments.map((argument) => ({ argument, kind: kindOfExpression(argument.value, inside) }));
  if (!scalar) {
    const value = names.lookup(name);
    if (value) value.used = true;
    const advice = value
      ? `\`${name}\` is a value: write it without parentheses.`
      : (foreignAdvice('function', name) ?? functionElsewhere(name, context));
    const help = context.help(call.callee, scalarFunctions.keys(), advice);
    context.report('unknown-function', { name }, call.callee, help);
    return 'unknown';
  }
  if (!checkArity(call, scalar.arity, context)) return 'unknown';
  const wrong = operands.filter(({ kind }) => !takes(scalar.operand, kind));
  const expected =
    scalar.operand === 'angle' ? 'an angle' : scalar.operand === 'number' ? 'a number' : 'a number or an angle';
  for (const { argument, kind } of wrong) reportOperand(context, `\`${name}\``, expected, kind, argument.value);
  if (scalar.result !== 'same') return scalar.result;
  if (wrong.length > 0) return 'unknown';
  return operands.map(({ kind }) => kind).reduce((a, b) => sharedKind(call, a, b, context));
}

/** What the operands of a function must be. */
function wantedBy(scalar: ScalarFunction | undefined, wanted: ExpressionScope['wanted']): ExpressionScope['wanted'] {
  if (scalar?.operand === 'angle' || scalar?.operand === 'number') return scalar.operand;
  return scalar?.result === 'same' ? wanted : undefined;
}

/** What is said of a function of angles, norms or margins that is called like one of numbers. */
function functionElsewhere(name: string, { module: { scope } }: Context): string | undefined {
  const kind = (['angle', 'magnitude', 'margin'] as const).find((each) => functionsOf(scope, each).has(name));
  return (
    kind &&
    `\`${name}\` is ${kind === 'angle' ? 'an' : 'a'} ${functionKindNames[kind]}, which no expression calls: write its formula here.`
  );
}

/** `mean(cos(theta))`, the mean over all elements of a number or an angle. */
function kindOfMean(call: Call, scope: ExpressionScope): Kind {
  const kinds = call.arguments.map(({ value }) => kindOfExpression(value, { ...scope, wanted: undefined }));
  if (!scope.averages) {
    scope.context.report('mean-outside-update', {}, call.callee);
    return 'unknown';
  }
  const [kind = 'unknown'] = kinds;
  if (!checkArity(call, 1, scope.context) || kind === 'unknown') return 'unknown';
  if (isNumber(kind) || kind === 'rad') return kind === 'rad' ? kind : 'real';
  reportOperand(scope.context, '`mean`', 'a number or an angle', kind, call.arguments[0]!.value);
  return 'unknown';
}

function takes(operand: ScalarFunction['operand'], kind: Kind): boolean {
  if (kind === 'unknown') return true;
  return (operand !== 'angle' && isNumber(kind)) || (operand !== 'number' && kind === 'rad');
}

function sharedKind(node: Call | Conditional, a: Kind, b: Kind, context: Context, extras: Extras = {}): Kind {
  const common = commonKind(a, b);
  if (common) return common;
  const what = node.kind === 'call' ? `\`${node.callee.name}\`` : '`if … then … else …`';
  context.report('kinds-differ', { what, left: describeKind(a), right: describeKind(b) }, node, extras);
  return 'unknown';
}

function checkArity({ callee, arguments: args }: Call, arity: number, context: Context): boolean {
  const named = args.find((argument) => argument.name);
  if (named) {
    const hint = `Write \`${callee.name}(${arity === 1 ? 'x' : 'a, b'})\`.`;
    context.report('unknown-argument', { construct: callee.name, name: named.name!.name }, named.name!, { hint });
  } else if (args.length > arity) {
    context.report('too-many-arguments', { construct: callee.name, most: arity, all: arity }, args[arity]!);
  } else if (args.length < arity) {
    const parameters = arity === 1 ? 'a number' : args.length === 1 ? 'a second number' : 'two numbers';
    context.report('missing-argument', { construct: callee.name, parameters }, callee);
  }
  return !named && args.length === arity;
}

function kindOfConditional(expression: Conditional, scope: ExpressionScope): Kind {
  checkCondition(expression.condition, scope);
  const consequent = kindOfExpression(expression.consequent, scope);
  const alternative = kindOfExpression(expression.alternative, scope);
  const kinds = [consequent, alternative];
  const isMixed = scope.wanted === 'number' && kinds.includes('rad') && kinds.some(isNumber);
  const angle = consequent === 'rad' ? expression.consequent : expression.alternative;
  const extras = isMixed ? { hint: divided(angle, scope.context) } : {};
  return sharedKind(expression, consequent, alternative, scope.context, extras);
}

/** A condition must be true or false. */
export function checkCondition(condition: Expression, scope: ExpressionScope): void {
  const kind = kindOfExpression(condition, { ...scope, wanted: undefined });
  if (kind === 'bool' || kind === 'unknown') return;
  const hint = isNumber(kind) ? { hint: `Compare it: \`${scope.context.textOf(condition)} > 0\`.` } : {};
  scope.context.report('condition-type', { found: describeKind(kind) }, condition, hint);
}

/** Counts the names in an expression as used without looking at it further. */
export function markUsed(expression: Expression, { names }: ExpressionScope): void {
  visit(expression, (node) => {
    const known = node.kind === 'identifier' ? names.lookup(node.name) : undefined;
    if (known) known.used = true;
  });
}

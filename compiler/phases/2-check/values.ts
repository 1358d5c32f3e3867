import { visit, type Expression } from '../../../grammar/index.js';
import type { Place } from '../../diagnostics/diagnostic.js';
import { foreignAdvice, type Advice } from '../../diagnostics/foreign.js';
import { didYouMean, surest } from '../../diagnostics/suggest.js';
import { callOf, listed } from '../../evaluation/call-of.js';
import { scalarFunctions } from '../../evaluation/scalar-functions.js';
import { parseLabelPath, parseSelectors } from '../../evaluation/selector.js';
import type { CompileTimeValue, Type } from '../../schema.js';
import { isFraction } from '../../signatures/ranges.js';
import { describeType } from '../../signatures/type-names.js';
import { asList } from './brackets.js';
import { checkFunctionValue } from './function-values.js';
import { checkChoice } from './choices.js';
import { checkCondition, kindOfExpression, type ExpressionScope } from './expressions.js';
import { describeKind, isNumber, type Kind } from './kinds.js';
import { literalProblem } from './literals.js';
import { Names } from './names.js';
import {
  hintForValue,
  kernelForm,
  milestonesHint,
  paddingHint,
  percentHint,
  productHint,
  defaultHint,
  seedsHint,
  withoutQuotes,
  wordElsewhere,
} from './value-hints.js';

/** What a value is for: the parameter of a construct, and the type that it must have. */
export interface Slot {
  readonly construct: string;
  readonly parameter: string;
  readonly type: Type;
  /** Where the parameter is declared, when the author of a spec wrote it. */
  readonly place?: Place | undefined;
  /** What the parameter means and what it is when left out, for help. */
  readonly doc?: string;
  readonly default?: CompileTimeValue | null | undefined;
}

/** Checks that an expression is a value of a type, as far as it can be told before parameters have values. */
export function checkValue(expression: Expression, slot: Slot, scope: ExpressionScope): void {
  const { type } = slot;
  switch (type.kind) {
    case 'word':
      return checkWord(expression, type.words, slot, scope);
    case 'label':
      return checkLabel(expression, slot, scope);
    case 'selector':
      return checkSelectors(expression, scope);
    case 'angle-function':
      return checkFunctionValue(expression, 'angle', slot, scope);
    case 'magnitude-function':
      return checkFunctionValue(expression, 'magnitude', slot, scope);
    case 'margin-function':
      return checkFunctionValue(expression, 'margin', slot, scope);
    case 'function':
      return checkFunction(expression, slot, scope);
    case 'shape':
      return checkItems(expression, slot, scope, mayBeWhole);
    case 'milestones':
      return checkMilestones(expression, slot, scope);
    case 'kernel':
      return checkKernel(expression, type.words ?? [], slot, scope);
    case 'call':
      return checkChoice(expression, { ...slot, ...type }, scope);
    case 'calls':
      return checkCalls(expression, { ...slot, type }, scope);
    case 'int':
    case 'real':
      if (isWord(expression, type.words, scope)) return checkWord(expression, type.words!, slot, scope);
      return checkSimple(expression, slot, scope);
    default:
      return checkSimple(expression, slot, scope);
  }
}

/** Reports that a value isn't of the type that it must have. */
export function reportType(
  expression: Expression,
  { construct, parameter, type, place }: Slot,
  found: string,
  { context }: Pick<ExpressionScope, 'context'>,
  advice?: Advice | string,
): void {
  const args = { construct, parameter, expected: describeType(type), found };
  const related = place ? [{ place, message: 'the parameter is declared here' }] : [];
  context.report('argument-type', args, expression, { ...context.advise(expression, advice), related });
}

function mayBeWhole(kind: Kind): boolean {
  return kind === 'int' || kind === 'quotient';
}

function checkSimple(expression: Expression, slot: Slot, scope: ExpressionScope): void {
  const kind = kindOfExpression(expression, scope);
  if (fits(kind, slot.type)) return reportLiteral(expression, slot, scope);
  const written = expression.kind === 'number' ? `\`${expression.raw}\`` : 'a number that need not be whole';
  const found = slot.type.kind === 'int' && kind === 'real' ? written : describeKind(kind);
  const advice = seedsHint(expression, slot.parameter) ?? hintForValue(expression, kind, slot.type);
  reportType(expression, slot, found, scope, advice);
}

function fits(kind: Kind, type: Type): boolean {
  if (kind === 'unknown') return true;
  if (type.kind === 'int') return mayBeWhole(kind);
  if (type.kind === 'real') return isNumber(kind) || (kind === 'percent' && isFraction(type));
  return kind === type.kind;
}

/** Whether a name can only be one of the words that a type takes beside its values. */
function isWord(expression: Expression, words: readonly string[] = [], scope: ExpressionScope): boolean {
  return expression.kind === 'identifier' && words.length > 0 && !scope.names.lookup(expression.name);
}

function checkKernel(expression: Expression, words: readonly string[], slot: Slot, scope: ExpressionScope): void {
  if (isWord(expression, words, scope)) return checkWord(expression, words, slot, scope);
  if (expression.kind === 'list' && expression.items.length === 2) {
    return checkItems(expression, slot, scope, mayBeWhole);
  }
  const written = scope.context.textOf(expression);
  const elsewhere = scope.names.lookup(written) ? undefined : wordElsewhere(expression, slot.parameter);
  if (elsewhere) return reportType(expression, slot, `\`${written}\``, scope, elsewhere);
  const kind = kindOfExpression(expression, scope);
  const product = productHint(expression);
  if (product) return reportType(expression, slot, 'a product', scope, product);
  if (mayBeWhole(kind) || kind === 'kernel' || kind === 'unknown') return reportLiteral(expression, slot, scope);
  reportType(expression, slot, describeKind(kind), scope, withoutQuotes(expression, kernelForm));
}

function checkMilestones(expression: Expression, slot: Slot, scope: ExpressionScope): void {
  const fits = (kind: Kind) => mayBeWhole(kind) || kind === 'percent';
  return checkItems(expression, slot, scope, fits, milestonesHint(expression));
}

/** A list whose items have certain kinds. @param advice what to write instead of the whole list */
function checkItems(
  expression: Expression,
  slot: Slot,
  scope: ExpressionScope,
  fitting: (kind: Kind) => boolean,
  advice?: Advice,
): void {
  if (expression.kind !== 'list') {
    const kind = kindOfExpression(expression, scope);
    if (kind !== 'unknown') reportType(expression, slot, describeKind(kind), scope, advice);
    return;
  }
  const items = expression.items.map((item) => ({ item, kind: kindOfExpression(item, scope) }));
  const wrong = items.find(({ kind }) => kind !== 'unknown' && !fitting(kind));
  if (wrong) reportType(advice ? expression : wrong.item, slot, describeKind(wrong.kind), scope, advice);
  else reportLiteral(expression, slot, scope);
}

/** `[pad(4), crop(32)]`, or one of them. */
function checkCalls(
  expression: Expression,
  slot: Slot & { readonly type: Type & { readonly kind: 'calls' } },
  scope: ExpressionScope,
): void {
  const { registry } = slot.type;
  const calls = summandsOf(expression);
  if (calls.length > 1 && calls.every((call) => registry.has(callOf(call)?.callee.name ?? ''))) {
    const args = {
      construct: slot.construct,
      parameter: slot.parameter,
      expected: describeType(slot.type),
      found: 'a sum',
    };
    scope.context.report('argument-type', args, expression, asList(expression, calls, scope.context));
    for (const call of calls) checkChoice(call, { ...slot, ...slot.type }, scope);
    return;
  }
  for (const item of listed(expression)) checkChoice(item, { ...slot, ...slot.type }, scope);
}

function summandsOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'binary' || expression.operator !== '+') return [expression];
  return [...summandsOf(expression.left), ...summandsOf(expression.right)];
}

/** One of a few words, or a conditional between such words. */
function checkWord(expression: Expression, words: readonly string[], slot: Slot, scope: ExpressionScope): void {
  if (expression.kind === 'conditional') {
    checkCondition(expression.condition, scope);
    checkWord(expression.consequent, words, slot, scope);
    checkWord(expression.alternative, words, slot, scope);
  } else if (expression.kind === 'identifier') {
    const { name } = expression;
    if (words.includes(name)) return;
    // Where no word is near, the documentation may say what each of them means.
    const meanings = words.some((word) => slot.doc?.includes(`\`${word}\``)) ? slot.doc : undefined;
    const advice = foreignAdvice('word', `${slot.parameter}.${name}`) ?? nearWord(name, words) ?? meanings;
    reportType(expression, slot, `\`${name}\``, scope, advice);
  } else {
    const kind = kindOfExpression(expression, scope);
    const hint = withoutQuotes(expression) ?? paddingHint(slot.parameter, kind);
    if (kind !== 'unknown') reportType(expression, slot, describeKind(kind), scope, hint);
  }
}

/** The word that was meant, with its spelling where only one is near. */
function nearWord(name: string, words: readonly string[]): Advice | undefined {
  const hint = didYouMean(name, words);
  const spelling = surest(name, words);
  if (hint === undefined) return undefined;
  return spelling === undefined ? { hint } : { hint, spelling };
}

function checkLabel(expression: Expression, slot: Slot, scope: ExpressionScope): void {
  const file = scope.context.module.path;
  if (expression.kind === 'identifier' || parseLabelPath(expression, file) !== undefined) return;
  if ('value' in parseSelectors(expression, file)) return reportType(expression, slot, 'a selector', scope);
  const kind = kindOfExpression(expression, scope);
  if (kind !== 'unknown') reportType(expression, slot, describeKind(kind), scope, withoutQuotes(expression));
}

/** Whether an expression selects layers, as far as its form tells. */
export function checkSelectors(expression: Expression, { context }: Pick<ExpressionScope, 'context'>): void {
  const parsed = parseSelectors(expression, context.module.path);
  if (!('problem' in parsed)) return;
  const { span, problem, hint } = parsed.problem;
  const written = context.textOf({ span });
  const [, spelling] = /^"([A-Za-z_]\w*(?:\.\w+|\[\d+\])*)"$/.exec(written) ?? [];
  const advice = hint !== undefined && spelling !== undefined ? { hint, spelling } : hint;
  context.report('malformed-selector', { written, problem }, { span }, context.advise({ span }, advice));
}

/** An expression in `x`, and in nothing else. */
function checkFunction(expression: Expression, slot: Slot, { context }: ExpressionScope): void {
  const names = new Names(context);
  names.declare({ kind: 'identifier', name: 'x', span: expression.span }, 'real', 'parameter');
  const written = new Set<string>();
  visit(expression, (node) => {
    if (node.kind === 'identifier' && !scalarFunctions.has(node.name)) written.add(node.name);
  });
  const variable = { name: 'x', isNamed: written.has('x') || written.size > 1 };
  const kind = kindOfExpression(expression, { context, names, incoming: false, variable });
  if (kind !== 'unknown' && !isNumber(kind)) reportType(expression, slot, describeKind(kind), { context });
}

function reportLiteral(expression: Expression, slot: Slot, { context }: ExpressionScope): void {
  const { construct, parameter, type } = slot;
  const reason = literalProblem(expression, type);
  if (reason === undefined) return;
  const args = { construct, parameter, value: context.textOf(expression), reason };
  context.report(
    'argument-range',
    args,
    expression,
    context.advise(expression, percentHint(expression, type) ?? defaultHint(slot)),
  );
}

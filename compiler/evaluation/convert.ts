import type { Expression } from '../../grammar/index.js';
import type { CompileTimeValue, Signature, Type } from '../schema.js';
import { inRange, isFraction, leastPercent, rangeText } from '../signatures/ranges.js';
import { evaluateFunctionValue } from './evaluate-function.js';
import { moduleOf, placeOf, type Environment } from './context.js';
import { evaluateArguments } from './evaluate-arguments.js';
import { evaluate } from './evaluate.js';
import { milestones } from './milestones.js';
import { repeatIndexHint } from './repeat-index-hint.js';
import { soundHelp } from './sound-help.js';
import { parseLabelPath, parseSelectors } from './selector.js';

type Result = CompileTimeValue | undefined;

/** What an argument is for, for messages. */
export interface Role {
  readonly construct: string;
  readonly parameter: string;
}

/**
 * Evaluates an expression as a value of a type, and checks its range.
 * @returns undefined where there is no such value; kinds that can never fit were reported by the checker, values out
 * of range are reported here
 */
export function evaluateAs(expression: Expression, type: Type, role: Role, caller: Environment): Result {
  const module = moduleOf(caller, expression);
  const environment = module === caller.module ? caller : { ...caller, module };
  switch (type.kind) {
    case 'function':
      return { kind: 'function', expression };
    case 'angle-function':
      return evaluateFunctionValue(expression, 'angle', environment);
    case 'magnitude-function':
      return evaluateFunctionValue(expression, 'magnitude', environment);
    case 'margin-function':
      return evaluateFunctionValue(expression, 'margin', environment);
    case 'label':
      return evaluateLabel(expression, environment);
    case 'word':
      return oneOf(type.words, evaluateWord(expression, environment));
    case 'selector':
      return evaluateSelector(expression, environment);
    case 'call':
      return evaluateCall(expression, type.registry, environment);
    case 'calls':
      return evaluateCalls(expression, type.registry, environment);
    default: {
      const words = 'words' in type ? type.words : undefined;
      if (expression.kind === 'identifier' && words?.includes(expression.name)) {
        return { kind: 'word', value: expression.name };
      }
      const value = evaluate(expression, environment);
      return value && convert(value, type, expression, role, environment);
    }
  }
}

/** `valid`, or `if last then valid else same`. */
function evaluateWord(expression: Expression, environment: Environment): Result {
  if (expression.kind === 'identifier') return { kind: 'word', value: expression.name };
  if (expression.kind !== 'conditional') return undefined;
  const condition = evaluate(expression.condition, environment);
  if (condition?.kind !== 'bool') return undefined;
  return evaluateWord(condition.value ? expression.consequent : expression.alternative, environment);
}

/** A word that isn't one of those was reported by the checker. */
function oneOf(words: readonly string[], value: Result): Result {
  return value?.kind === 'word' && words.includes(value.value) ? value : undefined;
}

/** A label, or the path of one: `stage1[2].auxiliary`. */
function evaluateLabel(expression: Expression, environment: Environment): Result {
  const path = parseLabelPath(expression, environment.module.path);
  return path === undefined ? evaluateWord(expression, environment) : { kind: 'word', value: path };
}

function evaluateSelector(expression: Expression, { module }: Environment): Result {
  const parsed = parseSelectors(expression, module.path);
  return 'value' in parsed ? { kind: 'selectors', selectors: parsed.value } : undefined;
}

/** `normal(std: 0.01)`, or a name alone for a call without arguments. */
function evaluateCall(
  expression: Expression,
  registry: ReadonlyMap<string, Signature>,
  environment: Environment,
): Result {
  if (expression.kind !== 'call' && expression.kind !== 'identifier') return undefined;
  const construct = registry.get(expression.kind === 'call' ? expression.callee.name : expression.name);
  const written = expression.kind === 'call' ? expression.arguments : [];
  const args = construct && evaluateArguments(written, construct, environment);
  return args && { kind: 'call', construct, args };
}

/** `[pad(4, symmetric), crop(32), flip]`, or one of them without brackets. */
function evaluateCalls(
  expression: Expression,
  registry: ReadonlyMap<string, Signature>,
  environment: Environment,
): Result {
  const items = expression.kind === 'list' ? expression.items : [expression];
  const calls = items.map((item) => evaluateCall(item, registry, environment));
  return calls.every((call) => call !== undefined) ? { kind: 'list', items: calls } : undefined;
}

function convert(value: CompileTimeValue, type: Type, expression: Expression, role: Role, env: Environment): Result {
  const written = env.module.text.slice(expression.span.start, expression.span.end);
  const outside = (at: Expression, shown: string, reason: string, hint?: string): undefined => {
    env.reporter.report('argument-range', { ...role, value: shown, reason }, placeOf(env, at), hint ? { hint } : {});
  };
  const outOfRange = (reason: string, hint?: string): undefined => {
    return outside(expression, shownOf(value, expression, written), reason, hint);
  };
  switch (type.kind) {
    case 'int':
      if (value.kind === 'real')
        return outOfRange('it is not a whole number', `To round down write \`floor(${written})\`.`);
      if (value.kind !== 'int') return undefined;
      if (inRange(value.value, type)) return value;
      return outOfRange(`it must be ${rangeText(type)}`, repeatIndexHint(expression, type, env));
    case 'real': {
      if (value.kind !== 'int' && value.kind !== 'real' && value.kind !== 'percent') return undefined;
      const real = { kind: 'real', value: value.value } as const;
      if (!inRange(real.value, type)) {
        outOfRange(`it must be ${rangeText(type)}`);
        return percentOf(real.value, type);
      }
      if (type.sound && !inRange(real.value, type.sound)) {
        const args = { ...role, value: shownOf(value, expression, written), reason: type.sound.otherwise };
        env.reporter.report(
          'unlikely-value',
          args,
          placeOf(env, expression),
          soundHelp(expression, real.value, type.sound),
        );
      }
      return real;
    }
    case 'kernel':
      return kernel(value, outOfRange);
    case 'shape':
      return sizes(value, outOfRange);
    case 'milestones':
      return milestones(value, (reason, index, hint) => {
        const item = index !== undefined && expression.kind === 'list' ? expression.items[index] : undefined;
        if (!item) return outOfRange(reason, hint);
        return outside(item, env.module.text.slice(item.span.start, item.span.end), reason, hint);
      });
    default:
      return value.kind === type.kind ? value : undefined;
  }
}

/** A value as it is written, and what that comes to where it is computed. */
function shownOf(value: CompileTimeValue, { kind }: Expression, written: string): string {
  return kind !== 'number' && 'value' in value && String(value.value) !== written
    ? `${written} = ${describe(value)}`
    : written;
}

function describe(value: CompileTimeValue): string {
  return 'value' in value && typeof value.value !== 'object' ? String(value.value) : value.kind;
}

function kernel(value: CompileTimeValue, outOfRange: (reason: string) => undefined): Result {
  const sides = kernelSides(value);
  if (!sides)
    return value.kind === 'list' || value.kind === 'real' ? outOfRange('a kernel is two whole numbers') : undefined;
  const [height, width] = sides;
  return height >= 1 && width >= 1 ? { kind: 'kernel', height, width } : outOfRange('both sides must be at least 1');
}

function kernelSides(value: CompileTimeValue): [number, number] | undefined {
  if (value.kind === 'kernel') return [value.height, value.width];
  if (value.kind === 'int') return [value.value, value.value];
  if (value.kind !== 'list' || value.items.length !== 2) return undefined;
  const [height, width] = value.items;
  return height?.kind === 'int' && width?.kind === 'int' ? [height.value, width.value] : undefined;
}

function sizes(value: CompileTimeValue, outOfRange: (reason: string) => undefined): Result {
  if (value.kind !== 'list') return undefined;
  const whole = value.items.every((item) => item.kind === 'int' && item.value >= 1);
  if (!whole || value.items.length === 0) return outOfRange('every size must be a whole number of at least 1');
  return value;
}

/** What surely is meant by a number of percent without its sign, so that what is beside it is checked too. */
function percentOf(value: number, type: Type & { readonly kind: 'real' }): Result {
  const share = value / 100;
  return isFraction(type) && value >= leastPercent && inRange(share, type) ? { kind: 'real', value: share } : undefined;
}

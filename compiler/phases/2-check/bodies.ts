import type {
  BlockDeclaration,
  Body,
  Call,
  Identifier,
  JoinStatement,
  LayerStatement,
  ModelDeclaration,
  Statement,
} from '../../../grammar/index.js';
import { visit } from '../../../grammar/index.js';
import { foreignAdvice, type Advice } from '../../diagnostics/foreign.js';
import type { Extras } from '../../diagnostics/reporter.js';
import { didYouMean } from '../../diagnostics/suggest.js';
import { experimentFields } from '../../experiments/fields.js';
import { layers } from '../../layers/index.js';
import { placedSignature } from '../../signatures/declared-signature.js';
import { importHint } from '../../std/nets.js';
import { checkAnnotations } from './annotations.js';
import { checkCall } from './calls.js';
import type { Context } from './context.js';
import { checkDivision } from './divisions.js';
import { checkCondition, kindOfExpression, markUsed, type ExpressionScope } from './expressions.js';
import { foreignCallFix } from './foreign-calls.js';
import { Labels } from './labels.js';
import { checkLayout } from './layout.js';
import { Names } from './names.js';
import { declareParameters } from './parameters.js';
import { checkValue } from './values.js';

/** Where statements stand. */
interface BodyScope extends ExpressionScope {
  readonly labels: Labels;
  /** The braces around. */
  readonly body?: Body;
  /** Every label of the declaration, for hints. */
  readonly allLabels: ReadonlyMap<string, Identifier>;
}

/** Checks a model or block by itself, whether or not anything uses it. */
export function checkModelOrBlock(declaration: ModelDeclaration | BlockDeclaration, context: Context): void {
  const names = new Names(context);
  const incoming = declaration.kind === 'block';
  const labels = new Labels(context);
  const scope: BodyScope = { context, names, incoming, owner: declaration, labels, allLabels: labelsIn(declaration) };
  declareParameters(declaration.name.name, declaration.parameters, scope);
  checkAnnotations(declaration.annotations, scope);
  checkBody(declaration.body, scope, incoming);
  names.reportMissed();
  if (!context.isDamaged(declaration.span)) names.reportUnused();
}

/** @param incoming whether a value enters these braces */
function checkBody(body: Body, outer: BodyScope, incoming = true, declare?: (names: Names) => void): void {
  const { context } = outer;
  const scope = {
    ...outer,
    incoming,
    names: new Names(context, outer.names),
    labels: new Labels(context, outer.labels),
  };
  declare?.(scope.names);
  let { above } = outer;
  body.statements.forEach((statement, index) => {
    checkStatement(statement, { ...scope, above, body });
    if (statement.kind !== 'let') above = statement;
    checkLayout(statement, body.statements[index + 1], context);
    if (statement.label) scope.labels.declare(statement.label);
  });
  if (!context.isDamaged(body.span)) scope.names.reportUnused();
}

function checkStatement(statement: Statement, scope: BodyScope): void {
  switch (statement.kind) {
    case 'layer':
      return checkLayer(statement, scope);
    case 'join':
      return checkJoin(statement, scope);
    case 'repeat': {
      const slot = { construct: 'repeat', parameter: 'count', type: { kind: 'int', min: 0 } } as const;
      checkValue(statement.count, slot, scope);
      checkAnnotations(statement.annotations, scope);
      const { variable } = statement;
      // What enters comes from above in the first round alone.
      return checkBody(statement.body, { ...scope, above: undefined }, true, (names) => {
        if (!variable) return;
        const removable = { start: statement.count.span.end, end: variable.span.end };
        // `repeat i in 3`, which is told how it is written, names first what counts.
        const isBehind = removable.start <= variable.span.start;
        names.declare(variable, 'int', 'repeat variable', isBehind ? removable : undefined);
      });
    }
    case 'if':
      checkCondition(statement.condition, scope);
      checkBody(statement.consequent, scope);
      if (statement.alternative) checkBody(statement.alternative, scope);
      return;
    case 'let':
      checkDivision(statement, scope.context);
      return scope.names.declare(statement.name, kindOfExpression(statement.value, scope), 'let', statement.span);
  }
}

function checkLayer(statement: LayerStatement, scope: BodyScope): void {
  const { call, annotations, from, label } = statement;
  const { blocks, broken } = scope.context.module.scope;
  const { name } = call.callee;
  const block = blocks.get(name);
  const signature = block ? placedSignature(block) : layers.get(name);
  if (signature) {
    checkCall(call.callee, call.arguments, signature, scope);
  } else {
    for (const argument of call.arguments) markUsed(argument.value, scope);
    if (isReturned(statement, scope)) return;
    const passed = labelPassedOn(statement, scope);
    if (passed) scope.context.report('unknown-layer', { name }, call.callee, passed);
    else if (!broken.has(name)) reportUnknownLayer(call, scope, scope.allLabels, label);
  }
  checkAnnotations(annotations, scope);
  if (from) scope.labels.check(from, scope.allLabels);
}

/** Whether a label is what the unknown `return` before it is of: both are one mistake. */
function isReturned({ call }: LayerStatement, { above, allLabels, context }: BodyScope): boolean {
  if (above?.kind !== 'layer' || above.call.arguments.length > 0) return false;
  const { name } = above.call.callee;
  const { blocks, broken } = context.module.scope;
  const isReturn = /^(?:return|output|outputs|yield)$/.test(name) && !blocks.has(name) && !broken.has(name);
  return isReturn && allLabels.has(call.callee.name);
}

/** Help for the label of what enters some braces, where braces that hold nothing else pass that on: `{ enc2 }`. */
function labelPassedOn(
  { call, annotations, from, label }: LayerStatement,
  { above, body, allLabels, context }: BodyScope,
): Extras | undefined {
  const { name } = call.callee;
  const isAlone = body?.statements.length === 1 && call.arguments.length === 0 && annotations.length === 0;
  if (!isAlone || from || label || !allLabels.has(name)) return undefined;
  if (above?.label?.name !== name)
    return {
      hint: `\`${name}\` is a label: a layer in the braces reads it by \`from ${name}\`; \`{ }\` pass on what enters.`,
    };
  return context.advise(body, {
    hint: `Empty braces pass on what enters, which is \`${name}\`: write \`{ }\`.`,
    spelling: '{ }',
  });
}

/** Says of a call that it is of no layer, and what may have been meant. */
export function reportUnknownLayer(
  call: Call,
  { context }: Pick<ExpressionScope, 'context'>,
  labels: ReadonlyMap<string, Identifier> = new Map(),
  label?: Identifier,
): void {
  const { blocks, models } = context.module.scope;
  const { callee } = call;
  const { name } = callee;
  const advice = models.has(name)
    ? `\`${name}\` is a model. Only blocks can stand inside of models: declare it as \`block ${name}\`.`
    : labels.has(name)
      ? `\`${name}\` is a label: a layer reads it by \`from ${name}\`.`
      : (importHint(name, 'block') ??
        foreignAdvice('layer', name) ??
        fieldHint(label?.name) ??
        (label ? undefined : labelAdvice(call, context)));
  const fix = models.has(name) ? undefined : foreignCallFix(call, context);
  const help = context.help(callee, callable(blocks.keys()), advice);
  const extras = fix ? { ...help, fixes: [fix] } : help;
  // The grammar answered `nn.Conv2d` with the syntax.
  const isQualified = context.module.text[callee.span.start - 1] === '.';
  if (foreignAdvice('layer', name) && !isQualified) context.reportAnyway('unknown-layer', { name }, callee, extras);
  else context.report('unknown-layer', { name }, callee, extras);
}

/** What is said of `stem conv(16, 3x3)`, where a word before a layer of the same line may want to be its label. */
function labelAdvice(
  { callee, arguments: { length } }: Call,
  { module: { text, scope } }: Context,
): Advice | undefined {
  const [, next] = /^[ \t]+([A-Za-z_]\w*)/.exec(text.slice(callee.span.end, callee.span.end + longestGap)) ?? [];
  const { name } = callee;
  if (length > 0 || next === undefined || !(layers.has(next) || scope.blocks.has(next))) return undefined;
  if (didYouMean(name, callable(scope.blocks.keys())) !== undefined) return undefined;
  return { hint: `A label is followed by a colon: write \`${name}: ${next}\`.`, spelling: `${name}:` };
}

/** More characters than are looked through for the next word. */
const longestGap = 100;

/** What is said of a field of an experiment that stands in a model, where it reads like a labelled layer. */
function fieldHint(label: string | undefined): string | undefined {
  if (label === undefined || !experimentFields.has(label)) return undefined;
  return `\`${label}\` is a field of an experiment: \`experiment Name { model: …  ${label}: … }\`.`;
}

/** What a statement can call by name. Joins have braces instead of arguments. */
function* callable(blocks: Iterable<string>): Iterable<string> {
  for (const { name, arity } of layers.values()) if (arity !== 'many') yield name;
  yield* blocks;
}

function checkJoin({ operation, keyword, branches, annotations, span }: JoinStatement, scope: BodyScope): void {
  checkAnnotations(annotations, scope);
  if (branches.length < 2 && !scope.context.isDamaged(span)) {
    scope.context.report('few-branches', { operation, count: branches.length }, { span: keyword });
  }
  const labels = new Labels(scope.context);
  for (const branch of branches) {
    if (branch.label) labels.declare(branch.label);
    checkBody(branch.body, scope);
  }
}

function labelsIn(declaration: ModelDeclaration | BlockDeclaration): ReadonlyMap<string, Identifier> {
  const labels = new Map<string, Identifier>();
  visit(declaration.body, (node) => {
    if ('label' in node && node.label) labels.set(node.label.name, node.label);
  });
  return labels;
}

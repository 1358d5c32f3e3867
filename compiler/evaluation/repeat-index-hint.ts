import { visit, type Expression, type Identifier } from '../../grammar/index.js';
import { inRange, type Range } from '../signatures/ranges.js';
import type { Environment } from './context.js';
import { evaluate } from './evaluate.js';

/**
 * For a number that is too small in the first round of a repeat, whose index is 0, and would fit in all if it began at
 * 1: `8 * i`.
 */
export function repeatIndexHint(expression: Expression, range: Range, environment: Environment): string | undefined {
  const index = indexIn(expression, environment);
  const first = index === undefined ? undefined : environment.values.get(index);
  if (index === undefined || first?.kind !== 'int' || first.value !== 0) return undefined;
  const values = new Map([...environment.values, [index, { kind: 'int', value: 1 } as const]]);
  const second = evaluate(expression, { ...environment, values });
  if (second?.kind !== 'int' || !inRange(second.value, range)) return undefined;
  const raised = expression.kind === 'identifier' ? `${index} + 1` : `(${index} + 1)`;
  const written = withNames(expression, index, raised, environment.module.text);
  return `\`${index}\` counts from 0: to count from 1 write \`${written}\`.`;
}

/** The index of a repeat around an expression that it reads. */
function indexIn(expression: Expression, { module }: Environment): string | undefined {
  const names = new Set(namesIn(expression).map(({ name }) => name));
  const { start, end } = expression.span;
  let index: string | undefined;
  visit(module.file, (node) => {
    if (node.kind !== 'repeat' || node.span.start > start || end > node.span.end) return;
    if (names.has(node.variable?.name ?? '')) index = node.variable?.name;
  });
  return index;
}

function namesIn(expression: Expression): readonly Identifier[] {
  const names: Identifier[] = [];
  visit(expression, (node) => {
    if (node.kind === 'identifier') names.push(node);
  });
  return names;
}

/** An expression as it is written, with another text for a name. */
function withNames(expression: Expression, name: string, other: string, text: string): string {
  const { span } = expression;
  const places = namesIn(expression).filter((each) => each.name === name);
  const pieces = [span.start, ...places.map((place) => place.span.end)].map((start, index) =>
    text.slice(start, places[index]?.span.start ?? span.end),
  );
  return pieces.join(other);
}

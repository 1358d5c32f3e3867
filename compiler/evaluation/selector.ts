import type { Expression, Identifier, Index, Member, Span } from '../../grammar/index.js';
import type { Place } from '../diagnostics/diagnostic.js';

/**
 * Which layers are meant: a label, a kind of layer, or a path of those with indices and positions. Selectors are
 * written the same wherever layers are chosen.
 */
export interface Selector {
  /** As it is written, in one spelling: `stage1[*].shortcut`. */
  readonly text: string;
  readonly parts: readonly SelectorPart[];
  /** It may match nothing. */
  readonly optional: boolean;
  readonly place: Place;
}

export type SelectorPart = NamePart | PositionPart;

/** A label, as the last part also a kind of layer. Without an index it is every one. */
interface NamePart {
  readonly name: string;
  readonly index?: number | 'any';
}

/** The place among the unlabelled statements of some braces: `0` of `main.0`. */
interface PositionPart {
  readonly position: number;
  readonly index?: number | 'any';
}

/** What keeps an expression from being a selector. */
export interface SelectorProblem {
  readonly span: Span;
  readonly problem: string;
  readonly hint?: string;
}

type Parsed<T> = { readonly value: T } | { readonly problem: SelectorProblem };

const EXAMPLE = 'Write a label, a kind of layer, or a path such as `stage1[0].main`.';

/**
 * Reads a selector, a list of them, or `optional(…)` around either. The list is their union.
 * @param file that the expression stands in
 */
export function parseSelectors(expression: Expression, file: string): Parsed<readonly Selector[]> {
  if (expression.kind === 'list') {
    return expression.items.length === 0 ? refuse(expression) : union(expression.items, file);
  }
  if (expression.kind !== 'call') return parseOne(expression, file);
  const [only, ...others] = expression.arguments;
  if (expression.callee.name !== 'optional' || !only || only.name || others.length > 0) return refuse(expression);
  const inner = parseSelectors(only.value, file);
  if ('problem' in inner) return inner;
  return { value: inner.value.map((selector) => ({ ...selector, optional: true })) };
}

/**
 * The path of a single labelled layer in one spelling: `stage1[2].auxiliary`.
 * @returns undefined for everything else, such as a list, `[*]` or a position at the end
 */
export function parseLabelPath(expression: Expression, file: string): string | undefined {
  const parsed = parseOne(expression, file);
  if ('problem' in parsed) return undefined;
  const [{ parts, text }] = parsed.value as readonly [Selector];
  return 'name' in parts.at(-1)! && parts.every(({ index }) => index !== 'any') ? text : undefined;
}

function union(items: readonly Expression[], file: string): Parsed<readonly Selector[]> {
  const all: Selector[] = [];
  for (const item of items) {
    const parsed = item.kind === 'list' ? refuse(item) : parseSelectors(item, file);
    if ('problem' in parsed) return parsed;
    all.push(...parsed.value);
  }
  return { value: all };
}

function parseOne(expression: Expression, file: string): Parsed<readonly Selector[]> {
  const links = chain(expression);
  if (!links) return refuse(expression);
  const parts: SelectorPart[] = [];
  for (const link of links) {
    if (link.kind !== 'index') {
      parts.push(namedPart(link.kind === 'member' ? link.property.name : link.name));
      continue;
    }
    const index = indexOf(link);
    const last = parts.at(-1);
    if (index === undefined)
      return refuse(link.index ?? link, 'an index is a whole number from 0, or `*` for every one');
    if (!last || last.index !== undefined) return refuse(link, 'a label has one index');
    parts[parts.length - 1] = { ...last, index };
  }
  return { value: [{ text: formatParts(parts), parts, optional: false, place: { file, span: expression.span } }] };
}

type Link = Identifier | Member | Index;

/** A path from its first name on; undefined where something else stands in it. */
function chain(expression: Expression): readonly Link[] | undefined {
  const links: Link[] = [];
  let rest = expression;
  while (rest.kind === 'member' || rest.kind === 'index') {
    links.push(rest);
    rest = rest.object;
  }
  // A name that the text lacks is empty.
  return rest.kind === 'identifier' && rest.name !== '' ? [...links, rest].reverse() : undefined;
}

function namedPart(name: string): SelectorPart {
  return /^\d+$/.test(name) ? { position: Number(name) } : { name };
}

function indexOf({ index }: Index): number | 'any' | undefined {
  if (!index) return 'any';
  return index.kind === 'number' && /^\d+$/.test(index.raw) && index.unit === undefined ? index.value : undefined;
}

/** A selector's parts in their one spelling. */
export function formatParts(parts: readonly SelectorPart[]): string {
  return parts
    .map((part) => {
      const index = part.index === undefined ? '' : `[${part.index === 'any' ? '*' : part.index}]`;
      return `${'name' in part ? part.name : part.position}${index}`;
    })
    .join('.');
}

function refuse(expression: Expression, problem?: string): { readonly problem: SelectorProblem } {
  const { span } = expression;
  if (problem) return { problem: { span, problem } };
  if (expression.kind === 'string') {
    return {
      problem: { span, problem: 'a text selects no layer', hint: `Write \`${expression.value}\` without quotes.` },
    };
  }
  if (expression.kind === 'call') {
    const hint = 'Only `optional(…)` can stand around a selector.';
    return { problem: { span, problem: 'a call selects no layer', hint } };
  }
  const what = expression.kind === 'list' && expression.items.length === 0 ? 'an empty list' : 'this';
  return { problem: { span, problem: `${what} selects no layer`, hint: EXAMPLE } };
}

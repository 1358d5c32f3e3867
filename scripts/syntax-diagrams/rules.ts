import { grammarRules } from '../../grammar/parser.js';
import * as t from '../../grammar/tokens.js';
import {
  choice,
  empty,
  isEmpty,
  optional,
  replaceParts,
  rulesIn,
  sequence,
  type Rules,
  type Syntax,
} from './syntax.js';
import { contextual, observe, type Usage } from './usage.js';

/** A production as chevrotain writes it down. */
interface Production {
  readonly type: string;
  readonly name?: string;
  /** Which of the parts of this name in its rule. */
  readonly idx?: number;
  readonly definition?: readonly Production[];
}

/** What tokens with many forms are called. */
const tokenNames: Readonly<Record<string, string>> = {
  AnyWord: 'name',
  Name: 'name',
  Number: 'number',
  Kernel: 'kernel',
  String: 'string',
  Place: '.position',
};
const byName = new Map(t.tokens.map((token) => [token.name, token]));

/** The rules of correct texts, from that of a file on; a rule stands before those that it is the first to name. */
export function syntaxRules(): Rules {
  const usage = observe();
  const all = new Map<string, Syntax>();
  for (const rule of productions()) {
    const syntax = ruleSyntax(rule, usage);
    if (syntax) all.set(rule.name, syntax);
  }
  return reachable(inlined(all), 'file');
}

function ruleSyntax({ name, definition }: Production & { name: string }, usage: Usage): Syntax | undefined {
  const of = (production: Production): Syntax | undefined => {
    if (isMistake(name, production)) return undefined;
    const parts = (production.definition ?? []).map(of);
    const whole = parts.some((part) => part === undefined) ? undefined : sequence(parts as Syntax[]);
    switch (production.type) {
      case 'Terminal':
        return terminal(name, production.name!, usage);
      case 'NonTerminal':
        if (contextual.has(`${name}/${production.name}`)) return ruleSyntax(inContext(name, production.name!), usage);
        return usage.has(name, production.name!) ? { kind: 'rule', name: production.name! } : undefined;
      case 'Alternation': {
        const used = parts.filter((part) => part !== undefined);
        return used.length === 0 ? undefined : choice(used);
      }
      case 'Option':
        if (whole === undefined) return empty;
        return isRequired(name, production.definition!, usage) ? whole : optional(whole);
      case 'Repetition':
        if (whole === undefined) return empty;
        return whole.kind === 'rule' && once.has(`${name} ${whole.name}`) ? optional(whole) : repeat(whole, 0);
      case 'RepetitionMandatory':
        return whole === undefined ? undefined : repeat(whole, 1);
      default:
        return whole;
    }
  };
  return of({ type: 'Alternative', ...(definition && { definition }) });
}

function inContext(parent: string, name: string): Production & { name: string } {
  const { definition } = productions().find((rule) => rule.name === name)!;
  return { type: 'Rule', name: `${parent}/${name}`, ...(definition && { definition }) };
}

const productions = () => grammarRules() as unknown as readonly (Production & { name: string })[];

/** Parts that may be missing for the parser and never are in correct texts. */
function isRequired(rule: string, parts: readonly Production[], usage: Usage): boolean {
  return parts.every((part) => {
    if (isMistake(rule, part)) return true;
    if (part.type === 'Option' || part.type === 'Repetition') return true;
    const names = namesIn(part);
    return names.length === 0 || usage.always(rule, names);
  });
}

/** One of these is there when the production is. */
function namesIn({ type, name, definition = [] }: Production): readonly string[] {
  if (type === 'Terminal' || type === 'NonTerminal') return [name!];
  return type === 'Alternation' || type === 'Alternative' ? definition.flatMap(namesIn) : [];
}

/** The second part of a name in a rule can be a mistake where the first one is none; usage doesn't tell them apart. */
const mistakes: ReadonlySet<string> = new Set(['parameter role 2', 'origin String 2']);

function isMistake(rule: string, { name, idx }: Production): boolean {
  return mistakes.has(`${rule} ${name} ${idx}`);
}

/** What the parser reads several of, so as to say that there are too many. */
const once: ReadonlySet<string> = new Set(['statement label', 'branch/statement label']);

function terminal(rule: string, name: string, usage: Usage): Syntax | undefined {
  if (name === 'EOF') return empty;
  if (!usage.has(rule, name)) return undefined;
  if (name === 'Operator') return literals(usage.operators);
  if (name === 'Prefix') return literals(usage.prefixes);
  const text = tokenNames[name];
  if (text !== undefined) return { kind: 'token', text };
  return { kind: 'literal', text: (byName.get(name)!.PATTERN as RegExp).source.replaceAll('\\', '') };
}

const literals = (texts: ReadonlySet<string>): Syntax =>
  choice([...texts].sort().map((text) => ({ kind: 'literal', text })));

/** A mixture of items and commas or semicolons is a list: that none is between two items is a mistake. */
function repeat(item: Syntax, least: 0 | 1): Syntax {
  const isSeparator = (part: Syntax) => part.kind === 'literal' && [',', ';'].includes(part.text);
  if (isEmpty(item)) return item;
  if (item.kind !== 'choice' || !item.items.some(isSeparator)) return { kind: 'repeat', item, least };
  const items = choice(item.items.filter((part) => !isSeparator(part)));
  return { kind: 'list', item: items, separator: choice(item.items.filter(isSeparator)) };
}

/** Rules that are only a word, another rule or a choice of words stand where they are named. */
function inlined(rules: Rules): Rules {
  const isSmall = (syntax: Syntax): boolean =>
    isEmpty(syntax) ||
    syntax.kind === 'literal' ||
    syntax.kind === 'rule' ||
    (syntax.kind === 'choice' && syntax.items.every(isSmall) && rulesIn(syntax).length === 0);
  const small = new Map([...rules].filter(([, syntax]) => isSmall(syntax)));
  const inline = (syntax: Syntax): Syntax =>
    replaceParts(syntax, (part) =>
      part.kind === 'rule' && small.has(part.name) ? inline(small.get(part.name)!) : part,
    );
  return new Map([...rules].map(([name, syntax]) => [name, inline(syntax)]));
}

function reachable(rules: Rules, start: string): Rules {
  const found = new Map<string, Syntax>();
  const visit = (name: string): void => {
    const syntax = rules.get(name);
    if (found.has(name) || syntax === undefined) return;
    found.set(name, syntax);
    rulesIn(syntax).forEach(visit);
  };
  visit(start);
  return found;
}

/** Which items belong between which braces, and what is said of those that don't. */
import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { replacing } from '../problems.js';
import type { Span } from '../syntax.js';
import { surest } from '../suggest.js';
import { nodeOf, nodeSpan, tokenOf, tokensOf, tokenSpan, type Context } from './cst.js';

/** The braces that items stand between; `file` is outside of all. */
export type Place = 'experiment' | 'profile' | 'group' | 'ablation' | 'zip' | 'file';

type Kind = 'fieldEdit' | 'profile' | 'setEdit' | 'replaceEdit' | 'vary' | 'zip' | 'groups' | 'expectation';

const edits: readonly Kind[] = ['fieldEdit', 'setEdit', 'replaceEdit'];
const allowed: Readonly<Record<Place, readonly Kind[]>> = {
  experiment: ['fieldEdit', 'profile'],
  profile: edits,
  group: edits,
  ablation: [...edits, 'vary', 'zip', 'groups', 'expectation'],
  zip: ['vary'],
  file: [],
};
const kinds: readonly Kind[] = [
  'fieldEdit',
  'profile',
  'setEdit',
  'replaceEdit',
  'vary',
  'zip',
  'groups',
  'expectation',
];

/** An item, as the rule that read it. */
export interface Item {
  readonly kind: Kind;
  readonly node: CstNode;
}

/** The item of an `item` or `special` rule, if it belongs into this place; else that is reported. */
export function itemAt(context: Context, parent: CstNode, place: Place): Item | undefined {
  const annotation = nodeOf(parent, 'strayAnnotation');
  if (annotation !== undefined) {
    const span = nodeSpan(annotation);
    const hint =
      place === 'experiment'
        ? 'Annotate the layer, the block or the model itself.'
        : `Write ${quote(`set model ${context.text.slice(span.start, span.end)}`)}, or another selector.`;
    context.problems.add(span, 'Nothing says to which layers this annotation belongs.', hint);
    return undefined;
  }
  const unknown = nodeOf(parent, 'unknown');
  if (unknown !== undefined) {
    rejectUnknown(context, unknown, place);
    return undefined;
  }
  const special = nodeOf(parent, 'special') ?? parent;
  const kind = kinds.find((rule) => nodeOf(special, rule) !== undefined);
  const node = kind && nodeOf(special, kind);
  if (kind === undefined || node === undefined) {
    return undefined;
  }
  if (!allowed[place].includes(kind)) {
    rejectItem(context, node, kind, place);
    return undefined;
  }
  return { kind, node };
}

/** The first word of an item. */
function wordOf(context: Context, node: CstNode): Span {
  const { start, end } = nodeSpan(node);
  const [word = ''] = /^\w+/.exec(context.text.slice(start, Math.min(end, start + 40))) ?? [];
  return { start, end: start + word.length };
}

function rejectItem(context: Context, node: CstNode, kind: Kind, place: Place): void {
  const span = wordOf(context, node);
  const word = context.text.slice(span.start, span.end);
  const add = (message: string, hint: string) => context.problems.add(span, message, hint);
  if (place === 'zip' && kind === 'fieldEdit' && nodeOf(node, 'colon') !== undefined) {
    const { start } = span;
    const written = context.text.slice(start, nodeSpan(node).end);
    const fix = { ...replacing({ start, end: start }, 'vary '), misread: true } as const;
    context.problems.add(span, `\`vary\` is missing before ${quote(word)}.`, `Write ${quote(`vary ${written}`)}.`, fix);
  } else if (place === 'zip') {
    add(
      `Only \`vary\` stands in a \`zip\`, not ${quote(word)}.`,
      'Write `zip { vary name: [1, 2]  vary other: [3, 4] }`.',
    );
  } else if (kind === 'profile') {
    add('A profile stands in an experiment.', 'Move it between the braces of the experiment that it changes.');
  } else if (kind === 'setEdit' || kind === 'replaceEdit') {
    const hint =
      place === 'experiment'
        ? `Write it in a profile: ${quote(`profile name { ${word} … }`)}; or change the model itself.`
        : 'Move it between the braces of a profile or an ablation.';
    add(`${quote(word)} stands in a profile or an ablation.`, hint);
  } else {
    const hint =
      place === 'group'
        ? 'Move it out of the group, right between the braces of the ablation.'
        : `Write ${quote(`ablation Name of Experiment { ${word} … }`)}.`;
    add(`${quote(word)} stands in an ablation.`, hint);
  }
}

const braced: Readonly<Record<Place, readonly string[]>> = {
  experiment: ['profile'],
  profile: [],
  group: [],
  ablation: ['rows', 'columns', 'zip'],
  zip: [],
  file: [],
};

/** Braces behind words that have none. */
function rejectUnknown(context: Context, node: CstNode, place: Place): void {
  const text = tokenOf(node, 'String');
  const words = tokensOf(node, 'AnyWord');
  const word = text ?? words[0];
  const name = words[1];
  if (word === undefined) {
    return;
  }
  const span = tokenSpan(word);
  const add = (message: string, hint: string, meant?: string) =>
    context.problems.add(span, message, hint, replacing(span, meant));
  const hasColon = nodeOf(node, 'colon') !== undefined;
  const meant = !hasColon ? surest(word.image, braced[place]) : undefined;
  if (word.image === 'profile') {
    add('This profile has no name.', 'Write `profile name { … }`.');
  } else if (meant === 'profile' && name === undefined) {
    add('Every profile stands for itself.', 'Write `profile name { … }` for each.');
  } else if (meant !== undefined && (meant === 'profile') === (name !== undefined)) {
    add(`${quote(word.image)} means nothing here.`, `Did you mean ${quote(meant)}?`, meant);
  } else if (place === 'ablation' && hasColon) {
    add(
      `The group ${quote(word.image)} stands in no \`rows\` or \`columns\`.`,
      `Write \`rows { ${word.image}: { … } }\`.`,
    );
  } else {
    add(`Nothing says what the braces behind ${quote(word.image)} are for.`, hintFor(place, word.image, hasColon));
  }
}

function hintFor(place: Place, word: string, hasColon: boolean): string {
  switch (place) {
    case 'experiment':
      if (word === 'model') return 'Declare it, `model Name { … }`, and write its name here: `model: Name`.';
      if (hasColon) return `A value has no braces: ${quote(`${word}: name(argument: value)`)}.`;
      return `An experiment holds fields, ${quote(`${word}: value`)}, and profiles, \`profile name { … }\`.`;
    case 'ablation':
      return 'An ablation holds edits, `vary`, `zip { … }`, `rows { … }`, `columns { … }` and `expect`.';
    case 'zip':
      return 'A `zip` holds `vary` only.';
    default:
      return `A field is ${quote(`${word}: value`)}, without braces.`;
  }
}

/** Complains about what a rule has instead of `{ … }` around its items, and gives the items. */
export function openedItems(context: Context, node: CstNode, example: string): CstNode | undefined {
  const opening = nodeOf(node, 'opening');
  const colon = opening && nodeOf(opening, 'colon');
  const bracketed = opening && nodeOf(opening, 'bracketed');
  const only = opening && nodeOf(opening, 'item');
  if (bracketed !== undefined) {
    const bracket = tokenOf(bracketed, 'LeftBracket')!;
    context.problems.add(tokenSpan(bracket), 'Expected `{`, but found `[`.', `Write \`${example}\`.`);
  } else if (only !== undefined) {
    const { start, end } = nodeSpan(only);
    const text = context.text.slice(start, end);
    context.problems.add({ start, end }, `Expected \`{\`, but found ${quote(text)}.`, `Write ${quote(`{ ${text} }`)}.`);
    return undefined;
  } else if (colon !== undefined && !example.includes(':')) {
    rejectColon(context, colon, example);
  }
  return opening && (nodeOf(opening, 'items') ?? bracketed);
}

/** Complains about a colon where none stands. */
export function rejectColon(context: Context, node: CstNode, example: string): void {
  const span = nodeSpan(node);
  const text = context.text.slice(span.start, span.end);
  context.problems.add(span, `No ${quote(text)} stands here.`, `Write \`${example}\`.`, replacing(span, ''));
}

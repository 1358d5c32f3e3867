/**
 * The TextMate grammar of the language, which editors colour texts with. Words, numbers, comments and signs are those
 * of the lexer; a word that it gains must get a scope here.
 */
import * as t from './tokens.js';

/** A rule of a TextMate grammar. */
export interface HighlightRule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly include?: string;
  readonly patterns?: readonly HighlightRule[];
}
type Captures = Readonly<Record<string, { readonly name: string }>>;

export interface TextMateGrammar {
  readonly name: string;
  readonly scopeName: string;
  readonly fileTypes: readonly string[];
  readonly patterns: readonly HighlightRule[];
  readonly repository: Readonly<Record<string, { readonly patterns: readonly HighlightRule[] }>>;
}

/** Names that the compiler knows and the grammar doesn't. */
export interface KnownNames {
  readonly layers: readonly string[];
  readonly types: readonly string[];
}

const name = '[A-Za-z_]\\w*';
/** Behind a word that isn't one of the language here, but the name of a field, a label, a parameter or a function. */
const notAName = '(?!\\s*[:=.(@])';

/**
 * The scope of each word, and what must follow for words that can be names, too. The words that begin declarations
 * are in the rules of the heads.
 */
const words: Readonly<Record<string, { readonly scope: string; readonly before?: string }>> = {
  import: { scope: 'keyword.control.import', before: '(?=\\s*\\{)' },
  edition: { scope: 'keyword.control.edition', before: '(?=\\s+[0-9])' },
  model: { scope: 'storage.type', before: `(?=\\s+${name})` },
  block: { scope: 'storage.type', before: `(?=\\s+${name})` },
  angle: { scope: 'storage.type', before: `(?=\\s+${name})` },
  magnitude: { scope: 'storage.type', before: `(?=\\s+${name})` },
  margin: { scope: 'storage.type', before: `(?=\\s+${name})` },
  experiment: { scope: 'storage.type', before: `(?=\\s+${name})` },
  ablation: { scope: 'storage.type', before: `(?=\\s+${name})` },
  profile: { scope: 'storage.type', before: `(?=\\s+${name})` },
  of: { scope: 'keyword.other', before: notAName },
  set: { scope: 'keyword.other.edit', before: notAName },
  replace: { scope: 'keyword.other.edit', before: notAName },
  with: { scope: 'keyword.other.edit', before: notAName },
  vary: { scope: 'keyword.other.edit', before: notAName },
  expect: { scope: 'keyword.other.edit', before: notAName },
  zip: { scope: 'keyword.other.edit', before: '(?=\\s*\\{)' },
  rows: { scope: 'keyword.other.edit', before: '(?=\\s*\\{)' },
  columns: { scope: 'keyword.other.edit', before: '(?=\\s*\\{)' },
  learn: { scope: 'storage.modifier', before: `(?=\\s+${name}\\s*:)` },
  state: { scope: 'storage.modifier', before: `(?=\\s+${name}\\s*:)` },
  per: { scope: 'storage.modifier', before: `(?=\\s+${name})` },
  min: { scope: 'storage.modifier', before: '(?=\\s+[\\w-])' },
  repeat: { scope: 'keyword.control' },
  as: { scope: 'keyword.control' },
  if: { scope: 'keyword.control' },
  then: { scope: 'keyword.control' },
  else: { scope: 'keyword.control' },
  let: { scope: 'storage.type' },
  add: { scope: 'keyword.control.join' },
  concat: { scope: 'keyword.control.join' },
  multiply: { scope: 'keyword.control.join' },
  from: { scope: 'keyword.control' },
  in: { scope: 'variable.language' },
  true: { scope: 'constant.language' },
  false: { scope: 'constant.language' },
  and: { scope: 'keyword.operator.word' },
  or: { scope: 'keyword.operator.word' },
  not: { scope: 'keyword.operator.word' },
};

/** The words that the lexer knows. */
export const lexerWords: readonly string[] = t.tokens.flatMap(({ PATTERN }) =>
  PATTERN instanceof RegExp && /^[a-z]+$/.test(PATTERN.source) ? [PATTERN.source] : [],
);

function wordRules(): HighlightRule[] {
  return lexerWords.map((word) => {
    const rule = words[word];
    if (rule === undefined) throw new Error(`no scope for the word ${word}`);
    // Behind `.` and `@` stand names, and before a colon labels, whatever the word.
    return { name: `${rule.scope}.ang`, match: `(?<![.@\\w])${word}\\b(?!\\s*:)${rule.before ?? ''}` };
  });
}

const source = ({ PATTERN }: { PATTERN?: unknown }): string => (PATTERN as RegExp).source;
const operators = t.tokens.filter(({ CATEGORIES, PATTERN }) => {
  const isSign = PATTERN instanceof RegExp && !/[a-z]/.test(PATTERN.source);
  return isSign && (CATEGORIES ?? []).some((category) => category === t.Operator || category === t.Prefix);
});

const comments: readonly HighlightRule[] = [
  { name: 'comment.line.documentation.ang', match: source(t.DocComment) },
  { name: 'comment.line.double-slash.ang', match: source(t.LineComment) },
];

const numbers: readonly HighlightRule[] = [
  { name: 'constant.numeric.kernel.ang', match: `(?<!\\w)${source(t.Kernel)}` },
  {
    name: 'constant.numeric.ang',
    match: `(?<!\\w)${source(t.NumberToken).replace('(?:rad|deg|%)', '(rad|deg|%)')}`,
    captures: { 1: { name: 'keyword.other.unit.ang' } },
  },
];

const strings: readonly HighlightRule[] = [
  {
    name: 'string.quoted.double.ang',
    begin: '"',
    end: '"|$',
    patterns: [{ name: 'constant.character.escape.ang', match: '\\\\.' }],
  },
];

/** `model Net(width: int = 3)`: the name, and the parameters with their types. */
const heads: readonly HighlightRule[] = [
  {
    begin: `(?<![.@\\w])(model|block|angle|magnitude|margin)\\s+(${name})\\s*(?=\\()`,
    beginCaptures: { 1: { name: 'storage.type.ang' }, 2: { name: 'entity.name.function.ang' } },
    end: '(?<=\\))',
    patterns: [{ begin: '\\(', end: '\\)', patterns: [{ include: '#parameters' }, { include: '#expressions' }] }],
  },
  {
    match: `(?<![.@\\w])(model|block|experiment|profile)\\s+(${name})(?=\\s*[{@])`,
    captures: { 1: { name: 'storage.type.ang' }, 2: { name: 'entity.name.type.ang' } },
  },
  {
    match: `(?<![.@\\w])(ablation)\\s+(${name})\\s+(of)\\s+(${name})`,
    captures: {
      1: { name: 'storage.type.ang' },
      2: { name: 'entity.name.type.ang' },
      3: { name: 'keyword.other.ang' },
      4: { name: 'entity.other.inherited-class.ang' },
    },
  },
];

const annotations: readonly HighlightRule[] = [
  {
    match: `(@)(${name})`,
    captures: {
      1: { name: 'punctuation.definition.annotation.ang' },
      2: { name: 'entity.name.function.annotation.ang' },
    },
  },
];

/** Words before a colon: arguments in parentheses, labels and fields elsewhere. */
const labels = (scope: string): HighlightRule => ({ name: `${scope}.ang`, match: `(?<![.@\\w])${name}(?=\\s*:)` });

/** The grammar that editors read; `npm run docs` writes it to editor/. */
export function textMateGrammar({ layers, types }: KnownNames): TextMateGrammar {
  const call = { name: 'entity.name.function.call.ang', match: `(?<![.@\\w])${name}(?=\\()` };
  const layer = { name: 'support.class.layer.ang', match: `(?<![.@\\w])(?:${layers.join('|')})\\b(?!\\s*[:.])` };
  const parameter: HighlightRule = {
    match: `(${name})\\s*:\\s*(${types.join('|')})\\b`,
    captures: { 1: { name: 'variable.parameter.ang' }, 2: { name: 'support.type.ang' } },
  };
  const parentheses = {
    begin: '\\(',
    end: '\\)',
    patterns: [labels('variable.parameter'), { include: '#expressions' }],
  };
  const signs = { name: 'keyword.operator.ang', match: operators.map(source).join('|') };
  return {
    name: 'angnet',
    scopeName: 'source.ang',
    fileTypes: ['ang'],
    patterns: [{ include: '#heads' }, labels('entity.name.label'), { include: '#expressions' }],
    repository: {
      heads: { patterns: heads },
      parameters: { patterns: [parameter, ...wordRules()] },
      expressions: {
        patterns: [
          ...comments,
          ...strings,
          ...numbers,
          ...annotations,
          ...wordRules(),
          layer,
          call,
          parentheses,
          signs,
        ],
      },
    },
  };
}

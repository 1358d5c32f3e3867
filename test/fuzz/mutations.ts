/** Changes that damage a text as people, editors and attackers do. */
import type { Random } from './random.js';
import { inherited } from './specs/values.js';

type Mutation = (tokens: string[], r: Random, others: readonly string[]) => void;

const lookAlikes = new Map(
  [...'aceopxyiKMHT0;-,()"'].map((sign, i) => [sign, [...'асеорхуіКМНТО\u037e\u2212\u201a（）\u201d'][i]!]),
);
const numbers = [
  '1e9',
  '1e308',
  '1e400',
  '99999999999999999999',
  '0.1e-400',
  '4294967296',
  '-1',
  '100000x100000',
  '1e9rad',
  '1e9%',
];
const junk = [
  '\0',
  '\u2028',
  '\ud83d',
  '\ufeff',
  '\u202e',
  'é',
  '/*',
  '*/',
  '"',
  "'",
  '\\',
  '`',
  '#',
  '\r',
  '\u00a0',
  '€',
  '👍',
];
const words = [
  'repeat',
  'add',
  'if',
  'else',
  'let',
  'from',
  'in',
  'model',
  'block',
  'experiment',
  'ablation',
  'vary',
  'set',
  '@',
  '.',
  ':',
  '{',
  '}',
];
const brackets: readonly (readonly [string, string])[] = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['add { a: {', '} }'],
  ['repeat 2 {', '}'],
  ['if true {', '}'],
  ['-', ''],
  ['not ', ''],
  ['1 + ', ''],
  ['2 ^ ', ''],
  ['f(', ')'],
  ['if a then b else ', ''],
];

const place = (tokens: readonly string[], r: Random) => r.below(tokens.length + 1);
const insert = (tokens: string[], r: Random, text: string) => void tokens.splice(place(tokens, r), 0, text);
const replace = (tokens: string[], r: Random, text: string) => void tokens.splice(place(tokens, r), 1, text);
const run = (tokens: readonly string[], r: Random) => {
  const start = place(tokens, r);
  return { start, length: 1 + r.below(Math.min(40, tokens.length)) };
};

const mutations: readonly Mutation[] = [
  (tokens, r) => void tokens.splice(place(tokens, r), 1 + r.below(3)),
  (tokens, r) => {
    const { start, length } = run(tokens, r);
    tokens.splice(place(tokens, r), 0, ...tokens.slice(start, start + length));
  },
  (tokens, r) => {
    const [a, b] = [r.below(tokens.length), r.below(tokens.length)];
    [tokens[a], tokens[b]] = [tokens[b] ?? '', tokens[a] ?? ''];
  },
  (tokens, r, others) => {
    const other = tokenize(r.pick(others));
    const { start, length } = run(other, r);
    tokens.splice(place(tokens, r), r.below(length), ...other.slice(start, start + length));
  },
  (tokens, r) => {
    const at = r.below(tokens.length);
    tokens[at] = [...(tokens[at] ?? '')]
      .map((sign) => (r.chance(0.5) ? (lookAlikes.get(sign) ?? sign) : sign))
      .join('');
  },
  (tokens, r) => replace(tokens, r, r.pick(numbers)),
  (tokens, r) => replace(tokens, r, r.pick(inherited)),
  (tokens, r) => insert(tokens, r, ` ${r.pick(words)} `),
  (tokens, r) => insert(tokens, r, r.pick(junk)),
  (tokens, r) => {
    const { start, length } = run(tokens, r);
    const [open, close] = r.pick(brackets);
    const depth = r.chance(0.02) ? 20_000 : r.below(r.chance(0.2) ? 500 : 6);
    tokens.splice(start, 0, open.repeat(depth));
    tokens.splice(start + length, 0, close.repeat(r.chance(0.8) ? depth : r.below(depth + 1)));
  },
  (tokens, r) => void tokens.splice(place(tokens, r)),
  (tokens) => tokens.forEach((token, i) => (tokens[i] = token.replaceAll('\n', '\r\n'))),
  (tokens, r) => insert(tokens, r, r.pick(['// note\n', '/// doc\n', ' //\n', '// a "quoted {\n'])),
];

/** The pieces of a text; joined, they are the text again. */
export function tokenize(text: string): string[] {
  return text.match(/\s+|\/\/[^\n]*|"[^"\n]*"|[\w.%]+|[^]/gu) ?? [];
}

/** A text with one to five of these changes. */
export function mutate(text: string, r: Random, others: readonly string[]): string {
  const tokens = tokenize(text);
  for (let left = 1 + (r.chance(0.5) ? 0 : r.below(5)); left > 0; left--) r.pick(mutations)(tokens, r, others);
  return tokens.join('');
}

/**
 * The words and signs of `.ang` files, in the order in which the lexer tries them. The parser, the repairs and
 * highlighting all take them from here.
 *
 * Some tokens stand for mistakes (an unclosed string, `&&`, a word with Cyrillic letters). They are recognised so
 * that they can be named in a message; `repair/` turns them into the tokens that were meant.
 */
import { createToken, Lexer, type ITokenConfig, type TokenType } from 'chevrotain';

const all: TokenType[] = [];

function token(name: string, pattern: ITokenConfig['pattern'], options: Partial<ITokenConfig> = {}): TokenType {
  const type = createToken({ name, pattern: pattern ?? Lexer.NA, ...options });
  all.push(type);
  return type;
}

/** Any word, reserved or not: what may name an argument, a field, an annotation. */
export const AnyWord = token('AnyWord', Lexer.NA);
/** A word that may name something of the author's own: everything but the reserved words. */
export const Name = token('Name', Lexer.NA, { categories: [AnyWord] });
/** Any operator between two operands. */
export const Operator = token('Operator', Lexer.NA);
/** Signs that come before an operand. */
export const Prefix = token('Prefix', Lexer.NA);

export const Space = token('Space', /[ \t\r\n]+/, { group: Lexer.SKIPPED });
export const DocComment = token('DocComment', /\/\/\/(?!\/)[^\r\n]*/, { group: 'comments' });
export const LineComment = token('LineComment', /\/\/[^\r\n]*/, { group: 'comments' });

/** Non-ASCII letters, roughly: everything but the blocks of punctuation, arrows and mathematical signs. */
const foreignLetter =
  '\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u1fff\\u2c00-\\u2dff' +
  '\\u3040-\\ud7ff\\uf900-\\ufdff\\uff10-\\uff19\\uff21-\\uff3a\\uff41-\\uff5a';
/** A word with letters that aren't ASCII. */
export const ForeignWord = token(
  'ForeignWord',
  new RegExp(`[A-Za-z0-9_]*[${foreignLetter}][A-Za-z0-9_${foreignLetter}]*|[0-9]+\\u00d7[0-9]+`),
);
/** A string between curly quotes, either of which may be missing on the right. */
export const CurlyQuotedString = token(
  'CurlyQuotedString',
  /[\u201c\u201d\u201e\u00ab\u2018\u2019][^\u201c\u201d\u00bb\u2018\u2019"\r\n]*["\u201c\u201d\u00bb\u2018\u2019]?/,
);

/** Everything else that isn't ASCII. */
const foreignSigns = [
  // Two surrogates are one sign.
  '[\\ud800-\\udbff][\\udc00-\\udfff]|',
  '[\\ufe00-\\uff0f\\u0080-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf\\u00d7\\u00f7',
  '\\u2000-\\u2bff\\u2e00-\\u303f\\ud800-\\uf8ff\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uffff]',
].join('');
/** One sign that isn't ASCII: full-width parentheses, dashes, invisible spaces, emoji. */
export const ForeignSign = token('ForeignSign', new RegExp(foreignSigns));

/** `.0` behind a name or an index: the position of a layer. */
export const Place = token(
  'Place',
  (text: string, offset: number): [string] | null => {
    let end = offset + 1;
    while (end < text.length && text[end]! >= '0' && text[end]! <= '9') {
      end++;
    }
    const stands = text[offset] === '.' && offset > 0 && /[\w\])]/.test(text[offset - 1]!);
    return stands && end > offset + 1 && !/\w/.test(text[end] ?? '') ? [text.slice(offset, end)] : null;
  },
  { start_chars_hint: ['.'], line_breaks: false },
);
export const Kernel = token('Kernel', /[0-9]+x[0-9]+(?![\w.])/);
export const NumberToken = token('Number', /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?:rad|deg|%)?(?![\w.])/);
/** `10px`, `.5`, `1_000`, `3x3x3`. */
export const MalformedNumber = token('MalformedNumber', /\.?[0-9][\w.]*%?/);

/** Reads a string by hand: a regular expression would run out of stack on a line of ten million escapes. */
function stringPattern(closed: boolean) {
  return (text: string, offset: number): [string] | null => {
    if (text[offset] !== '"') {
      return null;
    }
    let end = offset + 1;
    while (end < text.length && text[end] !== '"' && text[end] !== '\n' && text[end] !== '\r') {
      end += text[end] === '\\' && end + 1 < text.length && !'\r\n'.includes(text[end + 1]!) ? 2 : 1;
    }
    const isClosed = text[end] === '"';
    if (isClosed !== closed) {
      return null;
    }
    return [text.slice(offset, isClosed ? end + 1 : end)];
  };
}

export const StringToken = token('String', stringPattern(true), { start_chars_hint: ['"'], line_breaks: false });
export const UnclosedString = token('UnclosedString', stringPattern(false), {
  start_chars_hint: ['"'],
  line_breaks: false,
});
/** `'…'` */
export const SingleQuotedString = token('SingleQuotedString', /'[^'\r\n]*'?/);
/** A word of the language. Reserved words can't name anything; the words that begin declarations can. */
function keyword(word: string, reserved: boolean): TokenType {
  const name = word[0]!.toUpperCase() + word.slice(1);
  return token(name, new RegExp(word), { longer_alt: Word, categories: [reserved ? AnyWord : Name] });
}

export const Word = createToken({ name: 'Word', pattern: /[A-Za-z_]\w*/, categories: [Name] });

export const Import = keyword('import', false);
export const Edition = keyword('edition', false);
export const Model = keyword('model', false);
export const Block = keyword('block', false);
export const Angle = keyword('angle', false);
export const Magnitude = keyword('magnitude', false);
export const Margin = keyword('margin', false);
export const Experiment = keyword('experiment', false);
export const Ablation = keyword('ablation', false);
export const Of = keyword('of', false);

export const Profile = keyword('profile', false);
export const Set = keyword('set', false);
export const Replace = keyword('replace', false);
export const With = keyword('with', false);
export const Vary = keyword('vary', false);
export const Zip = keyword('zip', false);
export const Rows = keyword('rows', false);
export const Columns = keyword('columns', false);
export const Expect = keyword('expect', false);

export const Learn = keyword('learn', false);
export const State = keyword('state', false);
export const Per = keyword('per', false);
export const Min = keyword('min', false);

export const Repeat = keyword('repeat', true);
export const As = keyword('as', true);
export const If = keyword('if', true);
export const Then = keyword('then', true);
export const Else = keyword('else', true);
export const Let = keyword('let', true);
export const Add = keyword('add', true);
export const Concat = keyword('concat', true);
export const Multiply = keyword('multiply', true);
export const From = keyword('from', true);
export const In = keyword('in', true);
export const True = keyword('true', true);
export const False = keyword('false', true);

function operatorWord(word: 'and' | 'or' | 'not', ...categories: TokenType[]): TokenType {
  const name = word[0]!.toUpperCase() + word.slice(1);
  return token(name, new RegExp(word), { longer_alt: Word, categories: [AnyWord, ...categories] });
}

export const And = operatorWord('and', Operator);
export const Or = operatorWord('or', Operator);
export const Not = operatorWord('not', Prefix);
all.push(Word);

/** The end of the last `*\/` of the text that was lexed last, so that each unclosed `/*` doesn't look for one anew. */
let lastClosed = { text: '', end: 0 };

/** Reads a comment of another language; one that is never closed ends with its line. */
function foreignComment(text: string, offset: number): [string] | null {
  const isBlock = text.startsWith('/*', offset);
  if (!isBlock && text[offset] !== '#') {
    return null;
  }
  if (lastClosed.text !== text) {
    lastClosed = { text, end: text.lastIndexOf('*/') + 2 };
  }
  if (isBlock && lastClosed.end >= offset + 4) {
    return [text.slice(offset, text.indexOf('*/', offset + 2) + 2)];
  }
  let end = offset + 1;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') {
    end++;
  }
  return [text.slice(offset, end)];
}

/** `/* … *\/`, `# …` */
export const ForeignComment = token('ForeignComment', foreignComment, {
  start_chars_hint: ['/', '#'],
  line_breaks: true,
});
/** Operators of other languages that have another spelling here. */
export const ForeignOperator = token('ForeignOperator', /===|!==|&&?|\|\|?|\*\*|<>|=>|->|:=|!(?!=)|::/);

export const Equal = token('Equal', /==/, { categories: [Operator] });
export const NotEqual = token('NotEqual', /!=/, { categories: [Operator] });
export const LessEqual = token('LessEqual', /<=/, { categories: [Operator] });
export const Less = token('Less', /</, { categories: [Operator] });
export const GreaterEqual = token('GreaterEqual', />=/, { categories: [Operator] });
export const Greater = token('Greater', />/, { categories: [Operator] });
export const Plus = token('Plus', /\+/, { categories: [Operator, Prefix] });
export const Minus = token('Minus', /-/, { categories: [Operator, Prefix] });
export const Times = token('Times', /\*/, { categories: [Operator] });
export const Divide = token('Divide', /\//, { categories: [Operator] });
export const Power = token('Power', /\^/, { categories: [Operator] });
export const Assign = token('Assign', /=/, { categories: [Operator] });

export const LeftParen = token('LeftParen', /\(/);
export const RightParen = token('RightParen', /\)/);
export const LeftBracket = token('LeftBracket', /\[/);
export const RightBracket = token('RightBracket', /\]/);
export const LeftBrace = token('LeftBrace', /\{/);
export const RightBrace = token('RightBrace', /\}/);
export const Comma = token('Comma', /,/);
export const Semicolon = token('Semicolon', /;/);
export const Colon = token('Colon', /:/);
export const Dot = token('Dot', /\./);
export const At = token('At', /@/);

/** Codes of the ASCII control characters but tab and line breaks. */
const controls = [...Array(32).keys(), 127].filter((code) => ![9, 10, 13].includes(code));
/** Characters that no token begins with. */
export const Unknown = token('Unknown', /[^\w \t\r\n"'#()[\]{},;:.@=<>!&|+\-*/^\u0080-\uffff]+/, {
  start_chars_hint: [...'$?~`\\%', ...controls],
  line_breaks: false,
});

export const tokens: readonly TokenType[] = all;

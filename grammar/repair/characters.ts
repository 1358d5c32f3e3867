/**
 * Mistakes inside of a single token: foreign characters, quotes, operators and comments, malformed numbers. Each is
 * reported, and replaced by the token that was meant, or dropped where none was.
 */
import type { IToken, TokenType } from 'chevrotain';
import { tokenSpan } from '../build/cst.js';
import { quote } from '../describe.js';
import { removing, replacing, type Problems } from '../problems.js';
import type { Span } from '../syntax.js';
import * as t from '../tokens.js';
import { describeCharacter, isInvisible, plainSign, plainText } from './lookalikes.js';
import { describeNumber } from './numbers.js';
import { isOptionalType } from './ternary.js';
import { isOneOf, replaced, retyped } from './tokens.js';

type Repair = (token: IToken, problems: Problems, around: Around) => IToken | undefined;

/** The neighbours of a token. */
interface Around {
  readonly before: IToken | undefined;
  readonly after: IToken | undefined;
}

/**
 * Takes mistaken tokens out of a list of tokens, in one pass, until there are too many problems to go on. The gaps
 * reach from the neighbours of a dropped token to each other, and from a string that may have swallowed what closes its
 * brackets to what follows it.
 */
export function repairCharacters(tokens: readonly IToken[], problems: Problems): { tokens: IToken[]; gaps: Span[] } {
  const result: IToken[] = [];
  const gaps: Span[] = [];
  let junkEnd = -1;
  for (const [i, token] of tokens.entries()) {
    if (problems.full) {
      break;
    }
    const repair = repairs.get(token.tokenType);
    if (isArrowOfItem(tokens, i)) {
      result.push(replaced(token, t.Colon, token.image));
      continue;
    }
    if (repair === undefined) {
      result.push(token);
      continue;
    }
    if (isNameWithDigit(tokens, i)) {
      result.push(nameWithDigit(token, problems));
      continue;
    }
    if (isHeadOfExpression(tokens, i)) {
      const count = isOneOf(result.at(-1), t.RightParen) ? 3 : 1;
      const head = result.splice(-count);
      rejectHead(head, token, tokens[i + 1]!, problems);
      continue;
    }
    const annotated = lambdaIn(tokens, i);
    if (annotated !== undefined) {
      rejectLambda(token, annotated, problems);
      gaps.push({ start: tokens[i - 1]!.startOffset, end: tokenSpan(tokens[i + 1] ?? token).end });
      continue;
    }
    if (token.image === '?' && isOptionalType(tokens, i)) {
      rejectOptionalType(token, problems);
      continue;
    }
    const isJunk = token.tokenType === t.Unknown || (token.tokenType === t.ForeignSign && !plainSign(token.image));
    // A run of unknown characters is one mistake, and so is a pair such as `‖x‖`.
    const closesPair = token.image === '\u2016' && tokens[i - 2]?.image === '\u2016';
    const repaired =
      closesPair || (isJunk && token.startOffset === junkEnd)
        ? undefined
        : repair(token, problems, { before: tokens[i - 1], after: tokens[i + 1] });
    junkEnd = isJunk ? tokenSpan(token).end : -1;
    const end = tokens[i + 1]?.startOffset ?? tokenSpan(token).end;
    if (repaired === undefined) {
      gaps.push({ start: tokens[i - 1]?.endOffset ?? 0, end });
      continue;
    }
    result.push(repaired);
  }
  return { tokens: result, gaps };
}

const repairs = new Map<TokenType, Repair>([
  [t.ForeignWord, foreignWord],
  [t.ForeignSign, foreignSign],
  [t.MalformedNumber, malformedNumber],
  [t.SingleQuotedString, (token, problems) => foreignString(token, problems, 'single quotes')],
  [t.CurlyQuotedString, (token, problems) => foreignString(token, problems, 'curly quotes')],
  [t.ForeignComment, foreignComment],
  [t.ForeignOperator, foreignOperator],
  [t.Unknown, unknown],
]);

function foreignWord(token: IToken, problems: Problems): IToken {
  const characters = [...token.image];
  const culprit = characters.find((character) => character.codePointAt(0)! > 0x7f)!;
  const plain = characters.map((character) => (character.codePointAt(0)! > 0x7f ? plainText(character) : character));
  const known = plain.every((character) => character !== undefined);
  const meant = known ? plain.join('') : token.image;
  const what = describeCharacter(culprit);
  problems.add(
    tokenSpan(token),
    culprit === token.image
      ? `${quote(culprit)} is ${what}.`
      : `${quote(token.image)} holds ${what}, ${quote(culprit)}.`,
    known
      ? `Write ${quote(meant)}${meant.includes('x') ? '' : ' in ASCII letters'}.`
      : 'Names are made of ASCII letters, digits and `_`.',
    { ...replacing(tokenSpan(token), known ? meant : undefined), misread: true },
  );
  return (known ? retyped(token, meant) : undefined) ?? replaced(token, t.Word, meant);
}

function foreignSign(token: IToken, problems: Problems, { before, after }: Around): IToken | undefined {
  const plain = plainSign(token.image);
  const description = describeCharacter(token.image);
  const isHidden = isInvisible(token.image);
  const what = isHidden ? description : `${quote(token.image)}, ${description},`;
  const isSpace = isHidden && /\s/.test(token.image);
  const removal = isSpace
    ? 'Write an ordinary space.'
    : isHidden
      ? 'Remove it.'
      : (foreignSigns.get(token.image) ?? 'Remove it; names are made of ASCII letters, digits and `_`.');
  const hint = plain === undefined ? removal : `Write ${quote(plain)}.`;
  problems.add(tokenSpan(token), `The text holds ${what} which means nothing here.`, hint, {
    ...replacing(tokenSpan(token), plain ?? (isSpace ? ' ' : isHidden ? '' : undefined)),
    ...(isHidden && !isSpace && isOneOf(before, t.AnyWord) && isOneOf(after, t.AnyWord) && { misread: true }),
  });
  return plain === undefined ? undefined : retyped(token, plain);
}

/** Is a malformed number the name of a declaration, or the label or name before a colon? */
function isNameWithDigit(tokens: readonly IToken[], i: number): boolean {
  if (!isOneOf(tokens[i], t.MalformedNumber) || !/^[0-9]\w*$/.test(tokens[i]!.image)) return false;
  const isHead = isOneOf(tokens[i - 1], t.Model, t.Block, t.Experiment, t.Ablation);
  return (isHead && isOneOf(tokens[i + 1], t.LeftBrace, t.LeftParen, t.At, t.Of)) || isOneOf(tokens[i + 1], t.Colon);
}

function nameWithDigit(token: IToken, problems: Problems): IToken {
  const meant = `_${token.image}`;
  const fix = replacing(tokenSpan(token), meant);
  problems.add(tokenSpan(token), 'A name begins with a letter or `_`.', `Write ${quote(meant)}.`, fix);
  return replaced(token, t.Word, meant);
}

function malformedNumber(token: IToken, problems: Problems): IToken {
  const { message, hint, meant, isCertain } = describeNumber(token.image);
  problems.add(tokenSpan(token), message, hint, replacing(tokenSpan(token), isCertain ? meant : undefined));
  return retyped(token, meant) ?? replaced(token, t.NumberToken, '1');
}

function foreignString(token: IToken, problems: Problems, quotes: string): IToken {
  const inner = token.image.slice(1).replace(/["'\u201c\u201d\u00bb\u2018\u2019]$/, '');
  problems.add(
    tokenSpan(token),
    `This string stands in ${quotes}.`,
    `Write it in double quotes: ${quote(`"${inner}"`)}.`,
    replacing(tokenSpan(token), /["\\]/.test(inner) ? undefined : `"${inner}"`),
  );
  return replaced(token, t.StringToken, `"${inner}"`);
}

function foreignComment(token: IToken, problems: Problems): undefined {
  const sign = token.image.startsWith('#') ? '#' : '/*';
  const { start } = tokenSpan(token);
  problems.add(
    { start, end: start + sign.length },
    `${quote(sign)} doesn't begin a comment.`,
    'Comments are `// …`, to the end of the line.',
    replacing(tokenSpan(token), asComment(token.image)),
  );
}

/** `# …` or a block comment as the language writes it; what follows a block comment begins a line. */
function asComment(image: string): string | undefined {
  if (image.startsWith('#')) {
    return `//${image.slice(1)}`;
  }
  if (!image.endsWith('*/')) {
    return undefined;
  }
  const lines = image
    .slice(2, -2)
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*\*?\s*/, '').trimEnd());
  const filled = lines.filter((line, i) => line !== '' || (i > 0 && i < lines.length - 1));
  return filled.map((line) => `// ${line}`.trimEnd() + '\n').join('');
}

// prettier-ignore
const meantOperators: Readonly<Record<string, string>> = {
  '===': '==', '!==': '!=', '<>': '!=', '&': 'and', '&&': 'and', '|': 'or', '||': 'or', '!': 'not', '**': '^',
  ':=': ':', '::': ':', '=>': '',  '->': '',
};

function foreignOperator(token: IToken, problems: Problems, around: Around): IToken | undefined {
  const meant = meantOperators[token.image]!;
  const hint = meant === '' ? 'Remove it: a layer takes the one before it.' : `Write ${quote(meant)}.`;
  problems.add(
    tokenSpan(token),
    `${quote(token.image)} isn't an operator here.`,
    hint,
    replacing(tokenSpan(token), apart(token, meant, around)),
  );
  return retyped(token, meant);
}

/** A word in the place of a sign, with spaces where the sign needed none: `!wide`, `a&&b`. */
function apart(token: IToken, word: string, { before, after }: Around): string {
  if (!/^\w/.test(word)) return word;
  const { start, end } = tokenSpan(token);
  const joinsBefore = before !== undefined && tokenSpan(before).end === start && /\w$/.test(before.image);
  const joinsAfter = after?.startOffset === end && /^\w/.test(after.image);
  return `${joinsBefore ? ' ' : ''}${word}${joinsAfter ? ' ' : ''}`;
}

/**
 * Is a token the arrow of `replace a -> b`, or of `(theta: rad) => theta`? The rules of those complain about it, as
 * about a colon there.
 */
function isArrowOfItem(tokens: readonly IToken[], i: number): boolean {
  const { tokenType, image } = tokens[i]!;
  if (tokenType !== t.ForeignOperator || (image !== '->' && image !== '=>')) {
    return false;
  }
  for (let j = i - 1; j >= 0 && j > i - longestHead; j--) {
    const word = tokens[j]!;
    if (isOneOf(word, t.LeftBrace, t.RightBrace)) {
      return false;
    }
    if (isOneOf(word, t.Replace)) {
      return true;
    }
    if (isOneOf(word, t.Angle, t.Magnitude, t.Margin) && !isOneOf(tokens[j - 1], t.At)) {
      return isOneOf(tokens[i - 1], t.RightParen);
    }
  }
  return false;
}

/** Is a token the arrow of `normalize: x => x / 255`, whose value is an expression? */
function isHeadOfExpression(tokens: readonly IToken[], i: number): boolean {
  const { image } = tokens[i]!;
  const isBracketed = isOneOf(tokens[i - 1], t.RightParen) && isOneOf(tokens[i - 3], t.LeftParen);
  const variable = isBracketed ? i - 2 : i - 1;
  const colon = isBracketed ? i - 4 : i - 2;
  return (
    (image === '->' || image === '=>') &&
    tokens[colon - 1]?.image === 'normalize' &&
    isOneOf(tokens[colon], t.Colon) &&
    isOneOf(tokens[variable], t.Name) &&
    tokens[i + 1] !== undefined
  );
}

/** What is said of a function where `normalize` has its value. */
export const expressionInX = '`normalize` takes an expression in `x`, not a function.';

function rejectHead(head: readonly IToken[], arrow: IToken, value: IToken, problems: Problems): void {
  const span = { start: head[0]!.startOffset, end: tokenSpan(arrow).end };
  const hint = `Remove ${quote(`${head.map(({ image }) => image).join('')} ${arrow.image}`)}.`;
  problems.add(span, expressionInX, hint, removing({ start: span.start, end: value.startOffset }));
}

/** What stands before the parenthesis that holds the arrow of `@angle(theta -> cos(theta))`; empty where nothing does. */
function lambdaIn(tokens: readonly IToken[], i: number): string | undefined {
  const { tokenType, image } = tokens[i]!;
  if (tokenType !== t.ForeignOperator || (image !== '->' && image !== '=>')) return undefined;
  let depth = 0;
  for (let j = i - 1; j >= 0 && j > i - longestHead; j--) {
    if (isOneOf(tokens[j], t.LeftBrace, t.RightBrace)) return undefined;
    if (isOneOf(tokens[j], t.RightParen)) depth++;
    if (isOneOf(tokens[j], t.LeftParen) && --depth < 0) return tokens[j - 1]?.image ?? '';
  }
  return undefined;
}

function rejectLambda(token: IToken, annotated: string, problems: Problems): void {
  const kind = annotated === 'magnitude' || annotated === 'margin' ? annotated : 'angle';
  const variable = kind === 'magnitude' ? 'x: real' : 'theta: rad';
  const hint = `Declare ${quote(`${kind} name(${variable}) = …`)} and write its name here.`;
  problems.add(tokenSpan(token), 'A function has a declaration of its own.', hint);
}

function rejectOptionalType(question: IToken, problems: Problems): void {
  const span = tokenSpan(question);
  const hint = `Remove ${quote('?')}: a parameter with a default, as in ${quote('bias: bool = false')}, may be left out.`;
  problems.add(span, 'No type ends with `?`.', hint, removing(span));
}

/** More tokens than the head of a function has. */
const longestHead = 60;

function unknown(token: IToken, problems: Problems, { before }: Around): undefined {
  const shown = /^\p{Cc}/u.test(token.image) ? describeCharacter(token.image[0]!) : quote(token.image);
  const span = tokenSpan(token);
  const message = `${shown[0]!.toUpperCase()}${shown.slice(1)} means nothing here.`;
  const isOfList = token.image === '%' && isOneOf(before, t.RightBracket);
  const otherwise = isOfList ? 'The sign stands behind each number: `[50%, 75%]`.' : foreignSigns.get(token.image);
  if (otherwise === undefined) problems.add(span, message, 'Remove it.', removing(span));
  else problems.add(span, message, otherwise);
}

/** Signs that mean something in other languages, which taking them out would not say. */
const foreignSigns: ReadonlyMap<string, string> = new Map([
  ['%', 'The remainder of `a` by `b` is `a - b * floor(a / b)`.'],
  ['\u00b2', 'A power is written `x ^ 2`.'],
  ['\u00b3', 'A power is written `x ^ 3`.'],
  ['\u221a', 'A root is written `sqrt(x)`.'],
  ['\u2016', 'Norms are variables of their own: `x` is that of the input, `w` that of the filter.'],
  ['?', 'A choice between values is `if a then b else c`.'],
]);

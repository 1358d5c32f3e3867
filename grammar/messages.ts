/** The words for mistakes that only the parser itself notices: what it expected in the rule where it stopped. */
import { EOF, tokenMatcher, type IParserErrorMessageProvider, type IToken, type TokenType } from 'chevrotain';
import { describeToken, describeType } from './describe.js';
import { mostProblems } from './problems.js';
import * as t from './tokens.js';

/** Thrown out of the parser when the text can't be a spec with a few mistakes. */
export class TooManyErrors extends Error {}

let errors = 0;

/** Starts counting errors anew, for the next text. */
export function resetMessages(): void {
  errors = 0;
}

const hintMark = '\u0000';

/** Chevrotain's messages are one string; a hint stands behind a mark. */
export function splitMessage(joined: string): { message: string; hint?: string } {
  const [message = '', hint] = joined.split(hintMark);
  return hint === undefined ? { message } : { message, hint };
}

const statement = 'a layer, a join (`add`, `concat`, `multiply`), `repeat`, `if` or `let`';

/** What belongs where a rule stopped, when the token it wanted doesn't say it better. */
const expectations: Readonly<Record<string, string>> = {
  file: 'a declaration (`model`, `block`, `angle`, `experiment`, …) or an import',
  importDeclaration: 'the names to import: `import { name } from "./file.ang"`',
  body: 'a statement or the closing `}`',
  joinStatement: 'a branch (`{ … }`, `name: { … }`) or the closing `}`',
  content: statement,
  statement,
  parameters: 'a parameter (`name: type`) or the closing `)`',
  callArguments: 'an argument or the closing `)`',
  list: 'a value or the closing `]`',
  parenthesis: 'an operator or the closing `)`',
  nested: 'the opening `{`',
  source: 'the label of a layer after `from`',
  functionDeclaration: 'the expression of the function: `angle name(theta: rad) = expression`',
  items: 'a field (`name: value`) or the closing `}`',
};

const values = ['operand', 'operation', 'expression', 'conditional', 'conditionalArm'];

/** Whose name is missing, by the rule where it should be. */
const names: Readonly<Record<string, string>> = {
  moduleDeclaration: 'the name of the model or block',
  functionDeclaration: 'the name of the function',
  experimentDeclaration: 'the name of the experiment',
  annotation: 'the name of an annotation, such as `angle`',
  access: 'the name of a property',
  letStatement: 'the name of the value',
  repeatStatement: 'the name that counts the repeats',
};

function expectation(rule: string, type?: TokenType): string {
  if (type === t.AnyWord && names[rule] !== undefined) {
    return names[rule];
  }
  const closes = type === t.RightBrace || type === t.RightParen || type === t.RightBracket;
  if (type !== undefined && !closes && rule !== 'file') {
    return describeType(type);
  }
  return values.includes(rule) ? 'a value' : (expectations[rule] ?? (type ? describeType(type) : 'something else'));
}

function hint(rule: string, found: IToken): string | undefined {
  if (found.tokenType === t.Else) {
    return 'An `else` stands right after the `}` of its `if`; the `else` of a value needs `if … then …` before it.';
  }
  if (values.includes(rule) && found.tokenType === t.If) {
    return 'An `if … then … else …` inside of a larger expression stands in parentheses.';
  }
  if (values.includes(rule) && found.tokenType === t.Not) {
    return 'A `not …` inside of a comparison or sum stands in parentheses.';
  }
  if (found.tokenType === t.Dot) {
    return 'A `.` stands between a name and one of its properties, as in `in.channels`.';
  }
  if (rule === 'moduleDeclaration' && found.tokenType === t.Assign) {
    return 'Write `model Name() { … }`, with the layers one below the other in the braces.';
  }
  if (rule === 'importDeclaration') {
    return 'Write `import { name } from "./file.ang"`.';
  }
  if (rule === 'body' && !tokenMatcher(found, t.AnyWord) && found.tokenType !== EOF) {
    return 'Every statement begins with a word.';
  }
  if (rule === 'file') {
    return 'Layers and joins stand inside of a model or a block: `model Name() { … }`.';
  }
  return undefined;
}

function say(rule: string, found: IToken, type?: TokenType): string {
  if (++errors > mostProblems) {
    throw new TooManyErrors();
  }
  const message = `Expected ${expectation(rule, type)}, but found ${describeToken(found)}.`;
  const help = hint(rule, found);
  return help === undefined ? message : message + hintMark + help;
}

export const parserMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ ruleName, actual, expected }) => say(ruleName, actual, expected),
  buildNotAllInputParsedMessage: ({ ruleName, firstRedundant }) => say(ruleName, firstRedundant),
  buildNoViableAltMessage: ({ ruleName, actual }) => say(ruleName, actual[0]!),
  buildEarlyExitMessage: ({ ruleName, actual }) => say(ruleName, actual[0]!),
};

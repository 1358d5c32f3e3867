/** The words for mistakes that only the parser itself notices: what it expected in the rule where it stopped. */
import { EOF, tokenMatcher, type IParserErrorMessageProvider, type IToken, type TokenType } from 'chevrotain';
import { describeToken, describeType } from './describe.js';
import { mostProblems } from './problems.js';
import { headFor } from './repair/head-words.js';
import { didYouMean, surest } from './suggest.js';
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
  experimentDeclaration: 'the name of the experiment',
  ablationDeclaration: 'the name of the ablation',
  profile: 'the name of the profile',
  editionDeclaration: 'a number: `edition 2026`',
  definition: 'the expression of the function',
  bracedFunction: 'the expression of the function',
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
  letStatement: '`=` (`let name = value`)',
  source: 'the label of a layer after `from`',
  functionDeclaration: 'the expression of the function: `angle name(theta: rad) = expression`',
  items: 'a field (`name: value`) or the closing `}`',
  item: 'a field (`name: value`) or the closing `}`',
  groups: 'a group (`name: { … }`) or the closing `}`',
  opening: 'the opening `{`',
  special: 'what this is about',
  index: 'a single index and the closing `]`',
};

const values = ['operand', 'operation', 'expression', 'conditional', 'conditionalArm'];

/** Whose name is missing, by the rule where it should be. */
const names: Readonly<Record<string, string>> = {
  moduleDeclaration: 'the name of the model or block',
  functionDeclaration: 'the name of the function',
  base: 'the name of an experiment',
  replaceEdit: '`with` and another kind',
  parameter: 'the type of the parameter',
  targetEnd: 'the name of an annotation, such as `scale`',
  clause: 'the word `filter`',
  annotation: 'the name of an annotation, such as `angle`',
  access: 'the name of a property',
  letStatement: 'the name of the value',
  repeatStatement: 'the name that counts the repeats',
};

function expectation(rule: string, type?: TokenType): string {
  if ((type === t.AnyWord || type === t.Name) && names[rule] !== undefined) {
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
  if (values.includes(rule) && found.tokenType === t.LeftBrace) {
    return 'What is repeated says how often, `repeat 3 { … }`, and a choice on which condition, `if deep { … }`.';
  }
  if (found.tokenType === t.Dot) {
    return 'A `.` stands between a name and one of its properties, as in `in.channels`.';
  }
  if ((rule === 'parameter' || rule === 'parameters') && tokenMatcher(found, t.LeftBracket)) {
    return 'The types are `int`, `real`, `bool`, `rad` and `kernel`: no parameter is a list.';
  }
  if (rule === 'nested' && found.tokenType === t.In) {
    return 'What is repeated says how often, and then the name that counts: `repeat 3 as i { … }`.';
  }
  if (rule === 'moduleDeclaration' && found.tokenType === t.Assign) {
    return 'Write `model Name() { … }`, with the layers one below the other in the braces.';
  }
  const examples = forms[rule];
  if (examples !== undefined) {
    return `Write ${examples}.`;
  }
  if (rule === 'parenthesis' && found.tokenType === t.Comma) {
    return 'A list is written `[a, b]`, the two sizes of a kernel `3x5`.';
  }
  if (rule === 'index') {
    return 'One index stands in brackets, or `*` for every one; several are a list: `[stage1[0], stage1[2]]`.';
  }
  if ((rule === 'items' || rule === 'item') && found.tokenType === t.At) {
    return 'Annotations are written `set selector @name(value)`, or `selector@name: value`.';
  }
  if (found.tokenType === t.Times && (values.includes(rule) || rule === 'access')) {
    return 'A `*` stands between two values; in a selector the whole net is `model`, and every repeat `stage1[*]`.';
  }
  if (rule === 'access' && found.tokenType === t.LeftBracket) {
    return 'An index stands right behind a name, without a dot: `stage1[3]`.';
  }
  if (rule === 'body' && !tokenMatcher(found, t.AnyWord) && found.tokenType !== EOF) {
    return 'Every statement begins with a word.';
  }
  if (rule === 'file') {
    return hintAtTop(found);
  }
  return undefined;
}

/** How a construct is written that people get wrong in many ways. */
const forms: Readonly<Record<string, string>> = {
  importDeclaration: '`import { name } from "./file.ang"`',
  replaceEdit: '`replace kind with other`',
  profile: '`profile name { … }`',
  opening: '`name: { … }`, and `{}` where nothing is changed',
  ablationDeclaration: '`ablation Name of Experiment { … }`',
  base: '`ablation Name of Experiment { … }`',
};

/** How declarations begin. */
const headForms: Readonly<Record<string, string>> = {
  angle: 'angle name(theta: rad) = …',
  model: 'model Name() { … }',
  block: 'block name() { … }',
  experiment: 'experiment Name { … }',
  ablation: 'ablation Name of Experiment { … }',
};
const heads = ['import', 'edition', 'model', 'block', 'angle', 'magnitude', 'margin', 'experiment', 'ablation'];

function hintAtTop(found: IToken): string {
  if (found.tokenType === t.Let) {
    return 'A `let` stands in a model, a block or a function; in a function, before its `=`.';
  }
  const foreign = headFor(found.image);
  if (foreign !== undefined) {
    return `Write \`${headForms[foreign]}\`.`;
  }
  if (tokenMatcher(found, t.AnyWord)) {
    const meant = surest(found.image, heads);
    const guess = meant === undefined ? didYouMean(found.image, heads) : `Did you mean \`${meant}\`?`;
    if (guess !== undefined) {
      return guess;
    }
  }
  return 'Layers and joins stand inside of a model or a block: `model Name() { … }`.';
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

/**
 * The grammar, as a chevrotain parser whose methods are its rules: those of whole files are here, the others in
 * `parser/`.
 *
 * Lists are read as a mixture of items and separators, operands as an alternation with operators, and a few
 * mistakes (`name = value`, a branch without braces) are rules of their own: `build/` says what is wrong with them
 * in the words of the construct, and one mistake doesn't become several.
 */
import { EOF, tokenMatcher, type CstNode, type IToken } from 'chevrotain';
import { resetMessages, splitMessage, TooManyErrors } from './messages.js';
import { ExperimentParser } from './parser/experiments.js';
import * as t from './tokens.js';

class AngParser extends ExperimentParser {
  constructor() {
    super();
    this.performSelfAnalysis();
  }

  readonly file = this.RULE('file', () => {
    this.MANY(() =>
      this.OR([
        { ALT: () => this.SUBRULE(this.editionDeclaration) },
        { ALT: () => this.SUBRULE(this.importDeclaration) },
        { ALT: () => this.SUBRULE(this.moduleDeclaration) },
        { ALT: () => this.SUBRULE(this.functionDeclaration) },
        { ALT: () => this.SUBRULE(this.experimentDeclaration) },
        { ALT: () => this.SUBRULE(this.ablationDeclaration) },
        { ALT: () => this.SUBRULE(this.special) },
      ]),
    );
    this.CONSUME(EOF);
  });

  private readonly editionDeclaration = this.RULE('editionDeclaration', () => {
    this.CONSUME(t.Edition);
    this.CONSUME(t.NumberToken);
  });

  private readonly importDeclaration = this.RULE('importDeclaration', () => {
    this.CONSUME(t.Import);
    this.CONSUME(t.LeftBrace);
    this.MANY(() => this.OR([{ ALT: () => this.CONSUME(t.Name) }, { ALT: () => this.CONSUME(t.Comma) }]));
    this.CONSUME(t.RightBrace);
    this.CONSUME(t.From);
    this.CONSUME(t.StringToken);
  });

  /** A model or a block. */
  private readonly moduleDeclaration = this.RULE('moduleDeclaration', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Model) }, { ALT: () => this.CONSUME(t.Block) }]);
    this.CONSUME(t.AnyWord);
    this.OPTION(() => this.SUBRULE(this.parameters));
    this.MANY(() => this.SUBRULE(this.annotation));
    this.SUBRULE(this.body);
  });

  /** An angle, magnitude or margin function. The `=` behind its `let`s isn't part of their values. */
  private readonly functionDeclaration = this.RULE('functionDeclaration', () => {
    this.OR([
      { ALT: () => this.CONSUME(t.Angle) },
      { ALT: () => this.CONSUME(t.Magnitude) },
      { ALT: () => this.CONSUME(t.Margin) },
    ]);
    this.CONSUME(t.AnyWord);
    this.SUBRULE(this.parameters);
    this.endsAtAssign = true;
    this.MANY(() => this.SUBRULE(this.letStatement));
    this.endsAtAssign = false;
    this.OR2([
      { ALT: () => this.CONSUME(t.Assign) },
      { ALT: () => this.CONSUME(t.Equal) },
      { ALT: () => this.CONSUME(t.Colon) },
    ]);
    this.SUBRULE(this.expression);
  });

  private readonly parameters = this.RULE('parameters', () => {
    this.CONSUME(t.LeftParen);
    this.MANY(() =>
      this.OR([
        { ALT: () => this.SUBRULE(this.parameter) },
        { ALT: () => this.CONSUME(t.Comma) },
        { ALT: () => this.CONSUME(t.Semicolon) },
      ]),
    );
    this.CONSUME(t.RightParen);
  });

  private readonly parameter = this.RULE('parameter', () => {
    this.OPTION({ GATE: () => tokenMatcher(this.LA(2), t.AnyWord), DEF: () => this.SUBRULE(this.role) });
    this.CONSUME(t.AnyWord);
    this.OPTION2(() => {
      this.OPTION3(() => this.CONSUME(t.Colon));
      this.CONSUME2(t.AnyWord);
    });
    this.OPTION4(() => {
      this.OR([{ ALT: () => this.CONSUME(t.Assign) }, { ALT: () => this.CONSUME(t.Equal) }]);
      this.SUBRULE(this.expression);
    });
    this.MANY(() => this.SUBRULE(this.clause));
  });

  private readonly role = this.RULE('role', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Learn) }, { ALT: () => this.CONSUME(t.State) }]);
  });

  /** What may stand behind the start of a parameter that is learned or moves along. */
  private readonly clause = this.RULE('clause', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.Per);
          this.CONSUME(t.AnyWord);
        },
      },
      {
        ALT: () => {
          this.OR2([{ ALT: () => this.CONSUME(t.Min) }, { ALT: () => this.CONSUME(t.Then) }]);
          this.SUBRULE(this.expression);
        },
      },
    ]);
  });

  private readonly experimentDeclaration = this.RULE('experimentDeclaration', () => {
    this.CONSUME(t.Experiment);
    this.CONSUME(t.AnyWord);
    this.OPTION(() => this.SUBRULE(this.base));
    this.SUBRULE(this.items);
  });

  private readonly ablationDeclaration = this.RULE('ablationDeclaration', () => {
    this.CONSUME(t.Ablation);
    this.CONSUME(t.AnyWord);
    this.OPTION(() => this.SUBRULE(this.base));
    this.SUBRULE(this.items);
  });

  private readonly base = this.RULE('base', () => {
    this.CONSUME(t.Of);
    this.CONSUME(t.AnyWord);
  });
}

let parser: AngParser | undefined;

/** A mistake that the grammar has no rule for. */
export interface ParserError {
  readonly message: string;
  readonly hint?: string;
  /** The token that doesn't belong; at the end of the text its offset isn't a number. */
  readonly token: IToken;
}

export interface ParserOutput {
  /** Has holes where there are errors; undefined when there were too many. */
  readonly tree: CstNode | undefined;
  readonly errors: readonly ParserError[];
}

/** Reads tokens whose brackets are balanced into a concrete syntax tree. */
export function readTokens(input: IToken[]): ParserOutput {
  parser ??= new AngParser();
  resetMessages();
  parser.input = input;
  let tree: CstNode | undefined;
  try {
    tree = parser.file();
  } catch (error) {
    if (!(error instanceof TooManyErrors)) {
      throw error;
    }
  }
  return { tree, errors: parser.errors.map(({ message, token }) => ({ ...splitMessage(message), token })) };
}

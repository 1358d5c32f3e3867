/**
 * The grammar, as a chevrotain parser whose methods are its rules.
 *
 * Lists are read as a mixture of items and separators, operands as an alternation with operators, and a few
 * mistakes (`name = value`, a branch without braces) are rules of their own: `build/` says what is wrong with them
 * in the words of the construct, and one mistake doesn't become several.
 */
import { CstParser, EOF, type CstNode, type IToken } from 'chevrotain';
import * as t from './tokens.js';
import { parserMessages, resetMessages, splitMessage, TooManyErrors } from './messages.js';

class AngParser extends CstParser {
  constructor() {
    super([...t.tokens], {
      recoveryEnabled: true,
      maxLookahead: 2,
      nodeLocationTracking: 'onlyOffset',
      errorMessageProvider: parserMessages,
    });
    this.performSelfAnalysis();
  }

  readonly file = this.RULE('file', () => {
    this.MANY(() =>
      this.OR([
        { ALT: () => this.SUBRULE(this.importDeclaration) },
        { ALT: () => this.SUBRULE(this.moduleDeclaration) },
        { ALT: () => this.SUBRULE(this.angleDeclaration) },
        { ALT: () => this.SUBRULE(this.experimentDeclaration) },
      ]),
    );
    this.CONSUME(EOF);
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

  private readonly angleDeclaration = this.RULE('angleDeclaration', () => {
    this.CONSUME(t.Angle);
    this.CONSUME(t.AnyWord);
    this.SUBRULE(this.parameters);
    this.OR([
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
    this.CONSUME(t.AnyWord);
    this.OPTION(() => {
      this.OPTION3(() => this.CONSUME(t.Colon));
      this.CONSUME2(t.AnyWord);
    });
    this.OPTION2(() => {
      this.OR([{ ALT: () => this.CONSUME(t.Assign) }, { ALT: () => this.CONSUME(t.Equal) }]);
      this.SUBRULE(this.expression);
    });
  });

  private readonly experimentDeclaration = this.RULE('experimentDeclaration', () => {
    this.CONSUME(t.Experiment);
    this.CONSUME(t.AnyWord);
    this.CONSUME(t.LeftBrace);
    this.MANY(() => this.OR([{ ALT: () => this.SUBRULE(this.field) }, { ALT: () => this.SUBRULE(this.separator) }]));
    this.CONSUME(t.RightBrace);
  });

  private readonly field = this.RULE('field', () => {
    this.CONSUME(t.AnyWord);
    this.OPTION(() => this.SUBRULE(this.colon));
    this.SUBRULE(this.expression);
  });

  /** `:`, or the `=` that many write in its place. */
  private readonly colon = this.RULE('colon', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Colon) }, { ALT: () => this.CONSUME(t.Assign) }]);
  });

  /** What other languages put between statements. */
  private readonly separator = this.RULE('separator', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Comma) }, { ALT: () => this.CONSUME(t.Semicolon) }]);
  });

  /** The body of a repeat or an `if`, or the statement that someone wrote without its braces. */
  private readonly nested = this.RULE('nested', () => {
    this.OR([{ ALT: () => this.SUBRULE(this.body) }, { ALT: () => this.SUBRULE(this.content) }]);
  });

  private readonly body = this.RULE('body', () => {
    this.CONSUME(t.LeftBrace);
    this.MANY(() =>
      this.OR([{ ALT: () => this.SUBRULE(this.statement) }, { ALT: () => this.SUBRULE(this.separator) }]),
    );
    this.CONSUME(t.RightBrace);
  });

  private readonly label = this.RULE('label', () => {
    this.CONSUME(t.AnyWord);
    this.SUBRULE(this.colon);
  });

  private readonly statement = this.RULE('statement', () => {
    this.OPTION({ GATE: () => this.atLabel(), DEF: () => this.SUBRULE(this.label) });
    this.OR([{ ALT: () => this.SUBRULE(this.content) }, { ALT: () => this.SUBRULE(this.body) }]);
    this.SUBRULE(this.tail);
  });

  /** A statement without its label and what stands behind it. */
  private readonly content = this.RULE('content', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.joinStatement) },
      { ALT: () => this.SUBRULE(this.repeatStatement) },
      { ALT: () => this.SUBRULE(this.ifStatement) },
      { ALT: () => this.SUBRULE(this.letStatement) },
      { ALT: () => this.SUBRULE(this.layerStatement) },
    ]);
  });

  private atLabel(): boolean {
    const second = this.LA(2).tokenType;
    return second === t.Colon || (second === t.Assign && this.LA(1).tokenType !== t.Let);
  }

  /** Annotations and `from name`, in whatever order they were written. */
  private readonly tail = this.RULE('tail', () => {
    this.MANY(() => this.OR([{ ALT: () => this.SUBRULE(this.annotation) }, { ALT: () => this.SUBRULE(this.source) }]));
  });

  private readonly source = this.RULE('source', () => {
    this.CONSUME(t.From);
    this.OR([{ ALT: () => this.CONSUME(t.Name) }, { ALT: () => this.CONSUME(t.In) }]);
  });

  private readonly layerStatement = this.RULE('layerStatement', () => {
    this.CONSUME(t.Name);
    this.OPTION(() => this.SUBRULE(this.callArguments));
  });

  private readonly joinStatement = this.RULE('joinStatement', () => {
    this.OR([
      { ALT: () => this.CONSUME(t.Add) },
      { ALT: () => this.CONSUME(t.Concat) },
      { ALT: () => this.CONSUME(t.Multiply) },
    ]);
    this.SUBRULE(this.tail);
    this.CONSUME(t.LeftBrace);
    this.MANY(() => this.OR2([{ ALT: () => this.SUBRULE(this.branch) }, { ALT: () => this.SUBRULE(this.separator) }]));
    this.CONSUME(t.RightBrace);
  });

  /** A branch is a statement here, so that one without its braces can be understood. */
  private readonly branch = this.RULE('branch', () => {
    this.SUBRULE(this.statement);
  });

  private readonly repeatStatement = this.RULE('repeatStatement', () => {
    this.CONSUME(t.Repeat);
    this.SUBRULE(this.expression);
    this.OPTION(() => {
      this.CONSUME(t.As);
      this.CONSUME(t.AnyWord);
    });
    this.SUBRULE(this.tail);
    this.SUBRULE(this.nested);
  });

  private readonly ifStatement = this.RULE('ifStatement', () => {
    this.SUBRULE(this.ifArm);
    this.MANY({
      GATE: () => this.LA(2).tokenType === t.If,
      DEF: () => {
        this.CONSUME(t.Else);
        this.SUBRULE2(this.ifArm);
      },
    });
    this.OPTION(() => {
      this.CONSUME2(t.Else);
      this.SUBRULE(this.nested);
    });
  });

  private readonly ifArm = this.RULE('ifArm', () => {
    this.CONSUME(t.If);
    this.SUBRULE(this.expression);
    this.SUBRULE(this.nested);
  });

  private readonly letStatement = this.RULE('letStatement', () => {
    this.CONSUME(t.Let);
    this.CONSUME(t.AnyWord);
    this.OR([
      { ALT: () => this.CONSUME(t.Assign) },
      { ALT: () => this.CONSUME(t.Equal) },
      { ALT: () => this.CONSUME(t.Colon) },
    ]);
    this.SUBRULE(this.expression);
  });

  private readonly annotation = this.RULE('annotation', () => {
    this.CONSUME(t.At);
    this.CONSUME(t.AnyWord);
    this.OPTION(() => this.SUBRULE(this.callArguments));
  });

  private readonly callArguments = this.RULE('callArguments', () => {
    this.CONSUME(t.LeftParen);
    this.MANY(() =>
      this.OR([
        { ALT: () => this.SUBRULE(this.argument) },
        { ALT: () => this.CONSUME(t.Comma) },
        { ALT: () => this.CONSUME(t.Semicolon) },
      ]),
    );
    this.CONSUME(t.RightParen);
  });

  private readonly argument = this.RULE('argument', () => {
    this.OPTION({
      GATE: () => this.LA(2).tokenType === t.Colon || this.LA(2).tokenType === t.Assign,
      DEF: () => this.SUBRULE(this.label),
    });
    this.SUBRULE(this.expression);
  });

  private readonly expression = this.RULE('expression', () => {
    this.OR([{ ALT: () => this.SUBRULE(this.conditional) }, { ALT: () => this.SUBRULE(this.operation) }]);
  });

  private readonly conditional = this.RULE('conditional', () => {
    this.SUBRULE(this.conditionalArm);
    this.MANY({
      GATE: () => this.LA(2).tokenType === t.If,
      DEF: () => {
        this.CONSUME(t.Else);
        this.SUBRULE2(this.conditionalArm);
      },
    });
    this.CONSUME2(t.Else);
    this.SUBRULE(this.operation);
  });

  private readonly conditionalArm = this.RULE('conditionalArm', () => {
    this.CONSUME(t.If);
    this.SUBRULE(this.operation);
    this.CONSUME(t.Then);
    this.SUBRULE2(this.operation);
  });

  /** Operands and operators in a row; `build/` gives them their precedence. */
  private readonly operation = this.RULE('operation', () => {
    this.SUBRULE(this.operand);
    this.MANY(() => {
      this.CONSUME(t.Operator);
      this.SUBRULE2(this.operand);
    });
  });

  private readonly operand = this.RULE('operand', () => {
    this.MANY(() => this.CONSUME(t.Prefix));
    this.OR([
      { ALT: () => this.CONSUME(t.NumberToken) },
      { ALT: () => this.CONSUME(t.Kernel) },
      { ALT: () => this.CONSUME(t.StringToken) },
      { ALT: () => this.CONSUME(t.True) },
      { ALT: () => this.CONSUME(t.False) },
      { ALT: () => this.CONSUME(t.In) },
      {
        ALT: () => {
          this.CONSUME(t.Name);
          this.OPTION(() => this.SUBRULE(this.callArguments));
        },
      },
      { ALT: () => this.SUBRULE(this.list) },
      { ALT: () => this.SUBRULE(this.parenthesis) },
    ]);
    this.MANY2(() => {
      this.CONSUME(t.Dot);
      this.CONSUME(t.AnyWord);
    });
  });

  private readonly list = this.RULE('list', () => {
    this.CONSUME(t.LeftBracket);
    this.MANY(() =>
      this.OR([
        { ALT: () => this.SUBRULE(this.expression) },
        { ALT: () => this.CONSUME(t.Comma) },
        { ALT: () => this.CONSUME(t.Semicolon) },
      ]),
    );
    this.CONSUME(t.RightBracket);
  });

  private readonly parenthesis = this.RULE('parenthesis', () => {
    this.CONSUME(t.LeftParen);
    this.SUBRULE(this.expression);
    this.CONSUME(t.RightParen);
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

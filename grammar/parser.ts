/**
 * The grammar, as a chevrotain parser whose methods are its rules: those of whole files are here, the others in
 * `parser/`.
 *
 * Lists are read as a mixture of items and separators, operands as an alternation with operators, and a few
 * mistakes (`name = value`, a branch without braces) are rules of their own: `build/` says what is wrong with them
 * in the words of the construct, and one mistake doesn't become several.
 */
import { EOF, tokenMatcher, type CstNode, type IToken, type ISerializedGast } from 'chevrotain';
import { resetMessages, splitMessage, TooManyErrors } from './messages.js';
import { FunctionParser } from './parser/functions.js';
import * as t from './tokens.js';

class AngParser extends FunctionParser {
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
    this.OPTION(() => this.SUBRULE(this.colon));
    this.OR([{ ALT: () => this.CONSUME(t.NumberToken) }, { ALT: () => this.CONSUME(t.StringToken) }]);
    this.OPTION2(() => this.SUBRULE(this.separator));
  });

  private readonly importDeclaration = this.RULE('importDeclaration', () => {
    this.CONSUME(t.Import);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.LeftBrace);
          this.MANY(() => this.OR2([{ ALT: () => this.CONSUME(t.Name) }, { ALT: () => this.CONSUME(t.Comma) }]));
          this.CONSUME(t.RightBrace);
        },
      },
      { GATE: () => tokenMatcher(this.LA(1), t.Name), ALT: () => this.SUBRULE(this.bareNames) },
    ]);
    this.CONSUME(t.From);
    this.CONSUME(t.StringToken);
  });

  /** `residual` or `residual, bottleneck` without braces */
  private readonly bareNames = this.RULE('bareNames', () => {
    this.CONSUME(t.Name);
    this.MANY(() => {
      this.CONSUME(t.Comma);
      this.CONSUME2(t.Name);
    });
  });

  /** A model or a block. */
  private readonly moduleDeclaration = this.RULE('moduleDeclaration', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Model) }, { ALT: () => this.CONSUME(t.Block) }]);
    this.CONSUME(t.AnyWord);
    this.OPTION(() => this.SUBRULE(this.parameters));
    this.MANY(() => this.SUBRULE(this.annotation));
    this.SUBRULE(this.body);
  });

  private readonly experimentDeclaration = this.RULE('experimentDeclaration', () => {
    this.CONSUME(t.Experiment);
    this.OR([{ ALT: () => this.CONSUME(t.AnyWord) }, { ALT: () => this.CONSUME(t.StringToken) }]);
    this.OPTION(() => this.SUBRULE(this.base));
    this.SUBRULE(this.items);
  });

  private readonly ablationDeclaration = this.RULE('ablationDeclaration', () => {
    this.CONSUME(t.Ablation);
    this.OR([{ ALT: () => this.CONSUME(t.AnyWord) }, { ALT: () => this.CONSUME(t.StringToken) }]);
    this.OPTION(() => this.SUBRULE(this.base));
    this.SUBRULE(this.items);
  });

  /** What an ablation is of. */
  private readonly base = this.RULE('base', () => {
    this.OR({
      MAX_LOOKAHEAD: 1,
      DEF: [
        {
          ALT: () => {
            this.CONSUME(t.Of);
            this.CONSUME(t.AnyWord);
          },
          IGNORE_AMBIGUITIES: true,
        },
        { ALT: () => this.SUBRULE(this.mistakenBase) },
      ],
    });
  });

  /** `: Name`, `(Name)`, `extends Name` */
  private readonly mistakenBase = this.RULE('mistakenBase', () => {
    this.OR([
      {
        ALT: () => {
          this.SUBRULE(this.colon);
          this.OPTION3(() => this.CONSUME(t.AnyWord));
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.LeftParen);
          this.OPTION(() => this.CONSUME2(t.AnyWord));
          this.CONSUME(t.RightParen);
        },
      },
      {
        ALT: () => {
          this.CONSUME3(t.AnyWord);
          this.OPTION2(() => this.CONSUME4(t.AnyWord));
        },
      },
    ]);
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

/** The rules as data, those that name mistakes included. */
export function grammarRules(): readonly ISerializedGast[] {
  parser ??= new AngParser();
  return parser.getSerializedGastProductions();
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

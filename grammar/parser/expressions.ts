/** The rules of expressions: calls, lists, arithmetic, selectors. */
import { CstParser, EOF } from 'chevrotain';
import { parserMessages } from '../messages.js';
import * as t from '../tokens.js';

/** Deeper than anyone nests what lacks its brackets; the parser must not run out of stack on it. */
const deepestUnbraced = 16;
/** More tokens than a condition has that stands behind a value. */
const longestCondition = 40;

export class ExpressionParser extends CstParser {
  private endsAtAssign = false;
  private unbraced = 0;

  constructor() {
    super([...t.tokens], {
      recoveryEnabled: true,
      maxLookahead: 2,
      nodeLocationTracking: 'onlyOffset',
      errorMessageProvider: parserMessages,
    });
  }

  /** Does the token at `position` from here begin right where the one before it ends? */
  protected isAdjacent(position = 1): boolean {
    const before = this.LA(position - 1);
    return before.startOffset + before.image.length === this.LA(position).startOffset;
  }

  /** `:`, or the `=` that many write in its place. */
  protected readonly colon = this.RULE('colon', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Colon) }, { ALT: () => this.CONSUME(t.Assign) }]);
  });

  protected readonly label = this.RULE('label', () => {
    this.CONSUME(t.AnyWord);
    this.SUBRULE(this.colon);
  });

  protected readonly callArguments = this.RULE('callArguments', () => {
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

  protected readonly argument = this.RULE('argument', () => {
    this.OPTION({
      GATE: () => this.LA(2).tokenType === t.Colon || this.LA(2).tokenType === t.Assign,
      DEF: () => this.SUBRULE(this.label),
    });
    this.SUBRULE(this.expression);
  });

  protected readonly expression = this.RULE('expression', () => {
    this.OR([{ ALT: () => this.SUBRULE(this.conditional) }, { ALT: () => this.SUBRULE(this.operation) }]);
    this.OPTION({ GATE: () => this.atLateCondition(), DEF: () => this.SUBRULE(this.lateCondition) });
  });

  /** Does an `if` follow that has an `else` but no `then` and no braces? */
  private atLateCondition(): boolean {
    if (!this.mayNest()) return false;
    for (let position = 2; this.LA(1).tokenType === t.If && position < longestCondition; position++) {
      const { tokenType } = this.LA(position);
      if (tokenType === t.Else) return true;
      if ([t.Then, t.If, t.LeftBrace, t.RightBrace, EOF].includes(tokenType)) return false;
    }
    return false;
  }

  /** `if c else 30` behind the value that it chooses, as Python has it */
  private readonly lateCondition = this.RULE('lateCondition', () => {
    this.CONSUME(t.If);
    this.SUBRULE(this.operation);
    this.CONSUME(t.Else);
    this.nesting(() => this.SUBRULE(this.expression));
  });

  /** Reads what may hold itself without brackets in between, which the repairs don't count. */
  protected nesting(read: () => void): void {
    this.unbraced++;
    try {
      read();
    } finally {
      this.unbraced--;
    }
  }

  protected mayNest(): boolean {
    return this.unbraced < deepestUnbraced;
  }

  protected readonly conditional = this.RULE('conditional', () => {
    this.SUBRULE(this.conditionalArm);
    this.MANY({
      GATE: () => this.LA(2).tokenType === t.If,
      DEF: () => {
        this.CONSUME(t.Else);
        this.SUBRULE2(this.conditionalArm);
      },
    });
    this.OPTION(() => {
      this.CONSUME2(t.Else);
      this.SUBRULE(this.operation);
    });
  });

  protected readonly conditionalArm = this.RULE('conditionalArm', () => {
    this.CONSUME(t.If);
    this.SUBRULE(this.operation);
    this.CONSUME(t.Then);
    this.SUBRULE2(this.operation);
  });

  /** Operands and operators in a row; `build/` gives them their precedence. */
  /** Reads expressions that an `=` ends, as behind the `let` of a function; also a mistake, which is thrown, ends it. */
  protected untilAssign(read: () => void): void {
    this.endsAtAssign = true;
    try {
      read();
    } finally {
      this.endsAtAssign = false;
    }
  }

  protected readonly operation = this.RULE('operation', () => {
    this.SUBRULE(this.operand);
    this.MANY({
      GATE: () => !this.endsAtAssign || this.LA(1).tokenType !== t.Assign,
      DEF: () => {
        this.CONSUME(t.Operator);
        this.SUBRULE2(this.operand);
      },
    });
  });

  protected readonly operand = this.RULE('operand', () => {
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
    this.MANY2({ GATE: () => this.atAccess(), DEF: () => this.SUBRULE(this.access) });
  });

  /** Does a property, position or index follow? A bracket with a space before it begins a list of its own. */
  protected atAccess(): boolean {
    return this.LA(1).tokenType !== t.LeftBracket || this.isAdjacent();
  }

  /** `.channels`, `.0`, `[3]`, `[*]` */
  protected readonly access = this.RULE('access', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.Dot);
          this.CONSUME(t.AnyWord);
        },
      },
      { ALT: () => this.CONSUME(t.Place) },
      { ALT: () => this.SUBRULE(this.index) },
    ]);
  });

  private readonly index = this.RULE('index', () => {
    this.CONSUME(t.LeftBracket);
    this.OPTION(() => this.OR([{ ALT: () => this.CONSUME(t.Times) }, { ALT: () => this.SUBRULE(this.expression) }]));
    this.CONSUME(t.RightBracket);
  });

  protected readonly list = this.RULE('list', () => {
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

  protected readonly parenthesis = this.RULE('parenthesis', () => {
    this.CONSUME(t.LeftParen);
    this.SUBRULE(this.expression);
    this.CONSUME(t.RightParen);
  });
}

/** The rules of what stands between the braces of models, blocks, joins, repeats and `if`. */
import { tokenMatcher } from 'chevrotain';
import * as t from '../tokens.js';
import { ExpressionParser } from './expressions.js';

export class StatementParser extends ExpressionParser {
  /** What other languages put between statements. */
  protected readonly separator = this.RULE('separator', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Comma) }, { ALT: () => this.CONSUME(t.Semicolon) }]);
  });

  /** The body of a repeat or an `if`, or the statement that someone wrote without its braces. */
  protected readonly nested = this.RULE('nested', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.body) },
      { GATE: () => this.mayNest(), ALT: () => this.nesting(() => this.SUBRULE(this.content)) },
    ]);
  });

  protected readonly body = this.RULE('body', () => {
    this.CONSUME(t.LeftBrace);
    this.MANY(() =>
      this.OR([{ ALT: () => this.SUBRULE(this.statement) }, { ALT: () => this.SUBRULE(this.separator) }]),
    );
    this.CONSUME(t.RightBrace);
  });

  protected readonly statement = this.RULE('statement', () => {
    this.MANY({ GATE: () => this.atLabel(), DEF: () => this.SUBRULE(this.label) });
    this.OR([{ ALT: () => this.SUBRULE(this.content) }, { ALT: () => this.SUBRULE(this.body) }]);
    this.SUBRULE(this.tail);
  });

  /** A statement without its label and what stands behind it. */
  protected readonly content = this.RULE('content', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.joinStatement) },
      { ALT: () => this.SUBRULE(this.repeatStatement) },
      { ALT: () => this.SUBRULE(this.ifStatement) },
      { ALT: () => this.SUBRULE(this.letStatement) },
      { ALT: () => this.SUBRULE(this.strayElse) },
      { ALT: () => this.SUBRULE(this.layerStatement) },
    ]);
  });

  private atLabel(): boolean {
    const second = this.LA(2).tokenType;
    return second === t.Colon || (second === t.Assign && this.LA(1).tokenType !== t.Let);
  }

  /** Annotations and `from name`, in whatever order they were written. */
  protected readonly tail = this.RULE('tail', () => {
    this.MANY(() => this.OR([{ ALT: () => this.SUBRULE(this.annotation) }, { ALT: () => this.SUBRULE(this.source) }]));
  });

  protected readonly source = this.RULE('source', () => {
    this.CONSUME(t.From);
    this.OR([
      { ALT: () => this.CONSUME(t.Name) },
      { ALT: () => this.CONSUME(t.In) },
      { ALT: () => this.SUBRULE(this.list) },
      { ALT: () => this.CONSUME(t.StringToken) },
    ]);
    this.MANY2({ GATE: () => this.isAdjacent(), DEF: () => this.SUBRULE(this.access) });
    this.MANY({ GATE: () => this.atFurtherSource(), DEF: () => this.SUBRULE(this.furtherSource) });
  });

  /** `, b` behind `from a`, which no separator of statements is: no colon and no arguments follow */
  private atFurtherSource(): boolean {
    const next = this.LA(3).tokenType;
    const isNear = this.LA(2).startOffset - this.LA(1).startOffset <= 2;
    return isNear && tokenMatcher(this.LA(2), t.Name) && ![t.Colon, t.Assign, t.LeftParen].includes(next);
  }

  private readonly furtherSource = this.RULE('furtherSource', () => {
    this.CONSUME(t.Comma);
    this.CONSUME(t.Name);
  });

  protected readonly layerStatement = this.RULE('layerStatement', () => {
    this.CONSUME(t.Name);
    this.OPTION(() => this.SUBRULE(this.callArguments));
  });

  protected readonly joinStatement = this.RULE('joinStatement', () => {
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
  protected readonly branch = this.RULE('branch', () => {
    this.SUBRULE(this.statement);
  });

  protected readonly repeatStatement = this.RULE('repeatStatement', () => {
    this.CONSUME(t.Repeat);
    this.SUBRULE(this.expression);
    this.OPTION(() => {
      this.CONSUME(t.As);
      this.CONSUME(t.AnyWord);
    });
    this.SUBRULE(this.tail);
    this.SUBRULE(this.nested);
  });

  protected readonly ifStatement = this.RULE('ifStatement', () => {
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

  /** `else { relu }` that stands behind no `if` */
  private readonly strayElse = this.RULE('strayElse', () => {
    this.CONSUME(t.Else);
    this.SUBRULE(this.nested);
  });

  protected readonly ifArm = this.RULE('ifArm', () => {
    this.CONSUME(t.If);
    this.SUBRULE(this.expression);
    this.SUBRULE(this.nested);
  });

  protected readonly letStatement = this.RULE('letStatement', () => {
    this.CONSUME(t.Let);
    this.CONSUME(t.AnyWord);
    this.OPTION({ GATE: () => this.LA(3).tokenType === t.Assign, DEF: () => this.SUBRULE(this.letType) });
    this.OR([
      { ALT: () => this.CONSUME(t.Assign) },
      { ALT: () => this.CONSUME(t.Equal) },
      { ALT: () => this.CONSUME(t.Colon) },
    ]);
    this.SUBRULE(this.expression);
  });

  /** `: int` behind the name of a `let`, as other languages have it */
  private readonly letType = this.RULE('letType', () => {
    this.CONSUME(t.Colon);
    this.CONSUME(t.AnyWord);
  });

  protected readonly annotation = this.RULE('annotation', () => {
    this.CONSUME(t.At);
    this.CONSUME(t.AnyWord);
    this.OPTION(() => this.SUBRULE(this.callArguments));
  });
}

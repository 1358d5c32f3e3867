/** The rules of angle, magnitude and margin functions, and of parameters. */
import { EMPTY_ALT, EOF, tokenMatcher } from 'chevrotain';
import * as t from '../tokens.js';
import { ExperimentParser } from './experiments.js';

/** Words with which a declaration begins where a function may have ended too early. */
const heads = [t.Import, t.Edition, t.Model, t.Block, t.Angle, t.Magnitude, t.Margin, t.Experiment, t.Ablation];

export class FunctionParser extends ExperimentParser {
  /** Is the token at `position` from here any word? */
  private isWord(position: number): boolean {
    return tokenMatcher(this.LA(position), t.AnyWord);
  }

  protected readonly functionDeclaration = this.RULE('functionDeclaration', () => {
    this.OR([
      { ALT: () => this.CONSUME(t.Angle) },
      { ALT: () => this.CONSUME(t.Magnitude) },
      { ALT: () => this.CONSUME(t.Margin) },
    ]);
    this.CONSUME(t.AnyWord);
    this.OPTION(() => this.SUBRULE(this.parameters));
    this.OPTION2({ GATE: () => this.atResultType(), DEF: () => this.SUBRULE(this.resultType) });
    this.SUBRULE(this.bindings);
    this.OR2([
      { ALT: () => this.SUBRULE(this.definition) },
      { ALT: () => this.SUBRULE(this.bracedFunction) },
      {
        GATE: () => !this.atDeclaration(),
        ALT: () => {
          this.OPTION3({ GATE: () => this.atReturn(), DEF: () => this.CONSUME(t.Word) });
          this.SUBRULE(this.expression);
        },
      },
      // The expression is missing, and the next declaration begins.
      { GATE: () => this.atDeclaration() || this.LA(1).tokenType === EOF, ALT: EMPTY_ALT() },
    ]);
  });

  private atDeclaration(): boolean {
    return heads.includes(this.LA(1).tokenType) && this.isWord(2);
  }

  private atResultType(): boolean {
    return this.isWord(2) && [t.Assign, t.Let, t.LeftBrace].includes(this.LA(3).tokenType);
  }

  /** `: real` behind the parameters, as other languages have it. */
  private readonly resultType = this.RULE('resultType', () => {
    this.CONSUME(t.Colon);
    this.CONSUME(t.AnyWord);
  });

  /** The `let`s of a function. The `=` behind them isn't part of their values. */
  private readonly bindings = this.RULE('bindings', () => {
    this.untilAssign(() =>
      this.MANY({
        GATE: () => [t.Let, t.Comma, t.Semicolon].includes(this.LA(1).tokenType) || this.LA(2).tokenType === t.Assign,
        DEF: () =>
          this.OR([
            { ALT: () => this.SUBRULE(this.letStatement) },
            { ALT: () => this.SUBRULE(this.separator) },
            { ALT: () => this.SUBRULE(this.bareBinding) },
          ]),
      }),
    );
  });

  /** `c = cos(theta)` without its `let` */
  private readonly bareBinding = this.RULE('bareBinding', () => {
    this.CONSUME(t.AnyWord);
    this.CONSUME(t.Assign);
    this.SUBRULE(this.expression);
  });

  private readonly definition = this.RULE('definition', () => {
    this.OR([
      { ALT: () => this.CONSUME(t.Assign) },
      { ALT: () => this.CONSUME(t.Equal) },
      { ALT: () => this.CONSUME(t.Colon) },
    ]);
    // `let`s that should stand before the `=`
    this.MANY(() => this.SUBRULE(this.letStatement));
    this.OPTION({ GATE: () => this.atReturn(), DEF: () => this.CONSUME(t.Word) });
    this.OR2([{ ALT: () => this.SUBRULE(this.expression) }, { ALT: () => this.SUBRULE(this.bracedFunction) }]);
  });

  private atReturn(): boolean {
    const next = this.LA(2).tokenType;
    return this.LA(1).image === 'return' && (this.isWord(2) || next === t.NumberToken || next === t.LeftParen);
  }

  /** `{ return theta }` */
  private readonly bracedFunction = this.RULE('bracedFunction', () => {
    this.CONSUME(t.LeftBrace);
    this.SUBRULE(this.bindings);
    this.OPTION(() => this.CONSUME(t.Assign));
    this.OPTION2({ GATE: () => this.atReturn(), DEF: () => this.CONSUME(t.Word) });
    this.OPTION3(() => this.SUBRULE(this.expression));
    this.OPTION4(() => this.SUBRULE(this.separator));
    this.CONSUME(t.RightBrace);
  });

  protected readonly parameters = this.RULE('parameters', () => {
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
    this.OPTION({ GATE: () => this.isWord(2), DEF: () => this.SUBRULE(this.role) });
    this.OPTION6({ GATE: () => this.atMistakenRole(), DEF: () => this.SUBRULE(this.mistakenRole) });
    this.CONSUME(t.AnyWord);
    this.OPTION2(() => {
      this.OPTION3(() => this.CONSUME(t.Colon));
      // `k: learn real`
      this.OPTION5({ GATE: () => this.isWord(2), DEF: () => this.SUBRULE2(this.role) });
      this.CONSUME2(t.AnyWord);
    });
    this.OPTION8({ GATE: () => this.atLateRole(), DEF: () => this.SUBRULE(this.lateRole) });
    this.OPTION4(() => {
      this.OR([{ ALT: () => this.CONSUME(t.Assign) }, { ALT: () => this.CONSUME(t.Equal) }]);
      this.SUBRULE(this.expression);
    });
    this.OPTION7({ GATE: () => this.atLateRole(), DEF: () => this.SUBRULE2(this.lateRole) });
    this.MANY({ GATE: () => this.atClause(), DEF: () => this.SUBRULE(this.clause) });
  });

  /** `real = 1 learn` */
  private readonly lateRole = this.RULE('lateRole', () => {
    this.SUBRULE(this.role);
  });

  /** Does `learn` or `state` stand behind a parameter, where it is no name of another one? */
  private atLateRole(): boolean {
    const next = this.LA(2).tokenType;
    return next !== t.Colon && (!this.isWord(2) || [t.Per, t.Min, t.Then].includes(next));
  }

  /** `learnable k: real` */
  private atMistakenRole(): boolean {
    return this.isWord(2) && this.LA(3).tokenType === t.Colon;
  }

  private readonly mistakenRole = this.RULE('mistakenRole', () => {
    this.CONSUME(t.AnyWord);
  });

  /** Behind a comma `min: real` is the next parameter, `min 3` isn't. */
  private atClause(): boolean {
    const isSecond = this.LA(1).tokenType === t.Comma;
    const next = this.LA(isSecond ? 2 : 1).tokenType;
    return next === t.Then || (!isSecond && (next === t.Per || next === t.Min)) || (isSecond && this.atLateClause());
  }

  private atLateClause(): boolean {
    const isClause = this.LA(2).tokenType === t.Per || this.LA(2).tokenType === t.Min;
    return isClause && (this.isWord(3) || this.LA(3).tokenType === t.NumberToken);
  }

  private readonly role = this.RULE('role', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Learn) }, { ALT: () => this.CONSUME(t.State) }]);
  });

  /** What may stand behind the start of a parameter that is learned or moves along. */
  private readonly clause = this.RULE('clause', () => {
    this.OPTION3(() => this.CONSUME(t.Comma));
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.Per);
          this.OPTION(() => this.SUBRULE(this.colon));
          this.CONSUME(t.AnyWord);
        },
      },
      {
        ALT: () => {
          this.OR2([{ ALT: () => this.CONSUME(t.Min) }, { ALT: () => this.CONSUME(t.Then) }]);
          this.OPTION2(() => this.SUBRULE2(this.colon));
          this.SUBRULE(this.expression);
        },
      },
    ]);
  });
}

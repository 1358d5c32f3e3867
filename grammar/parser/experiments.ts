/**
 * The rules of what stands between the braces of experiments, profiles and ablations. All of them read the same
 * items: `build/` says which of them belong where.
 */
import type { TokenType } from 'chevrotain';
import * as t from '../tokens.js';
import { StatementParser } from './statements.js';

export class ExperimentParser extends StatementParser {
  /** Does the next word begin an item of this kind, not name a field, a label or a parameter? */
  private begins(word: TokenType): boolean {
    if (this.LA(1).tokenType !== word) {
      return false;
    }
    const next = this.LA(2).tokenType;
    const isTarget = next === t.At || next === t.LeftBracket;
    if (next === t.Colon || next === t.Assign) {
      return this.LA(3).tokenType === t.LeftBrace;
    }
    return next !== t.Dot && next !== t.Place && !(isTarget && this.isAdjacent(2));
  }

  /** Items between braces. */
  protected readonly items = this.RULE('items', () => {
    this.CONSUME(t.LeftBrace);
    this.MANY(() => this.OR([{ ALT: () => this.SUBRULE(this.item) }, { ALT: () => this.SUBRULE(this.separator) }]));
    this.CONSUME(t.RightBrace);
  });

  private readonly item = this.RULE('item', () => {
    this.OR([
      { GATE: () => this.beginsItem(), ALT: () => this.SUBRULE(this.special) },
      { ALT: () => this.SUBRULE(this.fieldEdit), IGNORE_AMBIGUITIES: true },
    ]);
  });

  protected beginsItem(): boolean {
    return itemWords.some((word) => this.begins(word));
  }

  /** An item that begins with a word of its own. */
  protected readonly special = this.RULE('special', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.profile) },
      { ALT: () => this.SUBRULE(this.setEdit) },
      { ALT: () => this.SUBRULE(this.replaceEdit) },
      { ALT: () => this.SUBRULE(this.vary) },
      { ALT: () => this.SUBRULE(this.zip) },
      { ALT: () => this.SUBRULE(this.groups) },
      { ALT: () => this.SUBRULE(this.expectation) },
    ]);
  });

  private readonly profile = this.RULE('profile', () => {
    this.CONSUME(t.Profile);
    this.CONSUME(t.AnyWord);
    this.SUBRULE(this.opening);
  });

  /** The braces of something with a name, before which many write a colon. */
  private readonly opening = this.RULE('opening', () => {
    this.OPTION(() => this.SUBRULE(this.colon));
    this.SUBRULE(this.items);
  });

  private readonly setEdit = this.RULE('setEdit', () => {
    this.CONSUME(t.Set);
    this.SUBRULE(this.expression);
    this.MANY(() => this.SUBRULE(this.annotation));
  });

  private readonly replaceEdit = this.RULE('replaceEdit', () => {
    this.CONSUME(t.Replace);
    this.SUBRULE(this.expression);
    this.CONSUME(t.With);
    this.CONSUME(t.Name);
    this.OPTION(() => this.SUBRULE(this.callArguments));
  });

  private readonly fieldEdit = this.RULE('fieldEdit', () => {
    this.SUBRULE(this.target);
    this.OPTION(() => this.SUBRULE(this.colon));
    this.SUBRULE(this.expression);
  });

  /** `steps`, `model.width`, `stage1[3].main@norm.eps` */
  private readonly target = this.RULE('target', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.AnyWord);
          this.OPTION({ GATE: () => this.isAdjacent(), DEF: () => this.SUBRULE(this.callArguments) });
        },
      },
      { ALT: () => this.SUBRULE(this.list) },
    ]);
    this.MANY({ GATE: () => this.atAccess(), DEF: () => this.SUBRULE(this.access) });
    this.OPTION2(() => {
      this.CONSUME(t.At);
      this.CONSUME2(t.AnyWord);
      this.OPTION3(() => {
        this.CONSUME(t.Dot);
        this.CONSUME3(t.AnyWord);
      });
    });
  });

  private readonly vary = this.RULE('vary', () => {
    this.CONSUME(t.Vary);
    this.SUBRULE(this.target);
    this.OPTION(() => this.SUBRULE(this.colon));
    this.SUBRULE(this.expression);
  });

  private readonly zip = this.RULE('zip', () => {
    this.CONSUME(t.Zip);
    this.SUBRULE(this.opening);
  });

  private readonly groups = this.RULE('groups', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Rows) }, { ALT: () => this.CONSUME(t.Columns) }]);
    this.OPTION(() => this.SUBRULE(this.colon));
    this.CONSUME(t.LeftBrace);
    this.MANY(() => this.OR2([{ ALT: () => this.SUBRULE(this.group) }, { ALT: () => this.SUBRULE(this.separator) }]));
    this.CONSUME(t.RightBrace);
  });

  private readonly group = this.RULE('group', () => {
    this.OPTION(() => this.OR([{ ALT: () => this.CONSUME(t.AnyWord) }, { ALT: () => this.CONSUME(t.StringToken) }]));
    this.SUBRULE(this.opening);
  });

  private readonly expectation = this.RULE('expectation', () => {
    this.CONSUME(t.Expect);
    this.CONSUME(t.AnyWord);
    this.OPTION(() => this.SUBRULE(this.colon));
    this.SUBRULE(this.expression);
    this.OPTION2(() => {
      this.CONSUME(t.From);
      this.CONSUME(t.StringToken);
    });
  });
}

const itemWords = [t.Profile, t.Set, t.Replace, t.Vary, t.Zip, t.Rows, t.Columns, t.Expect];

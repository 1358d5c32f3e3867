/**
 * The rules of what stands between the braces of experiments, profiles and ablations. All of them read the same
 * items: `build/` says which of them belong where.
 */
import { tokenMatcher, type TokenType } from 'chevrotain';
import * as t from '../tokens.js';
import { StatementParser } from './statements.js';

export class ExperimentParser extends StatementParser {
  /** Items between braces. */
  protected readonly items = this.RULE('items', () => {
    this.CONSUME(t.LeftBrace);
    this.MANY(() => this.OR([{ ALT: () => this.SUBRULE(this.item) }, { ALT: () => this.SUBRULE(this.separator) }]));
    this.CONSUME(t.RightBrace);
  });

  private readonly item = this.RULE('item', () => {
    this.OR([
      { GATE: () => this.atSpecial(), ALT: () => this.SUBRULE(this.special) },
      { GATE: () => this.atUnknown(), ALT: () => this.SUBRULE(this.unknown), IGNORE_AMBIGUITIES: true },
      { ALT: () => this.SUBRULE(this.fieldEdit), IGNORE_AMBIGUITIES: true },
      { ALT: () => this.SUBRULE(this.strayAnnotation) },
    ]);
  });

  /** `@scale(30)` without what it is for */
  private readonly strayAnnotation = this.RULE('strayAnnotation', () => {
    this.SUBRULE(this.annotation);
    this.OPTION(() => this.SUBRULE(this.annotationValue));
  });

  /** Does the next word begin an item of its own kind, not name a field, a label or a parameter? */
  protected atSpecial(): boolean {
    const next = this.LA(2).tokenType;
    if (!specialWords.includes(this.LA(1).tokenType) || next === t.Dot || next === t.Place) {
      return false;
    }
    if (next === t.Colon || next === t.Assign) {
      const isProfile = this.LA(1).tokenType === t.Profile && this.LA(4).tokenType === t.LeftBrace;
      return isProfile || this.LA(3).tokenType === t.LeftBrace;
    }
    return !((next === t.At || next === t.LeftBracket) && this.isAdjacent(2));
  }

  /** Do one or two words with braces follow that are no item? */
  private atUnknown(): boolean {
    const isBrace = (position: number) => this.LA(position).tokenType === t.LeftBrace;
    return isBrace(2) || (isBrace(3) && [t.AnyWord, t.NumberToken, t.Colon].some((type) => this.is(2, type)));
  }

  private is(position: number, type: TokenType): boolean {
    return tokenMatcher(this.LA(position), type);
  }

  /** `row { … }`, `profle quick { … }`, `a: { … }` */
  private readonly unknown = this.RULE('unknown', () => {
    this.OR([{ ALT: () => this.CONSUME(t.AnyWord) }, { ALT: () => this.CONSUME(t.StringToken) }]);
    this.OPTION(() => this.OR2([{ ALT: () => this.CONSUME2(t.AnyWord) }, { ALT: () => this.CONSUME(t.NumberToken) }]));
    this.OPTION2(() => this.SUBRULE(this.colon));
    this.SUBRULE(this.items);
  });

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
    this.OPTION(() => this.SUBRULE(this.colon));
    this.OR([{ ALT: () => this.CONSUME(t.AnyWord) }, { ALT: () => this.CONSUME(t.StringToken) }]);
    this.SUBRULE(this.opening);
  });

  /** The braces behind a name; many write a colon before them, brackets in their place, or forget them. */
  private readonly opening = this.RULE('opening', () => {
    this.OPTION(() => this.SUBRULE(this.colon));
    this.OR([
      { ALT: () => this.SUBRULE(this.items) },
      { ALT: () => this.SUBRULE(this.bracketed) },
      { GATE: () => this.mayNest(), ALT: () => this.nesting(() => this.SUBRULE(this.item)) },
    ]);
  });

  private readonly bracketed = this.RULE('bracketed', () => {
    this.CONSUME(t.LeftBracket);
    this.MANY(() => this.OR([{ ALT: () => this.SUBRULE(this.item) }, { ALT: () => this.SUBRULE(this.separator) }]));
    this.CONSUME(t.RightBracket);
  });

  private readonly setEdit = this.RULE('setEdit', () => {
    this.CONSUME(t.Set);
    this.OPTION(() => this.SUBRULE(this.expression));
    this.OPTION2(() => this.SUBRULE(this.colon));
    this.MANY(() => this.SUBRULE(this.annotation));
    this.OPTION3({ GATE: () => this.atBareAnnotation(), DEF: () => this.SUBRULE(this.bareAnnotation) });
    this.OPTION4({ GATE: () => this.atSetValue(), DEF: () => this.SUBRULE(this.setValue) });
    this.OPTION5(() => this.SUBRULE(this.annotationValue));
  });

  private atSetValue(): boolean {
    return [t.Colon, t.Assign].includes(this.LA(0).tokenType) || literals.includes(this.LA(1).tokenType);
  }

  /** `30` of `set classifier.scale: 30` and `set classifier.scale 30` */
  private readonly setValue = this.RULE('setValue', () => {
    this.SUBRULE(this.expression);
  });

  private atBareAnnotation(): boolean {
    return this.LA(1).image !== 'optional' && this.LA(2).tokenType === t.LeftParen && this.isAdjacent(2);
  }

  /** `angle(log)` without its `@` */
  private readonly bareAnnotation = this.RULE('bareAnnotation', () => {
    this.CONSUME(t.AnyWord);
    this.SUBRULE(this.callArguments);
  });

  /** `: log` behind an annotation */
  private readonly annotationValue = this.RULE('annotationValue', () => {
    this.SUBRULE(this.colon);
    this.SUBRULE(this.expression);
  });

  private readonly replaceEdit = this.RULE('replaceEdit', () => {
    this.CONSUME(t.Replace);
    this.untilAssign(() => {
      this.SUBRULE(this.expression);
      this.MANY({
        GATE: () => this.LA(3).tokenType === t.With || this.LA(3).tokenType === t.Comma,
        DEF: () => this.SUBRULE(this.furtherSelector),
      });
    });
    this.OPTION({ GATE: () => this.atMistakenWith(), DEF: () => this.SUBRULE(this.mistakenWith) });
    this.OPTION2(() => this.CONSUME(t.With));
    this.CONSUME(t.Name);
    this.OPTION3(() => this.SUBRULE(this.callArguments));
    this.MANY2(() => this.SUBRULE(this.annotation));
  });

  /** `, angfc` behind a selector that should stand in a list */
  private readonly furtherSelector = this.RULE('furtherSelector', () => {
    this.CONSUME(t.Comma);
    this.SUBRULE(this.expression);
  });

  /** Does another word or sign than `with` stand before a name? */
  private atMistakenWith(): boolean {
    return this.LA(1).tokenType !== t.With && tokenMatcher(this.LA(2), t.Name);
  }

  /** `by`, `:`, or a comma */
  private readonly mistakenWith = this.RULE('mistakenWith', () => {
    this.OR([
      { ALT: () => this.CONSUME(t.Name) },
      { ALT: () => this.CONSUME(t.Comma) },
      { ALT: () => this.SUBRULE(this.colon) },
    ]);
  });

  private readonly fieldEdit = this.RULE('fieldEdit', () => {
    this.SUBRULE(this.target);
    this.OPTION(() => this.SUBRULE(this.colon));
    // `batch: vary [1, 2]`
    this.OPTION2({ GATE: () => this.LA(2).tokenType === t.LeftBracket, DEF: () => this.CONSUME(t.Vary) });
    this.OPTION3({ GATE: () => !this.atNextField(), DEF: () => this.SUBRULE(this.expression) });
  });

  /** Does the value of a field lack, and the next field begin, or the braces end? */
  private atNextField(): boolean {
    const isWritten = this.LA(0).tokenType === t.Colon || this.LA(0).tokenType === t.Assign;
    const isNext = this.is(1, t.AnyWord) && this.LA(2).tokenType === t.Colon;
    return isNext || (isWritten && this.LA(1).tokenType === t.RightBrace);
  }

  /** `steps`, `model.width`, `stage1[3].main@norm.eps` */
  private readonly target = this.RULE('target', () => {
    this.CONSUME(t.AnyWord);
    this.OPTION({ GATE: () => this.isAdjacent(), DEF: () => this.SUBRULE(this.callArguments) });
    this.SUBRULE(this.targetEnd);
  });

  /** `[stem, classifier]@scale` */
  private readonly listTarget = this.RULE('listTarget', () => {
    this.SUBRULE(this.list);
    this.SUBRULE(this.targetEnd);
  });

  private readonly targetEnd = this.RULE('targetEnd', () => {
    this.MANY({ GATE: () => this.atAccess(), DEF: () => this.SUBRULE(this.access) });
    this.OPTION(() => {
      this.CONSUME(t.At);
      this.CONSUME(t.AnyWord);
      this.OPTION2(() => {
        this.CONSUME(t.Dot);
        this.CONSUME2(t.AnyWord);
      });
    });
  });

  private readonly vary = this.RULE('vary', () => {
    this.CONSUME(t.Vary);
    this.OR([{ ALT: () => this.SUBRULE(this.target) }, { ALT: () => this.SUBRULE(this.listTarget) }]);
    this.OPTION(() => this.SUBRULE(this.colon));
    this.OPTION2({ GATE: () => this.atPreposition(), DEF: () => this.CONSUME(t.AnyWord) });
    this.OR2([{ ALT: () => this.SUBRULE(this.expression) }, { ALT: () => this.SUBRULE(this.bracedValues) }]);
    this.SUBRULE(this.furtherValues);
  });

  /** `in [1, 2]` or `over [1, 2]`, where a colon stands */
  private atPreposition(): boolean {
    return this.LA(2).tokenType === t.LeftBracket && !this.isAdjacent(2);
  }

  /** `{1, 2}` */
  private readonly bracedValues = this.RULE('bracedValues', () => {
    this.CONSUME(t.LeftBrace);
    this.MANY(() =>
      this.OR([{ ALT: () => this.SUBRULE(this.expression) }, { ALT: () => this.SUBRULE(this.separator) }]),
    );
    this.CONSUME(t.RightBrace);
  });

  /** `, 2, 3` behind a value that should stand in a list */
  private readonly furtherValues = this.RULE('furtherValues', () => {
    this.MANY({
      GATE: () => literals.includes(this.LA(2).tokenType),
      DEF: () => {
        this.CONSUME(t.Comma);
        this.SUBRULE(this.expression);
      },
    });
  });

  private readonly zip = this.RULE('zip', () => {
    this.CONSUME(t.Zip);
    this.SUBRULE(this.opening);
  });

  private readonly groups = this.RULE('groups', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Rows) }, { ALT: () => this.CONSUME(t.Columns) }]);
    this.OPTION(() => this.SUBRULE(this.colon));
    this.OR2([
      {
        ALT: () => {
          this.CONSUME(t.LeftBrace);
          this.MANY(() => this.SUBRULE(this.groupItem));
          this.CONSUME(t.RightBrace);
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.LeftBracket);
          this.MANY2(() => this.SUBRULE2(this.groupItem));
          this.CONSUME(t.RightBracket);
        },
      },
    ]);
  });

  private readonly groupItem = this.RULE('groupItem', () => {
    this.OR([{ ALT: () => this.SUBRULE(this.group) }, { ALT: () => this.SUBRULE(this.separator) }]);
  });

  private readonly group = this.RULE('group', () => {
    this.OPTION(() => this.OR([{ ALT: () => this.CONSUME(t.AnyWord) }, { ALT: () => this.CONSUME(t.StringToken) }]));
    this.SUBRULE(this.opening);
  });

  private readonly expectation = this.RULE('expectation', () => {
    this.CONSUME(t.Expect);
    this.OPTION(() => this.CONSUME(t.AnyWord));
    this.OPTION2(() => this.SUBRULE(this.colon));
    this.SUBRULE(this.expression);
    this.SUBRULE(this.furtherValues);
    this.OPTION3({ GATE: () => this.atOrigin(), DEF: () => this.SUBRULE(this.origin) });
  });

  private atOrigin(): boolean {
    return this.LA(1).tokenType !== t.Word || this.LA(2).tokenType === t.StringToken;
  }

  /** `from "Table 1"`; many forget the `from` or the quotes */
  private readonly origin = this.RULE('origin', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(t.From);
          this.OR2([{ ALT: () => this.CONSUME(t.StringToken) }, { ALT: () => this.CONSUME(t.Name) }]);
          // `from Table 1`
          this.OPTION(() => this.CONSUME(t.NumberToken));
        },
      },
      { ALT: () => this.CONSUME2(t.StringToken) },
      {
        GATE: () => this.LA(2).tokenType === t.StringToken,
        ALT: () => {
          this.CONSUME(t.Word);
          this.CONSUME3(t.StringToken);
        },
        IGNORE_AMBIGUITIES: true,
      },
    ]);
  });
}

const specialWords: readonly TokenType[] = [t.Profile, t.Set, t.Replace, t.Vary, t.Zip, t.Rows, t.Columns, t.Expect];
const literals: readonly TokenType[] = [t.NumberToken, t.StringToken, t.Kernel, t.True, t.False, t.LeftBracket];

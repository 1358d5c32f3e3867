/** Gives operands and operators in a row their precedence. */
import type { IToken } from 'chevrotain';
import type { BinaryOperator, Expression, Span } from '../syntax.js';
import { removing, replacing, type SyntaxProblem } from '../problems.js';
import { tokenSpan, type Context } from './cst.js';

/** An expression and the place it takes with the parentheses around it. */
export interface Operand {
  readonly node: Expression;
  readonly span: Span;
}

/** A row alternates: any number of signs, an operand, an operator, signs, an operand, … */
export type RowItem = { readonly sign: IToken } | { readonly operator: IToken } | Operand;

const comparison = 4;
const precedences: Readonly<Record<BinaryOperator | 'not' | 'negative', number>> = {
  or: 1,
  and: 2,
  not: 3,
  '==': comparison,
  '!=': comparison,
  '<': comparison,
  '<=': comparison,
  '>': comparison,
  '>=': comparison,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  negative: 7,
  '^': 8,
};

/** How tightly an operator binds its operands: the higher, the tighter. */
export function precedence(operator: BinaryOperator | 'not' | 'negative'): number {
  return precedences[operator];
}

/** Makes one expression of a row. */
export function combine(context: Context, row: readonly RowItem[]): Operand {
  return new RowReader(context, row).read(0);
}

class RowReader {
  private next = 0;

  constructor(
    private readonly context: Context,
    private readonly row: readonly RowItem[],
  ) {}

  /** Reads from here on everything that binds at least as tightly as `least`. */
  read(least: number): Operand {
    let left = this.readOperand(least);
    let compared = false;
    for (let item = this.row[this.next]; item !== undefined && 'operator' in item; item = this.row[this.next]) {
      const operator = this.operatorOf(item.operator);
      const strength = precedences[operator];
      if (strength < least) {
        break;
      }
      this.next++;
      if (compared && strength === comparison) {
        this.complain(item.operator, "Comparisons don't chain.", 'Write two comparisons with `and` between them.');
      }
      compared = strength === comparison;
      const right = this.read(operator === '^' ? precedences.negative : strength + 1);
      const span = { start: left.span.start, end: right.span.end };
      left = { span, node: { kind: 'binary', operator, left: left.node, right: right.node, span } };
    }
    return left;
  }

  private readOperand(least: number): Operand {
    const item = this.row[this.next++]!;
    if ('node' in item) {
      return item;
    }
    const token = 'sign' in item ? item.sign : item.operator;
    if (token.image === '+') {
      this.complain(token, 'Nothing stands before this `+`.', 'Remove it.', removing(tokenSpan(token)));
      return this.readOperand(least);
    }
    const strength = precedences[token.image === '-' ? 'negative' : 'not'];
    if (strength < least) {
      const hint = 'Put the `not` and what it negates in parentheses.';
      this.complain(token, '`not` binds less tightly than the operator before it.', hint);
    }
    const inner = this.read(strength);
    const span = { start: token.startOffset, end: inner.span.end };
    return { span, node: { kind: 'unary', operator: token.image === '-' ? '-' : 'not', operand: inner.node, span } };
  }

  private operatorOf(token: IToken): BinaryOperator {
    if (token.image === '=') {
      this.complain(token, "`=` doesn't compare.", 'Write `==`.', replacing(tokenSpan(token), '=='));
      return '==';
    }
    return token.image as BinaryOperator;
  }

  private complain(token: IToken, message: string, hint: string, fix: Pick<SyntaxProblem, 'fix'> = {}): void {
    this.context.problems.add(tokenSpan(token), message, hint, fix);
  }
}

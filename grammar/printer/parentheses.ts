import { precedence } from '../build/operators.js';
import type { Binary, Expression, Node } from '../syntax.js';

/** Does an expression need parentheses where it stands? `key` is the property of the parent that holds it. */
export function needsParentheses(node: Expression, parent: Node | null, key: string | number | null): boolean {
  if (parent?.kind === 'member' || (parent?.kind === 'index' && key === 'object')) {
    return !['identifier', 'call', 'member', 'index'].includes(node.kind);
  }
  switch (node.kind) {
    case 'conditional':
      return isInsideExpression(parent, key);
    case 'binary':
      return binaryNeedsThem(node, parent, key);
    case 'unary':
      return unaryNeedsThem(node.operator, parent, key);
    default:
      return false;
  }
}

/** `if … then … else …` stands bare only where nothing can follow it, and behind another one's `else`. */
function isInsideExpression(parent: Node | null, key: string | number | null): boolean {
  switch (parent?.kind) {
    case 'binary':
    case 'unary':
    case 'if':
    case 'repeat':
      return true;
    case 'conditional':
      return key !== 'alternative';
    default:
      return false;
  }
}

function binaryNeedsThem(node: Binary, parent: Node | null, key: string | number | null): boolean {
  const own = precedence(node.operator);
  if (parent?.kind === 'unary') {
    return own < precedence(parent.operator === '-' ? 'negative' : 'not');
  }
  if (parent?.kind !== 'binary') {
    return false;
  }
  const outer = precedence(parent.operator);
  if (own !== outer) {
    return own < outer;
  }
  // Equally strong operators go together from the left, powers from the right, comparisons not at all.
  return outer === precedence('==') || key === (parent.operator === '^' ? 'left' : 'right');
}

function unaryNeedsThem(operator: '-' | 'not', parent: Node | null, key: string | number | null): boolean {
  if (parent?.kind === 'unary') {
    return operator === 'not' && parent.operator === '-';
  }
  if (parent?.kind !== 'binary') {
    return false;
  }
  return operator === '-' ? parent.operator === '^' && key === 'left' : precedence(parent.operator) > precedence('not');
}

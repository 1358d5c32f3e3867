import fc from 'fast-check';
import type { Expression } from '../../../grammar/index.js';
import {
  binaryNode,
  callNode,
  conditionalNode,
  nameNode,
  negativeNode,
  numberNode,
} from '../../../compiler/analysis/nodes.js';

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(nameNode('theta')) },
  { weight: 1, arbitrary: fc.constant(nameNode('m')) },
  { weight: 1, arbitrary: fc.constantFrom(0, 0.5, 1, 2, 3).map(numberNode) },
);

/** Expressions in `theta` and `m`, made of given functions of one operand. */
function expressions(unary: readonly string[], others: (tie: fc.Arbitrary<Expression>) => fc.Arbitrary<Expression>[]) {
  return fc.letrec<{ tree: Expression }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      tie('tree').map(negativeNode),
      fc
        .tuple(fc.constantFrom('+', '-', '*', '/'), tie('tree'), tie('tree'))
        .map(([operator, left, right]) => binaryNode(operator, left, right)),
      fc.tuple(tie('tree'), fc.constantFrom(0, 1, 2, 3)).map(([base, n]) => binaryNode('^', base, numberNode(n))),
      fc.tuple(fc.constantFrom(...unary), tie('tree')).map(([name, operand]) => callNode(name, operand)),
      ...others(tie('tree')),
    ),
  })).tree;
}

const smooth = ['sin', 'cos', 'tan', 'acos', 'asin', 'atan', 'tanh', 'sigmoid', 'exp', 'expm1', 'ln', 'ln1p', 'sqrt'];

/** Everywhere differentiable where they have a value. */
export const smoothExpressions = expressions(smooth, () => []);

/** With corners and jumps, too. */
export const allExpressions = expressions([...smooth, 'abs', 'sign', 'floor'], (tree) => [
  fc.tuple(fc.constantFrom('min', 'max'), tree, tree).map(([name, x, y]) => callNode(name, x, y)),
  fc
    .tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tree, tree, tree, tree)
    .map(([operator, a, b, x, y]) => conditionalNode(binaryNode(operator, a, b), x, y)),
  fc.tuple(tree, tree).map(([x, y]) => binaryNode('^', x, y)),
]);

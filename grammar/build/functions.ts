import type { CstNode } from 'chevrotain';
import type { FunctionDeclaration, LetStatement } from '../syntax.js';
import { nodeOf, nodesOf, nodeSpan, tokenOf, type Context } from './cst.js';
import { declaredName } from './declarations.js';
import { checkEquals } from './equals.js';
import { expressionIn } from './expressions.js';
import { functionParameters } from './parameters.js';
import { letStatement } from './statements.js';

const forms: Readonly<Record<FunctionDeclaration['kind'], { readonly owner: string; readonly form: string }>> = {
  angle: { owner: 'an angle function', form: 'angle name(theta: rad) = expression' },
  magnitude: { owner: 'a magnitude function', form: 'magnitude name(x: real) = expression' },
  margin: { owner: 'a margin', form: 'margin name(theta: rad) = expression' },
};

/** `angle log(theta: rad; m: rad = 0rad) = …`, and likewise a magnitude or a margin. */
export function functionDeclaration(context: Context, node: CstNode): FunctionDeclaration {
  const span = nodeSpan(node);
  const kind = tokenOf(node, 'Angle', 'Magnitude', 'Margin')!.image as FunctionDeclaration['kind'];
  const { owner, form } = forms[kind];
  checkEquals(context, node, form, 'Equal', 'Colon');
  return {
    kind,
    name: declaredName(context, node, owner),
    ...functionParameters(context, nodeOf(node, 'parameters'), kind, span.end),
    lets: nodesOf(node, 'letStatement').map((part): LetStatement => letStatement(context, part, nodeSpan(part))),
    expression: expressionIn(context, node, span.end),
    span,
  };
}

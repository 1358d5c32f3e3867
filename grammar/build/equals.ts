import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { tokenOf, tokenSpan, type Context } from './cst.js';

/** Complains when the `=` of a definition was written as one of the tokens `wrongNames`; `form` shows the definition as it should be. */
export function checkEquals(context: Context, node: CstNode, form: string, ...wrongNames: readonly string[]): void {
  const wrong = tokenOf(node, ...wrongNames);
  if (wrong !== undefined) {
    context.problems.add(tokenSpan(wrong), `Expected \`=\`, but found ${quote(wrong.image)}.`, `Write \`${form}\`.`);
  }
}

import type { CstNode } from 'chevrotain';
import { quote } from '../describe.js';
import { replacing } from '../problems.js';
import { tokenOf, tokenSpan, type Context } from './cst.js';

/**
 * Complains when the `=` of a definition was written as another token.
 * @param form the definition as it should be
 * @param wrongNames the grammar's names of the tokens that people write in its place
 */
export function checkEquals(context: Context, node: CstNode, form: string, ...wrongNames: readonly string[]): void {
  const wrong = tokenOf(node, ...wrongNames);
  if (wrong !== undefined) {
    context.problems.add(
      tokenSpan(wrong),
      `Expected \`=\`, but found ${quote(wrong.image)}.`,
      `Write \`=\`, as in \`${form}\`.`,
      replacing(tokenSpan(wrong), '='),
    );
  }
}

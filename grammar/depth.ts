import type { Context } from './build/cst.js';
import type { Node, SourceFile } from './syntax.js';
import { visit } from './visit.js';

/** What reads the tree recursively must not run out of stack; sums of hundreds of terms reach this, people don't. */
const deepestTree = 300;

/** Takes the declarations out of a file when the tree is too deep, as long chains of operators or `else if` make it. */
export function checkDepth(context: Context, file: SourceFile): SourceFile {
  let deep: Node | undefined;
  visit(file, (node, depth) => {
    if (depth > deepestTree) {
      deep ??= node;
    }
  });
  if (deep === undefined) {
    return file;
  }
  const hint = 'Give parts names: `let` for values, `block` for layers.';
  context.problems.add(deep.span, 'The text is nested too deep here, or a chain is too long.', hint);
  return { ...file, declarations: [] };
}

import type { Annotation } from '../../../grammar/index.js';
import { annotations as signatures } from '../../annotations/index.js';
import { helpWithName } from '../../diagnostics/help-with-name.js';
import { checkCall } from './calls.js';
import { markUsed, type ExpressionScope } from './expressions.js';

/** Checks the annotations that stand on one thing. */
export function checkAnnotations(annotations: readonly Annotation[], scope: ExpressionScope): void {
  const { context } = scope;
  const first = new Map<string, Annotation>();
  for (const annotation of annotations) {
    const { name } = annotation.name;
    const signature = signatures.get(name);
    if (!signature) {
      for (const argument of annotation.arguments) markUsed(argument.value, scope);
      const help = helpWithName(annotation.name, context.module.path, signatures.keys());
      const known = { hint: `There are \`@${[...signatures.keys()].join('`, `@')}\`.` };
      context.report('unknown-annotation', { name }, annotation.name, { ...known, ...help });
      continue;
    }
    const earlier = first.get(name);
    if (earlier) {
      const related = [{ place: context.place(earlier), message: 'the first one is here' }];
      context.report('repeated-annotation', { name }, annotation, { related });
    }
    first.set(name, earlier ?? annotation);
    checkCall(annotation.name, annotation.arguments, { ...signature, name: `@${name}` }, scope);
  }
}
